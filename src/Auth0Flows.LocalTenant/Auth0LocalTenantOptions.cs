namespace Auth0Flows.LocalTenant;

/// <summary>How a local tenant is set up. A hashtable can be cast to it in PowerShell.</summary>
public sealed class Auth0LocalTenantOptions
{
    /// <summary>The TCP port on 127.0.0.1. 0, the default: a free one.</summary>
    public int Port { get; set; }

    /// <summary>How many applications there are from the start, the machine-to-machine application "Automation" among them. 12 unless set; at least 1.</summary>
    public int ClientCount { get; set; } = 12;

    /// <summary>How long access tokens live. 24 hours unless set, as in Auth0.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long the tenant waits before it turns to a request. Zero unless set.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>What the tenant's clock is ahead of the time provider (behind where negative). Zero unless set.</summary>
    public TimeSpan ClockSkew { get; set; }

    /// <summary>How many requests the Management API takes in one burst, such as 2 (Auth0's free plan) or 50 (enterprise). Null, the default: any number.</summary>
    public int? RateLimit { get; set; }

    /// <summary>How many requests a second the Management API takes on after a burst. 2 unless set, as on Auth0's free plan. Of no matter without <see cref="RateLimit"/>.</summary>
    public double RateLimitPerSecond { get; set; } = 2;

    /// <summary>Whether /userinfo takes 10 requests of a user in one burst and 5 a minute, as Auth0's does. False unless set: any number.</summary>
    public bool LimitsUserInfo { get; set; }

    /// <summary>Where lists that are paged by number end: a page that would go beyond this many entries is refused (<c>invalid_paging</c>). Null, the default: nowhere. Auth0's older lists end at 1,000.</summary>
    public int? ListLimit { get; set; }

    /// <summary>Where the tenant's time comes from: the times in its tokens, its rate limit, its delays. The system's clock unless set.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, 65535);
        ArgumentOutOfRangeException.ThrowIfLessThan(ClientCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(TokenLifetime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(Latency, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(RateLimit ?? 1, nameof(RateLimit));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(RateLimitPerSecond);
        ArgumentOutOfRangeException.ThrowIfNegative(ListLimit ?? 0, nameof(ListLimit));
        ArgumentNullException.ThrowIfNull(TimeProvider);
    }
}
