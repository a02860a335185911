namespace Auth0Flows.Sessions;

/// <summary>
/// Under what a token is kept: audience, organization, whom the grant is for (the application itself, or a user), scopes.
/// </summary>
internal readonly record struct TokenKey(string Audience, string Organization, string Subject, string Scope)
{
    public static TokenKey For(Auth0Grant grant) => new(grant.Audience ?? "", grant.Organization ?? "", "", grant.Scope.ToString());

    /// <summary>The same without the scopes: where tokens that cover them lie together.</summary>
    public TokenKey WithoutScope => this with { Scope = "" };
}
