using System.Text.RegularExpressions;

namespace Auth0Flows.Configuration.Kinds;

/// <summary>The identifier of the Management API, which contains the tenant's domain.</summary>
internal static partial class ManagementApi
{
    /// <summary>Stands for the identifier of any tenant's Management API.</summary>
    public const string AnyTenant = "https://{tenant}/api/v2/";

    /// <summary>The name that Auth0 gives the API.</summary>
    public const string ApiName = "Auth0 Management API";

    /// <summary>Replaces the identifier of any tenant's API.</summary>
    public static object? ToAny(object? identifier) => identifier is string text && Identifier().IsMatch(text) ? AnyTenant : identifier;

    [GeneratedRegex("^https?://[^/]+/api/v2/$")]
    private static partial Regex Identifier();
}
