namespace Auth0Flows.Http;

/// <summary>How requests are sent.</summary>
/// <param name="MaximumRetryCount">How many times one is sent again at most.</param>
/// <param name="MaximumRetryDelay">The longest wait between two tries.</param>
/// <param name="Timeout">How long one try may take.</param>
/// <param name="TimeProvider">The clock.</param>
/// <param name="HostVersion">The version of the host, for Auth0's telemetry header.</param>
internal sealed record SendOptions(
    int MaximumRetryCount,
    TimeSpan MaximumRetryDelay,
    TimeSpan Timeout,
    TimeProvider TimeProvider,
    string? HostVersion = null
);
