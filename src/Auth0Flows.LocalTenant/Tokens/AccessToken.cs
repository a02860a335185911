namespace Auth0Flows.LocalTenant.Tokens;

/// <summary>What an access token says, once its signature is found good.</summary>
internal sealed record AccessToken(IReadOnlyList<string> Audiences, string Subject, IReadOnlySet<string> Scopes)
{
    public bool HasScope(string scope) => Scopes.Contains(scope);
}
