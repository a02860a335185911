namespace Auth0Flows.Tokens;

/// <summary>Scopes as a set: sorted, each once, case-sensitive (RFC 6749 §3.3), comparable by its text.</summary>
internal sealed class ScopeSet
{
    private readonly string[] _scopes;
    private readonly string _text;

    private ScopeSet(string[] scopes)
    {
        _scopes = scopes;
        _text = string.Join(' ', scopes);
    }

    public static ScopeSet Empty { get; } = new([]);

    public bool IsEmpty => _scopes.Length == 0;

    /// <summary>From scopes, or from texts that hold several with blanks between.</summary>
    public static ScopeSet From(IEnumerable<string> scopes)
    {
        var set = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var text in scopes)
        {
            foreach (var scope in (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                set.Add(scope);
            }
        }

        return set.Count == 0 ? Empty : new ScopeSet([.. set]);
    }

    public bool Contains(string scope) => _scopes.Contains(scope);

    public bool IsCoveredBy(IReadOnlyCollection<string> granted) => _scopes.All(granted.Contains);

    /// <summary>Those that are not among the granted ones.</summary>
    public string[] Beyond(IReadOnlyCollection<string> granted) => [.. _scopes.Where(scope => !granted.Contains(scope))];

    /// <summary>As it goes over the wire.</summary>
    public override string ToString() => _text;

    public string[] ToArray() => [.. _scopes];
}
