namespace Auth0Flows.Http;

/// <summary>How requests are sent.</summary>
/// <param name="MaximumRetryCount">The maximum number of retries.</param>
/// <param name="MaximumRetryDelay">The maximum delay between two attempts.</param>
/// <param name="Timeout">The timeout of one attempt.</param>
/// <param name="TimeProvider">The clock.</param>
/// <param name="HostVersion">The version of the host, for Auth0's telemetry header.</param>
internal sealed record SendOptions(
    int MaximumRetryCount,
    TimeSpan MaximumRetryDelay,
    TimeSpan Timeout,
    TimeProvider TimeProvider,
    string? HostVersion = null
);
