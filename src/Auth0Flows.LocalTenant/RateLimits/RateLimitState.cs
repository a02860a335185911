namespace Auth0Flows.LocalTenant.RateLimits;

/// <summary>What a request found at the rate limit.</summary>
/// <param name="IsAllowed">Whether there was a token for it.</param>
/// <param name="Limit">The size of the bucket.</param>
/// <param name="Remaining">The tokens left in it.</param>
/// <param name="Reset">The unix second at which the next token is there.</param>
internal readonly record struct RateLimitState(bool IsAllowed, int Limit, int Remaining, long Reset);
