namespace Auth0Flows.LocalTenant.Tokens;

/// <summary>The claims of an access token with a valid signature.</summary>
internal sealed record AccessToken(IReadOnlyList<string> Audiences, string Subject, IReadOnlySet<string> Scopes)
{
    public bool HasScope(string scope) => Scopes.Contains(scope);
}
