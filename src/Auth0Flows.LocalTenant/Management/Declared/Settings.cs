using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Http;

namespace Auth0Flows.LocalTenant.Management.Declared;

/// <summary>Settings that a tenant has once: they are read and changed, and have defaults.</summary>
internal sealed class Settings
{
    private readonly Lock _lock = new();
    private readonly string _path;
    private readonly string _defaults;
    private readonly Schema _schema;
    private volatile JsonObject _current;

    /// <param name="path">Their path, such as <c>attack-protection/brute-force-protection</c>.</param>
    /// <param name="defaults">The settings of a new tenant, as JSON.</param>
    /// <param name="properties">The properties of a body: see <see cref="Property"/>.</param>
    public Settings(string path, string defaults, params string[] properties)
    {
        (_path, _schema, _defaults) = (path, Schema.Of(properties), defaults);
        _current = (JsonObject)JsonNode.Parse(defaults)!;
        Noun = path.Split('/')[0].Replace('-', '_');
    }

    /// <summary>The noun in their scopes: <c>read:attack_protection</c>. Default: the first segment of the path.</summary>
    public string Noun { get; init; }

    /// <summary>The methods of a change. PATCH keeps what the body doesn't name; PUT doesn't.</summary>
    public IReadOnlyList<string> Methods { get; init; } = ["PATCH"];

    /// <summary>The properties that a change merges one level deep.</summary>
    public string[] Merged { get; init; } = [];

    /// <summary>Properties that a response never has.</summary>
    public IReadOnlyList<string> WriteOnly { get; init; } = [];

    /// <summary>What is changed in the settings whenever they are written.</summary>
    public Action<JsonObject>? Clean { get; init; }

    /// <summary>Whether a deletion brings the defaults back.</summary>
    public bool IsDeletable { get; init; }

    public string Path => _path;

    /// <summary>A text among them; null if it is not set.</summary>
    public string? Text(string name) => _current[name].AsText() is { Length: > 0 } text ? text : null;

    public void MapTo(EndpointTable table)
    {
        table.Map($"GET {_path}", $"read:{Noun}", Read);
        foreach (var method in Methods)
        {
            table.Map($"{method} {_path}", $"update:{Noun}", Change);
        }

        if (IsDeletable)
        {
            table.Map($"DELETE {_path}", $"delete:{Noun}", _ => Reset());
        }
    }

    private ServerResponse Read(EndpointRequest request) => ServerResponse.Json(200, FieldSelection.Read(request.Query).Apply(Show()));

    private ServerResponse Change(EndpointRequest request)
    {
        var body = request.ReadBody();
        var replaces = request.Method == "PUT";
        _schema.Check(body, isCreation: replaces);
        lock (_lock)
        {
            var changed = replaces ? (JsonObject)body.DeepClone() : new JsonResource("", _current).With(body, Merged).Json;
            Clean?.Invoke(changed);
            _current = changed;
        }

        return ServerResponse.Json(200, Show());
    }

    private ServerResponse Reset()
    {
        _current = (JsonObject)JsonNode.Parse(_defaults)!;
        return new ServerResponse(204);
    }

    private JsonObject Show()
    {
        var json = (JsonObject)_current.DeepClone();
        foreach (var name in WriteOnly)
        {
            json.Remove(name);
        }

        return json;
    }
}
