using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Http;

namespace Auth0Flows.LocalTenant.Management.Declared;

/// <summary>The endpoints of a declared kind: list, read, create, change, delete.</summary>
internal sealed class KindEndpoints(KindStore store)
{
    private readonly Kind _kind = store.Kind;

    /// <summary>Declares a kind, and returns where its objects are.</summary>
    public static KindStore Map(EndpointTable table, Kind kind, TenantClock clock)
    {
        var store = new KindStore(kind, clock);
        new KindEndpoints(store).MapTo(table);
        return store;
    }

    public void MapTo(EndpointTable table)
    {
        table.Map($"GET {_kind.Path}", $"read:{_kind.Noun}", List);
        table.Map($"POST {_kind.Path}", _kind.CreateScope ?? $"create:{_kind.Noun}", Create);
        table.Map($"GET {_kind.Path}/{{id}}", $"read:{_kind.Noun}", Read);
        foreach (var method in _kind.ChangeMethods)
        {
            table.Map($"{method} {_kind.Path}/{{id}}", $"update:{_kind.Noun}", Change);
        }

        table.Map($"DELETE {_kind.Path}/{{id}}", $"delete:{_kind.Noun}", Delete);
    }

    /// <summary>Rejects a body with unknown, missing or wrong properties.</summary>
    public JsonObject ReadBody(EndpointRequest request, bool isCreation)
    {
        var body = request.ReadBody();
        var reader = _kind.Properties.Check(body, isCreation);
        _kind.Check?.Invoke(reader);
        return body;
    }

    /// <summary>An object as responses show it.</summary>
    public JsonObject Show(JsonResource one)
    {
        var json = one.ToJson();
        foreach (var name in _kind.WriteOnly)
        {
            json.Remove(name);
        }

        return json;
    }

    public ServerResponse List(EndpointRequest request)
    {
        var wanted = _kind
            .Filters.Select(name => (name, value: request.Query.Text(name)))
            .Where(filter => filter.value is not null)
            .ToArray();
        IReadOnlyList<JsonResource> all = store.Snapshot();
        if (wanted.Length > 0)
        {
            all = [.. all.Where(one => wanted.All(filter => IsEqual(one.Json[filter.name], filter.value!)))];
        }

        var fields = FieldSelection.Read(request.Query);
        return ListAnswer.Of(request.Query, _kind.ListName, all, _kind.List, one => one.Id, one => fields.Apply(Show(one)));
    }

    private static bool IsEqual(JsonNode? node, string text) => node?.ToString() == text;

    public ServerResponse Create(EndpointRequest request)
    {
        var created = store.Add((JsonObject)ReadBody(request, isCreation: true).DeepClone());
        return ServerResponse.Json(_kind.CreatedStatus, Show(created));
    }

    public ServerResponse Read(EndpointRequest request) =>
        ServerResponse.Json(200, FieldSelection.Read(request.Query).Apply(Show(store.FindOrThrow(request.Id))));

    private ServerResponse Change(EndpointRequest request)
    {
        store.FindOrThrow(request.Id);
        var replaces = request.Method == "PUT";
        var body = ReadBody(request, isCreation: replaces);
        var changed = replaces ? store.Replace(request.Id, old => Replaced(old, body)) : store.Change(request.Id, body);
        return ServerResponse.Json(200, Show(changed));
    }

    private JsonObject Replaced(JsonResource old, JsonObject body)
    {
        var json = (JsonObject)body.DeepClone();
        json.Insert(0, _kind.IdName, old.Id);
        _kind.Complete?.Invoke(json);
        if (old.Json["created_at"] is { } created)
        {
            json["created_at"] = created.DeepClone();
        }

        return json;
    }

    public ServerResponse Delete(EndpointRequest request) =>
        store.Remove(request.Id) || !_kind.DeletesOnlyExisting ? new ServerResponse(204) : throw _kind.Inexistent(request.Id);
}
