namespace Auth0Flows.Tokens;

/// <summary>The request parameters that a token records.</summary>
/// <param name="GrantType">The grant type.</param>
/// <param name="Audience">The API.</param>
/// <param name="Organization">The organization.</param>
/// <param name="Scope">The scopes.</param>
/// <param name="OtherAudience">The API, if a refresh requested a different one than the login's.</param>
internal sealed record TokenAsked(Auth0GrantType GrantType, string? Audience, string? Organization, ScopeSet Scope, string? OtherAudience)
{
    /// <summary>The key of the requested authorization details (RFC 9396); empty for none.</summary>
    public string Details { get; init; } = "";

    /// <summary>The scopes that a refresh requested; empty for those of the login.</summary>
    public ScopeSet OtherScope { get; init; } = ScopeSet.Empty;

    /// <summary>The authorization details that a refresh requested; null for those of the login.</summary>
    public Auth0AuthorizationDetails? OtherDetails { get; init; }

    /// <summary>Whether the token is the application's own.</summary>
    public bool IsOfApplication { get; init; }
}
