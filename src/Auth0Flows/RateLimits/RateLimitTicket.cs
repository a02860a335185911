namespace Auth0Flows.RateLimits;

/// <summary>The permission to send one request.</summary>
/// <param name="Bucket">The bucket of its token.</param>
/// <param name="Group">The group of endpoints of the request.</param>
/// <param name="Number">The number of requests sent so far, including this one.</param>
/// <param name="UnderWay">The number of other requests in progress when it was sent.</param>
/// <param name="SentAt">When it was sent, as a timestamp.</param>
internal sealed record RateLimitTicket(TokenBucket Bucket, string Group, long Number, int UnderWay, long SentAt);
