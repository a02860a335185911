using Auth0Flows.Sessions;
using Auth0Flows.Tokens;

namespace Auth0Flows.Fuzz;

/// <summary>The JSON in a token store, decrypted: of this version, of another one, or of another program with the same key.</summary>
internal sealed class StoredTokensTarget : FuzzTarget
{
    private static readonly SessionContext _context = new(
        new()
        {
            Domain = Tenant.Domain,
            Client = Auth0ClientAuthentication.None(Tenant.ClientId),
            TimeProvider = Tenant.Clock,
        }
    );

    public override string Name => "stored-tokens";

    public override IReadOnlyList<string> Words { get; } =
    [
        """{"version":1,"tokens":[],"logins":[]}""",
        """{"access_token":"a.b.c","token_type":"Bearer","issued_at":"2026-11-20T12:00:00+00:00","expires_at":"2026-11-21T12:00:00+00:00","grant_type":"ClientCredentials","scope_asked":["read:x"],"login":"1"}""",
        """{"id":"1","refresh_token":"r","fingerprints":["x"],"rotation":1,"sent_at":"2026-11-20T12:00:00+00:00"}""",
        "\"tokens\"",
        "\"logins\"",
        "\"version\"",
        "\"grant_type\"",
        "\"RefreshToken\"",
        "\"External\"",
        "99",
        "null",
        "[null]",
        "\"0001-01-01T00:00:00+00:00\"",
        "\"9999-12-31T23:59:59+00:00\"",
    ];

    public override IEnumerable<byte[]> Seeds =>
        [
            """{"version":1,"tokens":[{"access_token":"a.b.c","token_type":"Bearer","issued_at":"2026-11-20T12:00:00+00:00","expires_at":"2026-11-21T12:00:00+00:00","grant_type":"RefreshToken","scope":["read:x"],"scope_asked":["read:x"],"subject":"u","login":"1"}],"logins":[{"id":"1","refresh_token":"r","fingerprints":["x"],"rotation":1}]}"""u8.ToArray(),
        ];

    protected override string Read(byte[] input)
    {
        if (StoredTokens.Parse(input) is not { } stored)
        {
            return "damaged";
        }

        var mapping = new StoredTokenMapping(_context, new RefreshTokenFamilies(Tenant.Clock), home: null!);
        foreach (var one in stored.Tokens)
        {
            var token = mapping.ToToken(one, stored);
            Must.Hold(token.ExpiresAt > token.IssuedAt && token.RenewsAt <= token.ExpiresAt, "The token's times are out of order.");
            Must.Hold(token.Domain.Equals(Tenant.Domain) && token.ClientId == Tenant.ClientId, "The token is of another tenant.");
        }

        var count = (stored.Tokens.Count, stored.Logins.Count);
        stored.Sweep(Tenant.Clock.GetUtcNow());
        Must.Hold(stored.Tokens.Count <= count.Item1 && stored.Logins.Count <= count.Item2, "Sweeping adds something.");
        return $"{Math.Min(count.Item1, 3)} tokens, {Math.Min(count.Item2, 3)} logins";
    }
}
