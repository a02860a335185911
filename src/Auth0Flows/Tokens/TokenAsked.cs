namespace Auth0Flows.Tokens;

/// <summary>The request parameters that a token records.</summary>
/// <param name="GrantType">The grant type.</param>
/// <param name="Audience">The API.</param>
/// <param name="Organization">The organization.</param>
/// <param name="Scope">The scopes.</param>
/// <param name="OtherAudience">The API, if a refresh requested a different one than the login's.</param>
/// <param name="IsOfApplication">Whether the token is the application's own.</param>
internal sealed record TokenAsked(
    Auth0GrantType GrantType,
    string? Audience,
    string? Organization,
    ScopeSet Scope,
    string? OtherAudience,
    bool IsOfApplication = false
);
