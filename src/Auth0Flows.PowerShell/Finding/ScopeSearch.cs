using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Finds scopes by their names, with wildcards, or by words of their names and of what they allow.</summary>
internal sealed class ScopeSearch
{
    private readonly string[] _words;
    private readonly WildcardPattern[] _names;

    public ScopeSearch(string[] texts)
    {
        _words = [.. texts.Where(static text => !IsName(text))];
        _names = [.. texts.Where(IsName).Select(Wildcards.Of)];
    }

    /// <summary>Finds the scopes of the endpoints that the filter selects: first those whose names have the words.</summary>
    public IEnumerable<Auth0ScopeInfo> Find(EndpointFilter filter)
    {
        var all = Auth0Endpoints
            .All.SelectMany(static endpoint => endpoint.Scopes, static (endpoint, scope) => (Scope: scope, Endpoint: endpoint))
            .ToLookup(static pair => pair.Scope, static pair => pair.Endpoint, StringComparer.Ordinal);
        var endpoints = filter.Apply(_words.Length == 0 ? Auth0Endpoints.All : Auth0Endpoints.Search(_words));
        return endpoints
            .SelectMany(static endpoint => endpoint.Scopes)
            .Distinct(StringComparer.Ordinal)
            .Where(scope => _names.Length == 0 || Array.Exists(_names, name => name.IsMatch(scope)))
            .OrderByDescending(HasWords)
            .ThenBy(scope => _words.Length == 0 ? scope : "", StringComparer.Ordinal)
            .Select(scope => new Auth0ScopeInfo(scope, all[scope]));
    }

    private bool HasWords(string scope) =>
        Array.TrueForAll(_words, word => scope.Contains(word.TrimEnd('s'), StringComparison.OrdinalIgnoreCase));

    private static bool IsName(string text) =>
        text.Contains(':', StringComparison.Ordinal) || WildcardPattern.ContainsWildcardCharacters(text);
}
