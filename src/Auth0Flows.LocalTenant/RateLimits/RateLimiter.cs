namespace Auth0Flows.LocalTenant.RateLimits;

/// <summary>A token bucket: it allows a burst of its size, then requests at its refill rate.</summary>
/// <remarks>
/// Stored as the point in time at which the bucket would be full again (the generic cell rate algorithm): whole ticks add up exactly, while
/// fractions of tokens in floating point might fall short at the moment a token is due.
/// </remarks>
internal sealed class RateLimiter(int? limit, double perSecond, TenantClock clock)
{
    // Without a limit, the headers are those of a generous tenant whose bucket is always full: a client must not wait for what isn't there.
    private const int GenerousLimit = 1000;

    private readonly Lock _lock = new();
    private readonly int _limit = limit ?? GenerousLimit;

    // Limited so that the time to fill the whole bucket fits into a point in time.
    private readonly long _ticksPerToken = Math.Clamp(
        (long)(TimeSpan.TicksPerSecond / (limit is null ? GenerousLimit : perSecond)),
        1,
        long.MaxValue / 8 / (limit ?? GenerousLimit)
    );

    private long _fullAt;

    /// <summary>Whether a token is available.</summary>
    public bool HasToken
    {
        get
        {
            lock (_lock)
            {
                var now = clock.TimeProvider.GetUtcNow().UtcTicks;
                return limit is null || Math.Max(_fullAt, now) + _ticksPerToken - now <= _limit * _ticksPerToken;
            }
        }
    }

    public RateLimitState Take()
    {
        // Without the skew: setting the tenant's clock must not fill the bucket.
        var now = clock.TimeProvider.GetUtcNow().UtcTicks;
        if (limit is null)
        {
            var next = new DateTimeOffset(now + _ticksPerToken, TimeSpan.Zero) + clock.Skew;
            return new RateLimitState(IsAllowed: true, _limit, _limit - 1, CeilingOfSeconds(next));
        }

        var capacity = _limit * _ticksPerToken;
        lock (_lock)
        {
            var fullAt = Math.Max(_fullAt, now) + _ticksPerToken;
            var isAllowed = fullAt - now <= capacity;
            if (isAllowed)
            {
                _fullAt = fullAt;
            }

            var remaining = (int)((capacity - (_fullAt - now)) / _ticksPerToken);
            var nextTokenAt = new DateTimeOffset(_fullAt - ((_limit - remaining - 1) * _ticksPerToken), TimeSpan.Zero) + clock.Skew;
            return new RateLimitState(isAllowed, _limit, remaining, CeilingOfSeconds(nextTokenAt));
        }
    }

    private static long CeilingOfSeconds(DateTimeOffset time)
    {
        var seconds = time.ToUnixTimeSeconds();
        return time > DateTimeOffset.FromUnixTimeSeconds(seconds) ? seconds + 1 : seconds;
    }
}
