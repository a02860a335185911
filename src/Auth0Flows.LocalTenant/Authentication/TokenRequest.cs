using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Http;

namespace Auth0Flows.LocalTenant.Authentication;

/// <summary>The parameters of a request to the Authentication API, from a form or from JSON. Unknown parameters are ignored.</summary>
internal sealed class TokenRequest
{
    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false };

    private readonly ServerRequest _request;
    private readonly Dictionary<string, string> _parameters;
    private readonly Dictionary<string, string[]> _lists = new(StringComparer.Ordinal);

    private TokenRequest(ServerRequest request)
    {
        _request = request;
        _parameters = request.IsForm ? ReadForm(request) : ReadJson(request, _lists);
    }

    /// <summary>The IP address of the client.</summary>
    public string PeerAddress => _request.PeerAddress;

    /// <summary>A parameter's value; null if it is missing or empty (RFC 6749 §3.2: both are the same).</summary>
    public string? this[string name] => _parameters.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>The requested scopes, in order. Empty if there are none.</summary>
    public IReadOnlyList<string> Scopes =>
        [.. (this["scope"] ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];

    /// <summary>The HTTP request.</summary>
    public ServerRequest Request => _request;

    public string? Header(string name) => _request.Header(name);

    /// <summary>The strings of an array parameter (only in JSON). Empty if there is none.</summary>
    public IReadOnlyList<string> List(string name) => _lists.GetValueOrDefault(name, []);

    /// <summary>
    /// An object among the parameters: in JSON as it is, in a form as its JSON. Null if there is none, or something else.
    /// </summary>
    public JsonObject? Object(string name)
    {
        try
        {
            return _request.IsForm
                ? this[name] is { } text
                    ? JsonNode.Parse(text, documentOptions: _strict) as JsonObject
                    : null
                : JsonNode.Parse(_request.Body, documentOptions: _strict)![name] as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Sets a parameter that the request doesn't have.</summary>
    public void Default(string name, string? value)
    {
        if (value is not null && this[name] is null)
        {
            _parameters[name] = value;
        }
    }

    public string Require(string name) => this[name] ?? throw OAuthException.InvalidRequest($"Missing required parameter: {name}");

    public static TokenRequest Read(ServerRequest request) =>
        request.IsForm || request.IsJson
            ? new(request)
            : throw OAuthException.InvalidRequest("The body must be application/x-www-form-urlencoded or application/json.");

    /// <summary>For endpoints that accept only JSON.</summary>
    public static TokenRequest ReadJson(ServerRequest request) =>
        request.IsJson ? new(request) : throw OAuthException.InvalidRequest("The body must be application/json.");

    private static Dictionary<string, string> ReadForm(ServerRequest request)
    {
        var form = QueryParameters.Parse(request.BodyText);
        return form.TryGetRepeated(out var name)
            ? throw OAuthException.InvalidRequest($"The parameter {name} is repeated.")
            : form.Pairs.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
    }

    private static Dictionary<string, string> ReadJson(ServerRequest request, Dictionary<string, string[]> lists)
    {
        try
        {
            using var json = JsonDocument.Parse(request.Body, _strict);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw OAuthException.InvalidRequest("The body must be a JSON object.");
            }

            foreach (var property in json.RootElement.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.Array))
            {
                lists[property.Name] =
                [
                    .. property
                        .Value.EnumerateArray()
                        .Where(item => item.ValueKind == JsonValueKind.String)
                        .Select(item => item.GetString()!),
                ];
            }

            // A value that isn't a string can't be a parameter: it is ignored.
            return json
                .RootElement.EnumerateObject()
                .Where(property => property.Value.ValueKind == JsonValueKind.String)
                .ToDictionary(property => property.Name, property => property.Value.GetString()!, StringComparer.Ordinal);
        }
        catch (JsonException)
        {
            throw OAuthException.InvalidRequest("The body is not valid JSON.");
        }
    }
}
