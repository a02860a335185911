using System.Globalization;
using System.Net;
using Auth0Flows.Http;

namespace Auth0Flows.RateLimits;

/// <summary>What an answer tells of its bucket: <c>x-ratelimit-limit</c>, <c>-remaining</c>, <c>-reset</c>.</summary>
/// <param name="Limit">How many tokens the bucket holds.</param>
/// <param name="Remaining">How many are left.</param>
/// <param name="NextTokenAt">When the next one is there, on our clock.</param>
/// <param name="IsRefusal">Whether there was none for this request.</param>
internal sealed record RateLimit(int Limit, int Remaining, DateTimeOffset? NextTokenAt, bool IsRefusal)
{
    private static readonly TimeSpan _furthest = TimeSpan.FromDays(365);

    public static RateLimit? Read(HttpExchange answer, DateTimeOffset now) =>
        Number(answer, "x-ratelimit-limit") is > 0 and var limit && Number(answer, "x-ratelimit-remaining") is { } remaining
            ? new RateLimit(
                (int)limit,
                (int)Math.Min(remaining, limit),
                NextToken(answer, now),
                answer.StatusCode == HttpStatusCode.TooManyRequests
            )
            : null;

    // Bounded: a clock may be off by thousands of years, and no time is that far away.
    private static DateTimeOffset? NextToken(HttpExchange answer, DateTimeOffset now) =>
        RateLimitHeaders.UntilReset(answer, now) is { } wait ? now + TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, _furthest.Ticks)) : null;

    private static long? Number(HttpExchange answer, string name) =>
        int.TryParse(answer.Header(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
