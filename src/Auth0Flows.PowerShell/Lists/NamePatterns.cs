using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Names with or without wildcards, as in PowerShell's own cmdlets: a literal name that matches nothing is an error.</summary>
internal sealed class NamePatterns(string[] names)
{
    private readonly (string Name, WildcardPattern Pattern)[] _patterns = [.. names.Select(static name => (name, Wildcards.Of(name)))];

    private readonly HashSet<string> _missing = [.. names.Where(static name => !WildcardPattern.ContainsWildcardCharacters(name))];

    /// <summary>Null if no names are specified.</summary>
    public static NamePatterns? Of(string[]? names) => names is null ? null : new NamePatterns(names);

    /// <summary>Whether there are names, all without wildcards, so that an API can find them by name.</summary>
    public static bool AreLiteral([NotNullWhen(true)] string[]? names) =>
        names?.Length > 0 && !names.Any(WildcardPattern.ContainsWildcardCharacters);

    public bool Match(string? value)
    {
        var matches = false;
        foreach (var (name, pattern) in _patterns)
        {
            if (pattern.IsMatch(value ?? ""))
            {
                _missing.Remove(name);
                matches = true;
            }
        }

        return matches;
    }

    public IEnumerable<string> LiteralsWithoutMatch() => _missing;
}
