using System.Collections.Specialized;

namespace Auth0Flows.PowerShell;

/// <summary>Permissions as the API's requests have them.</summary>
internal static class PermissionBody
{
    /// <summary>Scopes of an API as permissions.</summary>
    public static IEnumerable<object> Of(string audience, string[] scopes) =>
        scopes.Select(scope => new OrderedDictionary(StringComparer.Ordinal)
        {
            ["resource_server_identifier"] = audience,
            ["permission_name"] = scope,
        });
}
