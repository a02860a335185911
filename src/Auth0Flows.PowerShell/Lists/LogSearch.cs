using System.Globalization;

namespace Auth0Flows.PowerShell;

/// <summary>
/// The filters of the log as a query of Auth0's search: <see href="https://auth0.com/docs/deploy-monitor/logs/log-search-query-syntax"/>.
/// </summary>
internal sealed class LogSearch
{
    private readonly List<string> _terms = [];

    /// <summary>The whole query; null if there are no filters.</summary>
    public string? Query => _terms.Count == 0 ? null : string.Join(" AND ", _terms);

    /// <summary>Adds a filter for any of these values.</summary>
    public LogSearch Add(string field, params string?[]? values)
    {
        var terms = (values ?? []).OfType<string>().Select(value => $"{field}:{Quote(value)}").ToArray();
        if (terms.Length > 0)
        {
            _terms.Add(terms is [var one] ? one : $"({string.Join(" OR ", terms)})");
        }

        return this;
    }

    /// <summary>Adds a time range.</summary>
    public LogSearch Add(string field, DateTime? since, DateTime? until)
    {
        if (since is not null || until is not null)
        {
            _terms.Add($"{field}:[{Text(since)} TO {Text(until)}]");
        }

        return this;
    }

    /// <summary>Adds the caller's query.</summary>
    public LogSearch AddQuery(string? query)
    {
        if (query is not null)
        {
            _terms.Add(_terms.Count == 0 ? query : $"({query})");
        }

        return this;
    }

    private static string Text(DateTime? time) =>
        time?.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture) ?? "*";

    private static string Quote(string value) =>
        $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
