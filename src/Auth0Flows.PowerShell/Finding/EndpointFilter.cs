using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>What an endpoint must have: one of the values of each property that is set. Wildcards are allowed.</summary>
internal sealed class EndpointFilter
{
    public string[]? Paths { get; init; }

    public string[]? Methods { get; init; }

    public string[]? Scopes { get; init; }

    public string[]? Families { get; init; }

    public string[]? Cmdlets { get; init; }

    public IEnumerable<Auth0Endpoint> Apply(IEnumerable<Auth0Endpoint> endpoints)
    {
        // Without wildcards, a path is that of a call: users/auth0%7C1/roles is an example of users/{user_id}/roles.
        var paths = Paths is null ? null : Patterns([.. Paths.Where(WildcardPattern.ContainsWildcardCharacters)]);
        string[] calls = Paths is null ? [] : [.. Paths.Where(static path => !WildcardPattern.ContainsWildcardCharacters(path))];
        var (scopes, families, cmdlets) = (Patterns(Scopes), Patterns(Families), Patterns(Cmdlets));
        return endpoints.Where(endpoint =>
            Methods?.Contains(endpoint.Method, StringComparer.OrdinalIgnoreCase) != false
            && (
                paths is null
                || Any(paths, endpoint.Path)
                || Array.Exists(calls, path => Auth0Endpoints.Find(endpoint.Method, path) == endpoint)
            )
            && (scopes is null || endpoint.Scopes.Any(scope => Any(scopes, scope)))
            && (families is null || Any(families, endpoint.Family))
            && (cmdlets is null || EndpointCmdlets.Of(endpoint).Any(cmdlet => Any(cmdlets, cmdlet.Name)))
        );
    }

    /// <summary>The values of a parameter that can be piped: an object whose property is empty finds nothing.</summary>
    public static string[] Of(string[]? values) => Array.FindAll(values ?? [], static value => !string.IsNullOrEmpty(value));

    private static WildcardPattern[]? Patterns(string[]? texts) => texts is null ? null : Array.ConvertAll(texts, Wildcards.Of);

    private static bool Any(WildcardPattern[] patterns, string text) => Array.Exists(patterns, pattern => pattern.IsMatch(text));
}
