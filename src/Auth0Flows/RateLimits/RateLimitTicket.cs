namespace Auth0Flows.RateLimits;

/// <summary>Leave to send one request.</summary>
/// <param name="Bucket">Whose token it took.</param>
/// <param name="Group">The endpoints that the request belongs to.</param>
/// <param name="Number">How many were sent up to this one.</param>
/// <param name="UnderWay">How many others were under way when it left.</param>
/// <param name="SentAt">When, as a timestamp.</param>
internal sealed record RateLimitTicket(TokenBucket Bucket, string Group, long Number, int UnderWay, long SentAt);
