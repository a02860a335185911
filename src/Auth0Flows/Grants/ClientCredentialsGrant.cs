using Auth0Flows.Http;

namespace Auth0Flows;

/// <summary>
/// The application's own token: RFC 6749 §4.4,
/// <see href="https://auth0.com/docs/get-started/authentication-and-authorization-flow/client-credentials-flow"/>. Without scopes, Auth0
/// grants all scopes of the client grant. Without an audience, the token is for the tenant's default audience, if it has one.
/// </summary>
public sealed class ClientCredentialsGrant(string? audience, string? organization = null, IEnumerable<string>? scope = null)
    : Auth0Grant(audience, organization, scope)
{
    /// <inheritdoc/>
    public override Auth0GrantType GrantType => Auth0GrantType.ClientCredentials;

    internal override string WireName => "client_credentials";

    internal override RepeatPolicy RepeatPolicy => RepeatPolicy.WhenFailed;

    internal override bool IsOfApplication => true;

    internal override bool NeedsConfidentialClient => true;

    internal override bool NeedsIdToken(IReadOnlyCollection<string>? granted) => false;

    internal override void Write(FieldContent body) =>
        body.Add("audience", Audience).Add("organization", Organization).Add("scope", Scope.ToString());
}
