using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Tokens;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>/api/v2/connections: the directories of users, and the other connections.</summary>
internal sealed class ConnectionCollection(TenantDirectory directory, TenantClock clock, int? listLimit)
    : ResourceCollection<JsonResource>(new ListPaging(listLimit ?? UsualLimit, HasCheckpoints: true, MaximumTake: 1000))
{
    private static readonly string[] _readOnlyProperties = ["id", "name", "strategy"];

    public override string Name => "connections";

    protected override string Singular => "connection";

    protected override IReadOnlyList<JsonResource> Select(QueryReader query)
    {
        var strategies = query.Texts("strategy");
        var name = query.Text("name");
        var all = directory.Connections.Snapshot();
        return strategies.Count == 0 && name is null
            ? all
            :
            [
                .. all.Where(connection =>
                    (name is null || connection.Name == name)
                    && (strategies.Count == 0 || strategies.Contains(connection.Json["strategy"].AsText() ?? ""))
                ),
            ];
    }

    protected override JsonResource? Find(string id) => directory.Connections.Find(id);

    protected override string IdOf(JsonResource resource) => resource.Id;

    protected override void Write(Utf8JsonWriter json, JsonResource resource, FieldSelection fields, AccessToken token) =>
        fields.Apply(resource.ToJson()).WriteTo(json);

    protected override JsonResource Create(JsonObject body, AccessToken token)
    {
        var reader = new BodyReader(body);
        var name = reader.RequireText("name");
        var strategy = reader.RequireText("strategy");
        CheckCommon(reader);
        if (
            name.Length > 128
            || !char.IsAsciiLetterOrDigit(name[0])
            || name.Any(character => !char.IsAsciiLetterOrDigit(character) && character != '-')
        )
        {
            throw ApiException.InvalidBody($"String does not match pattern ^[a-zA-Z0-9](-[a-zA-Z0-9]|[a-zA-Z0-9])*$: {name}", "name");
        }

        if (directory.Connections.FindByName(name) is not null)
        {
            throw ApiException.Conflict("A connection with the same name already exists", "connection_conflict");
        }

        var json = new JsonObject
        {
            ["options"] = reader.Object("options")?.DeepClone() ?? new JsonObject(),
            ["strategy"] = strategy,
            ["name"] = name,
            ["is_domain_connection"] = reader.Flag("is_domain_connection") ?? false,
            ["enabled_clients"] = new JsonArray([.. (reader.Texts("enabled_clients") ?? []).Select(client => JsonValue.Create(client))]),
            ["realms"] = new JsonArray([.. (reader.Texts("realms") ?? [name]).Select(realm => JsonValue.Create(realm))]),
        };
        foreach (var (property, value) in body.Where(property => !json.ContainsKey(property.Key) && property.Value is not null))
        {
            json[property] = value!.DeepClone();
        }

        return directory.Connections.Add(json);
    }

    protected override JsonResource? Update(string id, JsonObject body, AccessToken token)
    {
        var reader = new BodyReader(body);
        var readOnly = _readOnlyProperties.Where(body.ContainsKey).ToArray();
        if (readOnly.Length > 0)
        {
            throw ApiException.InvalidBody($"Additional properties not allowed: {string.Join(',', readOnly)}");
        }

        CheckCommon(reader);

        // Auth0's reference: the new options replace the old ones as a whole.
        return directory.Connections.Change(id, body);
    }

    protected override void Delete(string id) => directory.RemoveConnection(id);

    // As recorded: the deletion continues after the response.
    protected override ServerResponse AnswerDeletion(string id) =>
        directory.RemoveConnection(id)
            ? ServerResponse.Json(202, new JsonObject { ["deleted_at"] = Timestamp.Of(clock.UtcNow) })
            : new ServerResponse(204);

    private static void CheckCommon(BodyReader reader)
    {
        reader.Object("options");
        reader.Object("metadata");
        reader.Texts("enabled_clients");
        reader.Texts("realms");
        reader.Text("display_name");
    }
}
