using Auth0Flows.Api.Catalogue;

namespace Auth0Flows;

/// <summary>The endpoints of the Management API: <see href="https://auth0.com/docs/api/management/v2"/>.</summary>
public static class Auth0Endpoints
{
    private static readonly Lazy<Auth0Endpoint[]> _all = new(static () => CatalogueFile.Read("Endpoints.tsv", Read));
    private static readonly Lazy<EndpointTree> _tree = new(static () => new EndpointTree(_all.Value));

    /// <summary>All endpoints, ordered by path and method.</summary>
    public static IReadOnlyList<Auth0Endpoint> All => _all.Value;

    /// <summary>Finds the endpoint of a call.</summary>
    /// <param name="method">The HTTP method; not case-sensitive.</param>
    /// <param name="path">
    /// A path (<c>users/auth0%7C1/roles?page=1</c>), or a template with any names in braces (<c>users/{id}/roles</c>).
    /// </param>
    /// <returns>Null if this version doesn't know the endpoint; the tenant may still have it.</returns>
    public static Auth0Endpoint? Find(string method, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(method);
        ArgumentNullException.ThrowIfNull(path);
        return _tree.Value.Find(method, EndpointTree.SegmentsOf(path));
    }

    /// <summary>
    /// The paging of a path's list. Paths that this version doesn't know are probably new, and most lists are paged by number.
    /// </summary>
    public static Auth0Paging PagingOf(string path) => Find("GET", path)?.Paging ?? Auth0Paging.Page;

    /// <summary>Whether a path's list is known to have pages.</summary>
    public static bool IsPaged(string path) => PagingOf(path) != Auth0Paging.None;

    private static Auth0Endpoint Read(string[] fields) =>
        new(
            fields[0],
            fields[1],
            fields[2].Split(' ', StringSplitOptions.RemoveEmptyEntries),
            fields[3].Length == 0 ? Auth0Paging.None : Enum.Parse<Auth0Paging>(fields[3], ignoreCase: true),
            fields[4]
        );
}
