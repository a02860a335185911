using System.Text.RegularExpressions;
using Auth0Flows.Http;

namespace Auth0Flows.Api;

/// <summary>
/// The links of a <c>Link</c> header (RFC 8288 §3). An address may contain commas, and a relation may have no quotation marks.
/// </summary>
internal static partial class ListLink
{
    /// <summary>
    /// Pages of the log specify the next page in a header. Only its checkpoint is used, never its address.
    /// </summary>
    public static (bool HasNext, string? From) NextOf(HttpExchange answer)
    {
        var links = answer.Headers.TryGetValues("Link", out var values) ? string.Join(',', values) : "";
        foreach (Match link in Pattern().Matches(links))
        {
            if (NextPage().IsMatch(link.Groups["parameters"].Value))
            {
                var from = link.Groups["address"]
                    .Value.Split('?', '&', '#')
                    .FirstOrDefault(static part => part.StartsWith("from=", StringComparison.Ordinal));
                return (true, from is null ? null : Uri.UnescapeDataString(from["from=".Length..]));
            }
        }

        return (false, null);
    }

    [GeneratedRegex("<(?<address>[^>]*)>(?<parameters>[^<]*)")]
    private static partial Regex Pattern();

    [GeneratedRegex("""(?:^|[;\s])rel\s*=\s*(?:"(?:[^"]*\s)?next(?:\s[^"]*)?"|next(?=[\s;,]|$))""", RegexOptions.IgnoreCase)]
    private static partial Regex NextPage();
}
