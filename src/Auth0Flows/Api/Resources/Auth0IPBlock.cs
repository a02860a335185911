namespace Auth0Flows;

/// <summary>
/// Whether suspicious IP throttling blocks an address: <see href="https://auth0.com/docs/api/management/v2/anomaly/get-ips-by-id"/>.
/// </summary>
/// <param name="IPAddress">The address.</param>
/// <param name="IsBlocked">Whether it is blocked.</param>
public sealed record Auth0IPBlock(string IPAddress, bool IsBlocked);
