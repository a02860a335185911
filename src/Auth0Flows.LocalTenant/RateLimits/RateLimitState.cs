namespace Auth0Flows.LocalTenant.RateLimits;

/// <summary>The state of the rate limit for a request.</summary>
/// <param name="IsAllowed">Whether the request is within the limit.</param>
/// <param name="Limit">The size of the bucket.</param>
/// <param name="Remaining">The number of tokens left.</param>
/// <param name="Reset">When the next token is available, in unix seconds.</param>
internal readonly record struct RateLimitState(bool IsAllowed, int Limit, int Remaining, long Reset);
