using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Patterns with wildcards, as PowerShell has them.</summary>
internal static class Wildcards
{
    /// <summary>A pattern that doesn't mind case.</summary>
    /// <exception cref="Auth0ConfigurationException">It is none: a bracket isn't closed.</exception>
    public static WildcardPattern Of(string text)
    {
        var pattern = WildcardPattern.Get(text, WildcardOptions.IgnoreCase);
        try
        {
            pattern.IsMatch(""); // which compiles it
            return pattern;
        }
        catch (WildcardPatternException)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.InvalidPattern,
                $"'{text}' is not a pattern: a bracket isn't closed, or is empty. A backtick before a bracket makes it an ordinary character."
            );
        }
    }
}
