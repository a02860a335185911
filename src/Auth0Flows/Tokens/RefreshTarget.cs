namespace Auth0Flows.Tokens;

/// <summary>What a refresh renews.</summary>
/// <param name="Family">The refresh token's family.</param>
/// <param name="OtherAudience">The API that the token is for, if it is not the login's.</param>
/// <param name="ScopeAsked">The requested scopes, if they are others than the login's.</param>
/// <param name="IdTokenBefore">The ID token of the renewed token.</param>
internal sealed record RefreshTarget(RefreshTokenFamily Family, string? OtherAudience, ScopeSet ScopeAsked, Auth0Secret? IdTokenBefore)
{
    /// <summary>The requested authorization details (RFC 9396 §6), if they are fewer than the login's.</summary>
    public Auth0AuthorizationDetails? Details { get; init; }
}
