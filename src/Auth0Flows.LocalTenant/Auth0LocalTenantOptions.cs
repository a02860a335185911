using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant;

/// <summary>How a local tenant is set up. A hashtable can be cast to it in PowerShell.</summary>
public sealed class Auth0LocalTenantOptions
{
    // Ids of seeded objects have six digits for their number.
    private const int MaximumCount = 1_000_000;

    /// <summary>The TCP port on 127.0.0.1. 0, the default: a free one.</summary>
    public int Port { get; set; }

    /// <summary>
    /// How many applications there are from the start, the machine-to-machine application "Automation" among them. 12 unless set; at least
    /// 1.
    /// </summary>
    public int ClientCount { get; set; } = 12;

    /// <summary>
    /// How many users there are from the start: alice to heidi, and generated ones, which cost no memory however many they are. 8 unless
    /// set;
    /// at least 8.
    /// </summary>
    public int UserCount { get; set; } = 8;

    /// <summary>
    /// How many connections there are from the start: two directories, those of passwordless logins, and generated ones. 4 unless set; at
    /// least 4.
    /// </summary>
    public int ConnectionCount { get; set; } = 4;

    /// <summary>How many organizations there are from the start: acme, globex, and generated ones. 2 unless set; at least 2.</summary>
    public int OrganizationCount { get; set; } = 2;

    /// <summary>How many members each of these organizations has, no more than there are users. 3 unless set.</summary>
    public int MemberCount { get; set; } = 3;

    /// <summary>
    /// How many roles there are from the start: admin, editor, viewer, and generated ones. Each user has one of them. 3 unless set; at
    /// least 3.
    /// </summary>
    public int RoleCount { get; set; } = 3;

    /// <summary>How many APIs there are from the start besides the three that every tenant has. None unless set.</summary>
    public int ApiCount { get; set; }

    /// <summary>
    /// How many entries the log has from the start, a second apart, besides what happens from then on. They cost no memory. None unless
    /// set.
    /// </summary>
    public int LogCount { get; set; }

    /// <summary>
    /// How long exports and imports of users take, by the time provider. Zero unless set: they are done when they are looked at first.
    /// </summary>
    public TimeSpan JobDuration { get; set; }

    /// <summary>How long access tokens live. 24 hours unless set, as in Auth0.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long the tenant waits before it turns to a request. Zero unless set.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>What the tenant's clock is ahead of the time provider (behind where negative). Zero unless set.</summary>
    public TimeSpan ClockSkew { get; set; }

    /// <summary>
    /// How many requests the Management API takes in one burst, such as 2 (Auth0's free plan) or 50 (enterprise). Null, the default: any
    /// number.
    /// </summary>
    public int? RateLimit { get; set; }

    /// <summary>
    /// How many requests a second the Management API takes on after a burst. 2 unless set, as on Auth0's free plan. Of no matter without
    /// <see cref="RateLimit"/>.
    /// </summary>
    public double RateLimitPerSecond { get; set; } = 2;

    /// <summary>
    /// Whether /userinfo takes 10 requests of a user in one burst and 5 a minute, as Auth0's does. False unless set: any number.
    /// </summary>
    public bool LimitsUserInfo { get; set; }

    /// <summary>
    /// Where lists that are paged by number end: a page that would go beyond this many entries is refused (<c>invalid_paging</c>). Null,
    /// the default: where Auth0's end, which is at 1,000 for users, logs, and lists with checkpoints, and nowhere for the others.
    /// </summary>
    public int? ListLimit { get; set; }

    /// <summary>
    /// Where the tenant's time comes from: the times in its tokens, its rate limit, its delays. The system's clock unless set.
    /// </summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, 65535);
        ArgumentOutOfRangeException.ThrowIfLessThan(ClientCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(UserCount, SeededUsers.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(UserCount, SeededUser.MaximumCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(ConnectionCount, ConnectionStore.FirstCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ConnectionCount, MaximumCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(OrganizationCount, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(OrganizationCount, MaximumCount);
        ArgumentOutOfRangeException.ThrowIfNegative(MemberCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(RoleCount, 3);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(RoleCount, MaximumCount);
        ArgumentOutOfRangeException.ThrowIfNegative(ApiCount);
        ArgumentOutOfRangeException.ThrowIfNegative(LogCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(JobDuration, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(TokenLifetime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(Latency, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(RateLimit ?? 1, nameof(RateLimit));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(RateLimitPerSecond);
        ArgumentOutOfRangeException.ThrowIfNegative(ListLimit ?? 0, nameof(ListLimit));
        ArgumentNullException.ThrowIfNull(TimeProvider);
    }
}
