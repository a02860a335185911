namespace Auth0Flows.LocalTenant;

/// <summary>
/// Whether an API's tokens are bound to the caller's key (DPoP, RFC 9449): its setting <c>proof_of_possession</c>. See Auth0, "Configure
/// Sender Constraining".
/// </summary>
public enum Auth0LocalTenantDPoP
{
    /// <summary>Never: a request with a proof gets a bearer token, too. Auth0's default.</summary>
    None,

    /// <summary>If the request for a token has a proof.</summary>
    Allowed,

    /// <summary>Always: a request without a proof gets no token.</summary>
    Required,
}
