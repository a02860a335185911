using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Management.Declared;

namespace Auth0Flows.LocalTenant.Configuration;

/// <summary>JSON objects that are kept by their path: empty until one is put there.</summary>
internal sealed class KeptDocuments
{
    private readonly ConcurrentDictionary<string, JsonObject> _documents = new(StringComparer.Ordinal);

    /// <summary>Declares the endpoints that read and replace one.</summary>
    public void MapTo(EndpointTable table, string path, string noun)
    {
        table.Map($"GET {path}", $"read:{noun}", request => ServerResponse.Json(200, Find(request.Request.Path)));
        table.Map($"PUT {path}", $"update:{noun}", request => Put(request.Request.Path, request.ReadBody()));
    }

    private JsonObject Find(string path) => _documents.TryGetValue(path, out var found) ? (JsonObject)found.DeepClone() : [];

    private ServerResponse Put(string path, JsonObject body)
    {
        _documents[path] = (JsonObject)body.DeepClone();
        return ServerResponse.Json(200, body);
    }
}
