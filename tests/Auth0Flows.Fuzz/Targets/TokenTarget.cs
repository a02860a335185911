namespace Auth0Flows.Fuzz;

/// <summary>A token that somebody pastes, with whatever comes along with it.</summary>
internal sealed class TokenTarget : FuzzTarget
{
    public override string Name => "tokens";

    public override IReadOnlyList<string> Words { get; } =
    [
        "eyJhbGciOiJSUzI1NiJ9",
        "eyJhbGciOiJub25lIn0",
        "eyJlbmMiOiJBMjU2R0NNIiwiYWxnIjoiZGlyIn0",
        "eyJzdWIiOiJ4In0",
        "eyJleHAiOjF9",
        "e30",
        "W10",
        "bnVsbA",
        "eyJh",
        ".",
        "..",
        "...",
        "....",
        "=",
        "==",
        "-",
        "_",
        "Bearer ",
        "Authorization: ",
        "Authorization:Bearer ",
        "\"",
        " ",
        "\n",
        "eyJhbGciOjF9",
        "eyJhdWQiOlsiYSIsMV19",
        "eyJcdWQ4MDAiOjF9",
    ];

    protected override string Read(byte[] input)
    {
        var jwt = Auth0Jwt.Decode(Inputs.Text(input));
        Must.Hold(jwt.Header.Count > 0, "A token without a header is decoded.");
        Must.Hold(
            jwt.ToString().Length > 0
                && jwt.Scope.All(static scope => scope.Length > 0)
                && jwt.IsExpired == (jwt.ExpiresAt <= DateTimeOffset.UtcNow),
            "A property can't be read."
        );
        var header = $"{jwt.IsEncrypted} {jwt.Algorithm is not null} {jwt.KeyId is not null}";
        return $"{header} {jwt.Issuer is not null} {jwt.Subject is not null} {jwt.Audience.Length} {jwt.IssuedAt is not null}";
    }
}
