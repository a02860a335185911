using System.Globalization;
using System.Net;

namespace Auth0Flows.Http;

/// <summary>What an answer says about when to come again.</summary>
internal static class RateLimitHeaders
{
    private static readonly TimeSpan _clocksAgree = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The wait that the server asks for: <c>Retry-After</c> (seconds or a date), else <c>x-ratelimit-reset</c> (unix seconds).
    /// </summary>
    public static TimeSpan? Delay(HttpExchange exchange, DateTimeOffset now)
    {
        var delay = exchange.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - now,
            _ when exchange.StatusCode == HttpStatusCode.TooManyRequests => UntilReset(exchange, now),
            _ => null, // other answers carry the header too, and mean nothing by it
        };
        return delay > TimeSpan.Zero ? delay : null; // what is over already says nothing: clocks differ
    }

    /// <summary>
    /// How long it is until <c>x-ratelimit-reset</c>; less than nothing if that is over. The server means its own clock, whose seconds
    /// it tells too.
    /// </summary>
    public static TimeSpan? UntilReset(HttpExchange exchange, DateTimeOffset now) =>
        long.TryParse(exchange.Header("x-ratelimit-reset"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                - (exchange.Headers.Date is { } date && (date - now).Duration() > _clocksAgree ? date : now)
            : null;
}
