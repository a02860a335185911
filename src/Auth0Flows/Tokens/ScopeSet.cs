namespace Auth0Flows.Tokens;

/// <summary>A set of scopes: sorted, unique, case-sensitive (RFC 6749 §3.3), comparable by its text.</summary>
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

    /// <summary>Creates a set from scopes, or from texts that contain several, separated by spaces.</summary>
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

    /// <summary>The scopes that are not granted.</summary>
    public string[] Beyond(IReadOnlyCollection<string> granted) => [.. _scopes.Where(scope => !granted.Contains(scope))];

    /// <summary>The scopes in the format of a request.</summary>
    public override string ToString() => _text;

    public string[] ToArray() => [.. _scopes];
}
