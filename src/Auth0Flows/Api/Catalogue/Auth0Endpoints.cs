using System.Globalization;
using Auth0Flows.Api.Catalogue;

namespace Auth0Flows;

/// <summary>The endpoints of the Management API: <see href="https://auth0.com/docs/api/management/v2"/>.</summary>
public static class Auth0Endpoints
{
    private static readonly Lazy<Auth0Endpoint[]> _all = new(static () => CatalogueFile.Read("Endpoints.tsv", Read));
    private static readonly Lazy<EndpointTree> _tree = new(static () => new EndpointTree(_all.Value));
    private static readonly Lazy<EndpointIndex> _index = new(static () => new EndpointIndex(_all.Value));
    private static readonly Lazy<DateOnly> _asOf = new(static () =>
        DateOnly.ParseExact(CatalogueFile.ReadComment("Endpoints.tsv")["# As of ".Length..][..10], "O", CultureInfo.InvariantCulture)
    );

    /// <summary>All endpoints, ordered by path and method.</summary>
    public static IReadOnlyList<Auth0Endpoint> All => _all.Value;

    /// <summary>The day of the catalogue: what Auth0 added or ended later is not in it.</summary>
    public static DateOnly AsOf => _asOf.Value;

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
    /// Finds endpoints by words of their paths, summaries and scopes: <c>rotate secret</c>. Beginnings of words, plurals and common
    /// synonyms also match (app, application, client).
    /// </summary>
    /// <param name="words">The words, which must all match; a text may contain several.</param>
    /// <returns>The best matches first; none if there are no words.</returns>
    public static IReadOnlyList<Auth0Endpoint> Search(params IEnumerable<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return _index.Value.Search(words);
    }

    /// <summary>Finds the endpoints whose paths are most similar to that of a call that this version doesn't know; at most three.</summary>
    /// <param name="method">The HTTP method; not case-sensitive.</param>
    /// <param name="path">The path.</param>
    public static IReadOnlyList<Auth0Endpoint> FindSimilar(string method, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(method);
        ArgumentNullException.ThrowIfNull(path);
        return SimilarEndpoints.Find(_all.Value, method, EndpointTree.SegmentsOf(path));
    }

    /// <summary>
    /// The paging of a path's list. Paths that this version doesn't know are probably new, and most lists are paged by number.
    /// </summary>
    public static Auth0Paging PagingOf(string path) => Find("GET", path)?.Paging ?? Auth0Paging.Page;

    /// <summary>Whether a path's list is known to have pages.</summary>
    public static bool IsPaged(string path) => PagingOf(path) != Auth0Paging.None;

    // The maximum page of a list by checkpoint stands behind its paging: checkpoint:1000.
    private static Auth0Endpoint Read(string[] fields)
    {
        var paging = fields[3].Split(':');
        var ended = fields[5].Split(' ');
        return new Auth0Endpoint(
            fields[0],
            fields[1],
            fields[2].Split(' ', StringSplitOptions.RemoveEmptyEntries),
            paging[0].Length == 0 ? Auth0Paging.None : Enum.Parse<Auth0Paging>(paging[0], ignoreCase: true),
            fields[4]
        )
        {
            LargestPage = paging.Length > 1 ? int.Parse(paging[1], CultureInfo.InvariantCulture) : Auth0Endpoint.UsualPage,
            EndedOn = ended.Length > 1 ? DateOnly.ParseExact(ended[0], "O", CultureInfo.InvariantCulture) : null,
            Replacement = ended.Length > 1 ? ended[1] : null,
        };
    }
}
