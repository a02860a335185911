using System.Globalization;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Logs;
using Auth0Flows.LocalTenant.Management.Search;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>
/// /api/v2/logs: by search, newest first, up to 1,000 entries; or from a checkpoint, without a limit (Auth0, "Retrieve Logs Using the
/// Management API").
/// </summary>
internal sealed class LogCollection(TenantLog log, string address, int? listLimit) : IResourceCollection
{
    private const int MaximumTake = 100;
    private const int DefaultTake = 50;

    // Auth0, "Log Search Query Syntax": the fields that a term without a field searches.
    private static readonly string[] _bareFields = ["client_name", "connection", "user_name"];

    private readonly ListPaging _paging = new(listLimit ?? 1000);

    public string Name => "logs";

    public ServerResponse Answer(ServerRequest request, IReadOnlyList<string> segments, AccessToken token)
    {
        if (segments.Count > 1 || request.Method is not ("GET" or "HEAD"))
        {
            throw ApiException.NotFound();
        }

        if (!token.HasScope("read:logs") && !token.HasScope("read:logs_users"))
        {
            throw ApiException.InsufficientScope("read:logs", "read:logs_users");
        }

        var query = new QueryReader(request.Parameters);
        if (segments.Count == 1)
        {
            var entry = log.Find(segments[0]) ?? throw ApiException.Inexistent("log", "The log entry does not exist.");
            return ServerResponse.Json(200, json => LogEntry.Write(json, entry, FieldSelection.All));
        }

        // Auth0's reference: with "from", everything except "take" is ignored; "take" alone doesn't start a checkpoint.
        return query.Text("from") is { Length: > 0 } from ? After(from, query) : Search(query, userId: null);
    }

    /// <summary>The entries that match a query, of one user or of all.</summary>
    public ServerResponse Search(QueryReader query, string? userId)
    {
        var search = query.Text("q") is { } text && !string.IsNullOrWhiteSpace(text) ? SearchQuery.Parse(text, _bareFields) : null;
        var order = SearchOrder.Read(query);
        var isByDate = order is null || order.Name is "date" or "log_id" or "_id";
        IReadOnlyList<LogEntry> entries = new LogList(log, log.Count, isNewestFirst: order?.IsDescending ?? true);
        if (search is not null || userId is not null)
        {
            entries =
            [
                .. entries.Where(entry =>
                    (userId is null || entry.UserId == userId) && search?.Matches(field => LogEntry.Lookup(entry, field)) != false
                ),
            ];
        }

        if (!isByDate)
        {
            entries = order!.Apply(entries, LogEntry.Lookup);
        }

        var fields = FieldSelection.Read(query);
        return ListAnswer.Of(query, "logs", entries, _paging, entry => entry.LogId, (json, entry) => LogEntry.Write(json, entry, fields));
    }

    private ServerResponse After(string from, QueryReader query)
    {
        var take = query.Integer("take", minimum: 1, MaximumTake) ?? DefaultTake;
        var start = log.PlaceAfter(from) ?? throw ApiException.InvalidQuery("The value is no log id", "from");
        var end = Math.Min(start + take, log.Count);
        var response = ServerResponse.Json(
            200,
            json =>
            {
                json.WriteStartArray();
                for (var place = start; place < end; place++)
                {
                    LogEntry.Write(json, log.At(place), FieldSelection.All);
                }

                json.WriteEndArray();
            }
        );

        // If there are no new entries, the same address again.
        var next = end > start ? log.At(end - 1).LogId : Uri.EscapeDataString(from);
        return response.With("Link", string.Create(CultureInfo.InvariantCulture, $"<{address}?from={next}&take={take}>; rel=\"next\""));
    }
}
