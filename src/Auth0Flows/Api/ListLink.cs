using System.Text.RegularExpressions;

namespace Auth0Flows.Api;

/// <summary>
/// The links of a <c>Link</c> header (RFC 8288 §3). An address may contain commas, and a relation may have no quotation marks.
/// </summary>
internal static partial class ListLink
{
    [GeneratedRegex("<(?<address>[^>]*)>(?<parameters>[^<]*)")]
    public static partial Regex Pattern();

    [GeneratedRegex("""(?:^|[;\s])rel\s*=\s*(?:"(?:[^"]*\s)?next(?:\s[^"]*)?"|next(?=[\s;,]|$))""", RegexOptions.IgnoreCase)]
    public static partial Regex NextPage();
}
