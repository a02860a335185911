using System.Globalization;

namespace Auth0Flows.PowerShell;

/// <summary>Makes text of a server safe for the host.</summary>
internal static class HostText
{
    /// <summary>Replaces control and format characters, which a terminal would obey or which hide text.</summary>
    public static string OneLine(string text) =>
        string.Concat(text.Select(static one => char.IsControl(one) || char.GetUnicodeCategory(one) == UnicodeCategory.Format ? ' ' : one));
}
