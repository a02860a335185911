namespace Auth0Flows.LocalTenant;

/// <summary>The tenant's time: a time provider's time plus a skew.</summary>
internal sealed class TenantClock(TimeProvider timeProvider, TimeSpan skew)
{
    private long _skew = skew.Ticks;

    public TimeProvider TimeProvider { get; } = timeProvider;

    public TimeSpan Skew
    {
        get => new(Interlocked.Read(ref _skew));
        set => Interlocked.Exchange(ref _skew, value.Ticks);
    }

    /// <summary>The tenant's current time.</summary>
    public DateTimeOffset UtcNow => TimeProvider.GetUtcNow() + Skew;
}
