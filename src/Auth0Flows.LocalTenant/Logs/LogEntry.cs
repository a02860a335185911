using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Management;

namespace Auth0Flows.LocalTenant.Logs;

/// <summary>An entry of the tenant's log (Auth0, "Log Event Type Codes").</summary>
internal sealed class LogEntry
{
    /// <summary>Its position in the log, which its id contains.</summary>
    public required long Number { get; init; }

    public required DateTimeOffset Date { get; init; }

    public required string Type { get; init; }

    public string? Description { get; init; }

    public string? ClientId { get; init; }

    public string? ClientName { get; init; }

    public string? UserId { get; init; }

    public string? UserName { get; init; }

    public string? Connection { get; init; }

    public string? Audience { get; init; }

    public string? Scope { get; init; }

    public string? Address { get; init; }

    public string? UserAgent { get; init; }

    public JsonObject? Details { get; init; }

    public string LogId => LogIds.Of(Date, Number);

    public static void Write(Utf8JsonWriter json, LogEntry entry, FieldSelection fields)
    {
        json.WriteStartObject();
        var writer = new ResourceWriter(json, fields);
        var id = entry.LogId;
        writer.Time("date", entry.Date);
        writer.Text("type", entry.Type);
        writer.Text("description", entry.Description);
        writer.Text("connection", entry.Connection);
        writer.Text("client_id", entry.ClientId);
        writer.Text("client_name", entry.ClientName);
        writer.Text("ip", entry.Address);
        writer.Text("user_agent", entry.UserAgent);
        writer.Node("details", entry.Details);
        writer.Text("hostname", "127.0.0.1");
        writer.Text("user_id", entry.UserId);
        writer.Text("user_name", entry.UserName);
        writer.Text("audience", entry.Audience);
        writer.Text("scope", entry.Scope);
        writer.Text("strategy", entry.Connection is null ? null : "auth0");
        writer.Text("strategy_type", entry.Connection is null ? null : "database");
        writer.Text("log_id", id);
        writer.Text("_id", id);
        writer.Flag("isMobile", false);
        json.WriteEndObject();
    }

    /// <summary>The values of a field for searches.</summary>
    public static IEnumerable<object?> Lookup(LogEntry entry, string field) =>
        field switch
        {
            "date" => [entry.Date],
            "type" => [entry.Type],
            "description" => [entry.Description],
            "connection" => [entry.Connection],
            "client_id" => [entry.ClientId],
            "client_name" => [entry.ClientName],
            "ip" => [entry.Address],
            "user_agent" => [entry.UserAgent],
            "hostname" => ["127.0.0.1"],
            "user_id" => [entry.UserId],
            "user_name" => [entry.UserName],
            "log_id" or "_id" => [entry.LogId],
            "strategy" => [entry.Connection is null ? null : "auth0"],
            "strategy_type" => [entry.Connection is null ? null : "database"],
            _ => [],
        };
}
