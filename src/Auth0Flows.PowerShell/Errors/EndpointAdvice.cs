namespace Auth0Flows.PowerShell;

/// <summary>What the catalogue says about a call of the Management API that was refused.</summary>
internal static class EndpointAdvice
{
    private const string Root = "/api/v2/";

    /// <summary>The lines that show what else a missing scope allows, and which other scopes the endpoint accepts.</summary>
    public static string OfScope(Auth0Exception failure) =>
        Read(failure) is not (var method, var path) || Auth0Endpoints.Find(method, path) is not { } endpoint
            ? ""
            : $" Find-Auth0Scope {(failure.RequiredScopes is [var scope, ..] ? scope : endpoint.Scopes[0])} shows what the scope allows, and Find-Auth0Endpoint -Path '{endpoint.Path}' -Method {method} the scopes of this endpoint.";

    /// <summary>Paths that are similar to the one that was called; null if the catalogue has it, or the call is another API's.</summary>
    public static string? OfUnknownPath(Auth0Exception failure)
    {
        if (Read(failure) is not (var method, var path) || Auth0Endpoints.Find(method, path) is not null)
        {
            return null;
        }

        var similar = Auth0Endpoints.FindSimilar(method, path);
        var hint = similar.Count == 0 ? "" : $" Similar ones are {string.Join(", ", similar)}.";
        return $"The catalogue of {Auth0Endpoints.AsOf:O} has no endpoint {method} {path}.{hint} Find-Auth0Endpoint finds endpoints by words.";
    }

    // "GET https://acme.eu.auth0.com/api/v2/clients"
    private static (string Method, string Path)? Read(Auth0Exception failure) =>
        failure.Request?.Split(' ') is [var method, var address] && address.IndexOf(Root, StringComparison.Ordinal) is >= 0 and var at
            ? (method, address[(at + Root.Length)..])
            : null;
}
