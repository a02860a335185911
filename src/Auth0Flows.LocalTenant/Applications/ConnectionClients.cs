using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Applications;

/// <summary>The applications that a connection is enabled for.</summary>
internal static class ConnectionClients
{
    private const string Name = "enabled_clients";

    public static IReadOnlyList<string> Of(JsonResource connection) =>
        [.. (connection.Json[Name] as JsonArray ?? []).Select(JsonValues.AsText).OfType<string>()];

    /// <summary>The change of a connection that makes it enabled for exactly these.</summary>
    public static JsonObject ChangeTo(IEnumerable<string> clientIds) =>
        new() { [Name] = new JsonArray([.. clientIds.Distinct(StringComparer.Ordinal).Select(id => JsonValue.Create(id))]) };
}
