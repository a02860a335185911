using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Device;

/// <summary>A device that waits until its user has said yes or no in a browser.</summary>
internal sealed class DeviceAuthorization
{
    public required string ClientId { get; init; }

    /// <summary>The API; null if none was asked for.</summary>
    public required string? Audience { get; init; }

    public required IReadOnlyList<string> AskedScopes { get; init; }

    /// <summary>The scopes that a yes grants.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    public required string UserCode { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>How long the device has to wait between two polls.</summary>
    public required TimeSpan Interval { get; set; }

    public DateTimeOffset? LastPolledAt { get; set; }

    /// <summary>What the user let the device do; null as long as they didn't say yes.</summary>
    public UserAuthorization? Granted { get; set; }

    /// <summary>Why it came to nothing; null as long as it didn't.</summary>
    public string? Denial { get; set; }

    public bool IsAnswered => Granted is not null || Denial is not null;
}
