namespace Auth0Flows.Tests.Soak;

/// <summary>A tenant's token bucket, on a given clock.</summary>
internal sealed class RateLimitBucket(TimeProvider time, int limit, double perSecond)
{
    private readonly Lock _gate = new();
    private double _available = limit;
    private long _at = time.GetTimestamp();
    private int _refusals;

    public int Refusals => _refusals;

    /// <summary>Whether a request is allowed, and the headers that describe the bucket.</summary>
    public (bool MayPass, string[] Headers) Take()
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            _available = Math.Min(limit, _available + (perSecond * time.GetElapsedTime(_at, now).TotalSeconds));
            _at = now;
            var mayPass = _available >= 1;
            _available -= mayPass ? 1 : 0;
            _refusals += mayPass ? 0 : 1;
            var next = time.GetUtcNow().AddSeconds(Math.Max(1, (1 - _available) / perSecond)).ToUnixTimeSeconds();
            return (mayPass, [$"x-ratelimit-limit: {limit}", $"x-ratelimit-remaining: {(int)_available}", $"x-ratelimit-reset: {next}"]);
        }
    }
}
