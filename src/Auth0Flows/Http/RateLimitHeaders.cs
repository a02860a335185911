using System.Globalization;
using System.Net;

namespace Auth0Flows.Http;

/// <summary>Reads when a response allows the next request.</summary>
internal static class RateLimitHeaders
{
    private static readonly TimeSpan _clocksAgree = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The delay that the server requests: <c>Retry-After</c> (seconds or a date), or <c>x-ratelimit-reset</c> (Unix seconds).
    /// </summary>
    public static TimeSpan? Delay(HttpExchange exchange, DateTimeOffset now)
    {
        var delay = exchange.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - now,
            _ when exchange.StatusCode == HttpStatusCode.TooManyRequests => UntilReset(exchange, now),
            _ => null, // other responses have the header too, without this meaning
        };
        return delay > TimeSpan.Zero ? delay : null; // a past time means nothing: clocks differ
    }

    /// <summary>
    /// The time until <c>x-ratelimit-reset</c>; negative if it has passed. The server means its own clock, whose time it also returns.
    /// </summary>
    public static TimeSpan? UntilReset(HttpExchange exchange, DateTimeOffset now) =>
        long.TryParse(exchange.Header("x-ratelimit-reset"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                - (exchange.Headers.Date is { } date && (date - now).Duration() > _clocksAgree ? date : now)
            : null;
}
