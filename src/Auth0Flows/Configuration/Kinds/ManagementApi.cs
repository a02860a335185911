using System.Text.RegularExpressions;

namespace Auth0Flows.Configuration.Kinds;

/// <summary>The identifier of the Management API, which contains the tenant's domain.</summary>
internal static partial class ManagementApi
{
    /// <summary>Stands for the identifier of any tenant's Management API.</summary>
    public const string AnyTenant = "https://{tenant}/api/v2/";

    /// <summary>The kind of all APIs.</summary>
    public const string KindName = "resourceServers";

    /// <summary>The name that Auth0 gives the API.</summary>
    public const string ApiName = "Auth0 Management API";

    /// <summary>Whether a file means the Management API by this identifier, of any tenant, and not an API of the tenant's own.</summary>
    public static bool IsMeantBy(string identifier, IReadOnlySet<string> ownApis) =>
        !ownApis.Contains(identifier) && Identifier().IsMatch(identifier);

    /// <summary>The identifiers of the other ones of these APIs.</summary>
    public static IReadOnlySet<string> Others(IEnumerable<JsonMap> apis) =>
        apis.Where(static api => api.GetValueOrDefault("name") is not ApiName)
            .Select(static api => api.GetValueOrDefault("identifier"))
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex("^https?://[^/]+/api/v2/$")]
    private static partial Regex Identifier();
}
