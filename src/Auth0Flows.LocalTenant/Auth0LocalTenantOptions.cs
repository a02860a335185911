using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant;

/// <summary>The options of a local tenant. In PowerShell, a hashtable can be cast to this type.</summary>
public sealed class Auth0LocalTenantOptions
{
    // Ids of seeded objects contain a number of six digits.
    private const int MaximumCount = 1_000_000;

    /// <summary>The TCP port on 127.0.0.1. Default: 0, a free port.</summary>
    public int Port { get; set; }

    /// <summary>
    /// The number of applications at the start, including the machine-to-machine application "Automation". Default: 12. Minimum: 1.
    /// </summary>
    public int ClientCount { get; set; } = 12;

    /// <summary>
    /// The number of users at the start: alice to heidi, and generated users, which use no memory. Default: 8. Minimum: 8.
    /// </summary>
    public int UserCount { get; set; } = 8;

    /// <summary>
    /// The number of connections at the start: two directories, those for passwordless logins, and generated ones. Default: 4. Minimum: 4.
    /// </summary>
    public int ConnectionCount { get; set; } = 4;

    /// <summary>The number of organizations at the start: acme, globex, and generated ones. Default: 2. Minimum: 2.</summary>
    public int OrganizationCount { get; set; } = 2;

    /// <summary>The number of members of each organization, no more than the number of users. Default: 3.</summary>
    public int MemberCount { get; set; } = 3;

    /// <summary>
    /// The number of roles at the start: admin, editor, viewer, and generated ones. Each user has one of them. Default: 3. Minimum: 3.
    /// </summary>
    public int RoleCount { get; set; } = 3;

    /// <summary>The number of APIs at the start, in addition to the three that every tenant has. Default: 0.</summary>
    public int ApiCount { get; set; }

    /// <summary>
    /// The number of log entries at the start, one second apart, in addition to later events. They use no memory. Default: 0.
    /// </summary>
    public int LogCount { get; set; }

    /// <summary>
    /// How long user exports and imports and the builds of Actions take, by the time provider. Default: zero, and they are complete when
    /// first queried.
    /// </summary>
    public TimeSpan JobDuration { get; set; }

    /// <summary>The lifetime of access tokens. Default: 24 hours, as in Auth0.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long the tenant waits before it processes a request. Default: zero.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>How far the tenant's clock is ahead of the time provider (negative if it is behind). Default: zero.</summary>
    public TimeSpan ClockSkew { get; set; }

    /// <summary>
    /// The number of requests that the Management API accepts in one burst, such as 2 (Auth0's free plan) or 50 (enterprise). Default:
    /// null, no limit.
    /// </summary>
    public int? RateLimit { get; set; }

    /// <summary>
    /// The number of requests per second that the Management API accepts after a burst. Default: 2, as in Auth0's free plan. Ignored
    /// without <see cref="RateLimit"/>.
    /// </summary>
    public double RateLimitPerSecond { get; set; } = 2;

    /// <summary>
    /// Whether /userinfo limits each user to 10 requests in one burst and 5 per minute, like Auth0's. Default: false, no limit.
    /// </summary>
    public bool LimitsUserInfo { get; set; }

    /// <summary>
    /// Whether the tokens of its APIs, including the Management API and those of <see cref="Auth0LocalTenant.AddApi"/>, are bound to the
    /// caller's key (DPoP, RFC 9449). Default: none, as in Auth0.
    /// </summary>
    public Auth0LocalTenantDPoP DPoP { get; set; }

    /// <summary>
    /// Whether all DPoP proofs must contain a nonce of the server (RFC 9449 §8, §9). Default: false, only those of public applications at
    /// the token endpoint, as in Auth0.
    /// </summary>
    public bool RequireDPoPNonce { get; set; }

    /// <summary>How long a nonce can be used. Default: 5 minutes.</summary>
    public TimeSpan DPoPNonceLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The number of entries at which lists paged by number end: a page beyond it is rejected (<c>invalid_paging</c>). Default: null,
    /// Auth0's limits, which are 1,000 for users, logs, and lists with checkpoints, and none for others.
    /// </summary>
    public int? ListLimit { get; set; }

    /// <summary>
    /// Whether it has endpoints for client certificates (mTLS, RFC 8705) on a second port with TLS, which its discovery document names in
    /// <c>mtls_endpoint_aliases</c>. Default: false, like a tenant without a custom domain for it.
    /// </summary>
    public bool Mtls { get; set; }

    /// <summary>The source of the tenant's time: the times in its tokens, its rate limit, its delays. Default: the system clock.</summary>
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
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(DPoPNonceLifetime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegative(ListLimit ?? 0, nameof(ListLimit));
        ArgumentNullException.ThrowIfNull(TimeProvider);
    }
}
