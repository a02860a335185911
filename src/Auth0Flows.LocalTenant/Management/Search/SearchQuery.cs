namespace Auth0Flows.LocalTenant.Management.Search;

/// <summary>
/// A search in the subset of Lucene's syntax that Auth0 documents ("User Search Query Syntax", "Log Search Query Syntax"): fields, quoted
/// phrases, wildcards, AND, OR, NOT, parentheses, ranges, <c>_exists_</c>.
/// </summary>
internal sealed class SearchQuery
{
    private readonly Func<Func<string, IEnumerable<object?>>, bool> _matches;

    private SearchQuery(Func<Func<string, IEnumerable<object?>>, bool> matches) => _matches = matches;

    /// <param name="text">The query.</param>
    /// <param name="bareFields">The fields that a term without a field searches.</param>
    /// <exception cref="ApiException">The query is invalid.</exception>
    public static SearchQuery Parse(string text, params string[] bareFields)
    {
        try
        {
            return new SearchQuery(new SearchParser(text, bareFields).Parse());
        }
        catch (FormatException failure)
        {
            throw ApiException.InvalidQuery($"Invalid search query: {failure.Message}", "q");
        }
    }

    /// <summary>Whether an object matches. The function gets its values by field name.</summary>
    public bool Matches(Func<string, IEnumerable<object?>> lookup) => _matches(lookup);
}
