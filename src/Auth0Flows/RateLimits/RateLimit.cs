using System.Globalization;
using System.Net;
using Auth0Flows.Http;

namespace Auth0Flows.RateLimits;

/// <summary>The bucket's state in a response: <c>x-ratelimit-limit</c>, <c>-remaining</c>, <c>-reset</c>.</summary>
/// <param name="Limit">The bucket's size in tokens.</param>
/// <param name="Remaining">The remaining tokens.</param>
/// <param name="NextTokenAt">When the next token is available, by this machine's clock.</param>
/// <param name="IsRefusal">Whether there was no token for this request.</param>
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

    // Limited, because a clock may be off by thousands of years, beyond the range of times.
    private static DateTimeOffset? NextToken(HttpExchange answer, DateTimeOffset now) =>
        RateLimitHeaders.UntilReset(answer, now) is { } wait ? now + TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, _furthest.Ticks)) : null;

    private static long? Number(HttpExchange answer, string name) =>
        int.TryParse(answer.Header(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
