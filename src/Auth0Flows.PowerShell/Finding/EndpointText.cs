using System.Globalization;

namespace Auth0Flows.PowerShell;

/// <summary>Texts about endpoints.</summary>
internal static class EndpointText
{
    /// <summary>The day on which Auth0 ended an endpoint: 18 November 2026.</summary>
    public static string Day(Auth0Endpoint endpoint) => endpoint.EndedOn?.ToString("d MMMM yyyy", CultureInfo.InvariantCulture) ?? "";

    /// <summary>What to do instead of calling an endpoint that Auth0 ended.</summary>
    public static string Ended(Auth0Endpoint endpoint) =>
        $"Auth0 ended {endpoint.Family} on {Day(endpoint)}; {endpoint.Replacement} replaces it: Find-Auth0Endpoint -Path '{endpoint.Replacement}*'";
}
