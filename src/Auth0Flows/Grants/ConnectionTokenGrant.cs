using Auth0Flows.Http;

namespace Auth0Flows.Grants;

/// <summary>
/// Exchanges a user's token for the token of an external provider: <see
/// href="https://auth0.com/docs/secure/call-apis-on-users-behalf/token-vault"/>.
/// </summary>
internal sealed class ConnectionTokenGrant(
    Auth0Secret subjectToken,
    string subjectTokenType,
    string connection,
    string? loginHint,
    IEnumerable<string>? scope
) : Auth0Grant(scope: scope)
{
    public const string RefreshTokenType = "urn:ietf:params:oauth:token-type:refresh_token";

    public override Auth0GrantType GrantType => Auth0GrantType.TokenExchange;

    internal override string WireName => "urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token";

    internal override bool NeedsConfidentialClient => true;

    // The provider issued it. The proof, which is sent like with every grant, is for Auth0.
    internal override bool IsBound => false;

    // It is the provider's, and openid may be among the provider's scopes.
    internal override bool NeedsIdToken(IReadOnlyCollection<string>? granted) => false;

    internal override void Write(FieldContent body) =>
        body.Add("subject_token", subjectToken)
            .Add("subject_token_type", subjectTokenType)
            .Add("requested_token_type", "http://auth0.com/oauth/token-type/federated-connection-access-token")
            .Add("connection", connection)
            .Add("login_hint", loginHint)
            .Add("scope", Scope.ToString());

    internal override Auth0ErrorCode? Explain(string? error, string description) =>
        error switch
        {
            "federated_connection_refresh_token_not_found" => Auth0ErrorCode.ConnectedAccountNotFound,
            "federated_connection_refresh_token_flow_failed" => Auth0ErrorCode.ConnectedAccountExpired,
            "unauthorized_client" => Auth0ErrorCode.TokenVaultNotAllowed,
            "invalid_request" when Mentions(description, "rotation") => Auth0ErrorCode.TokenVaultNotAllowed,
            "invalid_grant" => Auth0ErrorCode.InvalidSubjectToken,
            "invalid_request" when Mentions(description, "subject_token") => Auth0ErrorCode.InvalidSubjectToken,
            _ => null,
        };
}
