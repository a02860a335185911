namespace Auth0Flows.LocalTenant.Tokens;

/// <summary>The claims of an access token with a valid signature.</summary>
internal sealed record AccessToken(IReadOnlyList<string> Audiences, string Subject, IReadOnlySet<string> Scopes)
{
    /// <summary>The thumbprint of the key that it is bound to (<c>cnf.jkt</c>); null for none.</summary>
    public string? JwkThumbprint { get; init; }

    /// <summary>The certificate that it is bound to (<c>x5t#S256</c>); null for none.</summary>
    public string? CertificateThumbprint { get; init; }

    public bool HasScope(string scope) => Scopes.Contains(scope);
}
