namespace Auth0Flows.Fuzz;

/// <summary>The token endpoint's success: RFC 6749 §5.1.</summary>
internal sealed class TokenAnswerTarget : AnswerTarget
{
    private static readonly ClientCredentialsGrant _grant = new("https://api.example.com/", "org_1", ["read:x"]);

    public override string Name => "token-answers";

    public override IReadOnlyList<string> Words { get; } =
    [
        "\"access_token\"",
        "\"eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.\"",
        "\"token_type\"",
        "\"Bearer\"",
        "\"bearer\"",
        "\"DPoP\"",
        "\"expires_in\"",
        "86400",
        "\"86400\"",
        "0.001",
        "3155760001",
        "\"scope\"",
        "\"read:x write:x\"",
        "\"refresh_token\"",
        "\"refresh-token-1\"",
        "\"id_token\"",
        "\"recovery_code\"",
        "\"access-token-1\"",
        "\"\\u000a\"",
    ];

    protected override (string Shown, string Outcome) ReadAnswer(HttpExchange answer)
    {
        using var json = JsonAnswer.ParseObject(answer);
        var read = TokenAnswer.Read(json.RootElement);
        var token = new Auth0Token(read, _grant.Asked, Tenant.Domain, Tenant.ClientId, Tenant.Clock);
        Must.Hold(token.AccessToken.Reveal() == Must.Text(json.RootElement, "access_token"), "The access token is another one.");
        Must.Hold(token.AccessToken.Reveal().All(static character => character is > ' ' and < '\x7f'), "The access token can't be sent.");
        Must.Hold(
            token.ExpiresAt > token.IssuedAt && token.RenewsAt <= token.ExpiresAt && token.RenewsAt >= token.IssuedAt,
            "The token's times are out of order."
        );
        Must.Hold(token.Audience.Length > 0, "The token is for nobody.");
        var parts = $"{read.RefreshToken is null} {read.IdToken is null} {read.RecoveryCode is null}";
        var shown = token + token.AccessToken.ToString() + read.RefreshToken + read.IdToken;
        return (shown, $"{token.Scope.Length} {parts} {token.Claims.Count > 0}");
    }
}
