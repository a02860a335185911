namespace Auth0Flows.LocalTenant.Tokens;

/// <summary>The claims of an access token with a valid signature.</summary>
/// <param name="Audiences">The audiences.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Scopes">The scopes.</param>
/// <param name="JwkThumbprint">The thumbprint of the key that it is bound to (<c>cnf.jkt</c>); null for none.</param>
internal sealed record AccessToken(
    IReadOnlyList<string> Audiences,
    string Subject,
    IReadOnlySet<string> Scopes,
    string? JwkThumbprint = null
)
{
    /// <summary>The certificate that it is bound to (<c>x5t#S256</c>); null for none.</summary>
    public string? CertificateThumbprint { get; init; }

    public bool HasScope(string scope) => Scopes.Contains(scope);
}
