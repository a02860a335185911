using System.Diagnostics.CodeAnalysis;

namespace Auth0Flows.LocalTenant.Http;

/// <summary>Names and values of <c>application/x-www-form-urlencoded</c> data, from a query or a body, in order.</summary>
internal sealed class QueryParameters
{
    private readonly List<KeyValuePair<string, string>> _pairs;

    private QueryParameters(List<KeyValuePair<string, string>> pairs) => _pairs = pairs;

    public IReadOnlyList<KeyValuePair<string, string>> Pairs => _pairs;

    public string? this[string name]
    {
        get
        {
            foreach (var pair in _pairs)
            {
                if (pair.Key == name)
                {
                    return pair.Value;
                }
            }

            return null;
        }
    }

    public static QueryParameters Parse(string text)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var part in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            pairs.Add(equals < 0 ? new(Decode(part), "") : new(Decode(part[..equals]), Decode(part[(equals + 1)..])));
        }

        return new QueryParameters(pairs);
    }

    public static QueryParameters Of(IEnumerable<KeyValuePair<string, string>> pairs) => new([.. pairs]);

    /// <summary>Decodes percent-encoding, and <c>+</c> as a space.</summary>
    public static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    /// <summary>The first name that occurs more than once. RFC 6749 §3.2: parameters must not be repeated.</summary>
    public bool TryGetRepeated([NotNullWhen(true)] out string? name)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pair in _pairs)
        {
            if (!seen.Add(pair.Key))
            {
                name = pair.Key;
                return true;
            }
        }

        name = null;
        return false;
    }
}
