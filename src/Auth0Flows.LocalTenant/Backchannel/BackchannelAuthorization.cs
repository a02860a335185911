using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Backchannel;

/// <summary>A user who was asked on a device to approve a login elsewhere.</summary>
internal sealed class BackchannelAuthorization
{
    public required string ClientId { get; init; }

    public required Auth0LocalTenantUser User { get; init; }

    public required string BindingMessage { get; init; }

    /// <summary>The API; null if none was requested.</summary>
    public required string? Audience { get; init; }

    public required IReadOnlyList<string> AskedScopes { get; init; }

    /// <summary>The scopes to grant on approval.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>How the user was asked: guardian-push or email.</summary>
    public required string Channel { get; init; }

    /// <summary>The authorization details to grant on approval; null for none.</summary>
    public required JsonArray? AuthorizationDetails { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>How long the application must wait between two polls.</summary>
    public required TimeSpan Interval { get; set; }

    public DateTimeOffset? LastPolledAt { get; set; }

    /// <summary>What the user has authorized; null if the user hasn't approved it.</summary>
    public UserAuthorization? Granted { get; set; }

    public bool IsDenied { get; set; }

    public bool IsAnswered => Granted is not null || IsDenied;
}
