using System.Text.RegularExpressions;

namespace Auth0Flows.Configuration.Kinds;

/// <summary>The names of the markers of secrets.</summary>
internal static partial class MarkerName
{
    /// <summary>The end of a name that doesn't say that it is a secret's: that of an address.</summary>
    public const string OfAddress = "_SECRET";

    /// <summary>A text as part of a name: capital letters, digits and underscores.</summary>
    public static string Plain(string text) => Other().Replace(text.ToUpperInvariant(), "_");

    /// <summary>Whether a text is the marker of an address that was written at this path.</summary>
    public static bool IsOfAddress(string text, string path) =>
        text.StartsWith("##", StringComparison.Ordinal)
        && text.EndsWith("##", StringComparison.Ordinal)
        && Digest().Replace(text.Trim('#'), "").EndsWith($"_{Plain(path)}{OfAddress}", StringComparison.Ordinal);

    [GeneratedRegex("[^A-Z0-9]+")]
    private static partial Regex Other();

    // Of one of several that would have the same name.
    [GeneratedRegex($@"(?<={OfAddress})_[0-9A-F]{{8}}\z")]
    private static partial Regex Digest();
}
