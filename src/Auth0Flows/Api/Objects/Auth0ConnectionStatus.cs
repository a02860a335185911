namespace Auth0Flows;

/// <summary>
/// Whether an AD/LDAP connector is online: <see href="https://auth0.com/docs/api/management/v2/connections/get-status"/>.
/// </summary>
/// <param name="ConnectionId">The connection's id.</param>
/// <param name="IsOnline">Whether a connector is online.</param>
/// <param name="Message">What the API says if none is; otherwise null.</param>
public sealed record Auth0ConnectionStatus(string ConnectionId, bool IsOnline, string? Message);
