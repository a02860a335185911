namespace Auth0Flows.Tokens;

/// <summary>What a refresh renews.</summary>
/// <param name="Family">The refresh tokens.</param>
/// <param name="OtherAudience">The API that the token is for, if it is not the login's.</param>
/// <param name="FewerScopes">The scopes that are asked for, where they are fewer than the login's.</param>
/// <param name="IdTokenBefore">The ID token of the token that is renewed.</param>
internal sealed record RefreshTarget(RefreshTokenFamily Family, string? OtherAudience, ScopeSet FewerScopes, Auth0Secret? IdTokenBefore);
