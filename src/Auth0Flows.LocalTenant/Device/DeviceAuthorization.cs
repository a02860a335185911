using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Device;

/// <summary>A device that waits for its user's approval in a browser.</summary>
internal sealed class DeviceAuthorization
{
    public required string ClientId { get; init; }

    /// <summary>The API; null if none was requested.</summary>
    public required string? Audience { get; init; }

    public required IReadOnlyList<string> AskedScopes { get; init; }

    /// <summary>The scopes to grant on approval.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>The authorization details to grant on approval; null for none.</summary>
    public required JsonArray? AuthorizationDetails { get; init; }

    public required string UserCode { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>How long the device must wait between two polls.</summary>
    public required TimeSpan Interval { get; set; }

    public DateTimeOffset? LastPolledAt { get; set; }

    /// <summary>What the user has authorized the device to do; null if the user hasn't approved it.</summary>
    public UserAuthorization? Granted { get; set; }

    /// <summary>Why the device was denied; null if it wasn't.</summary>
    public string? Denial { get; set; }

    public bool IsAnswered => Granted is not null || Denial is not null;
}
