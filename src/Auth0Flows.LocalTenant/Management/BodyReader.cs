using System.Text.Json;
using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>Reads typed properties of a body, and rejects invalid ones with the messages of Auth0's validator.</summary>
internal sealed class BodyReader(JsonObject body)
{
    public JsonObject Body => body;

    public bool Has(string name) => body[name] is not null;

    /// <summary>A string; null if it is missing or null.</summary>
    public string? Text(string name) => body[name] is null ? null : Expect(name, JsonValueKind.String, "string").GetValue<string>();

    /// <exception cref="ApiException">It is missing.</exception>
    public string RequireText(string name)
    {
        if (!body.ContainsKey(name))
        {
            throw ApiException.InvalidBody($"Missing required property: {name}");
        }

        var text = Expect(name, JsonValueKind.String, "string").GetValue<string>();
        return text.Length > 0 ? text : throw ApiException.InvalidBody("String is too short (0 chars), minimum 1", name);
    }

    public bool? Flag(string name) =>
        body[name] is null
            ? null
            : body[name].AsFlag()
                ?? throw ApiException.InvalidBody($"Expected type boolean but found type {JsonBody.TypeOf(body[name])}", name);

    public JsonObject? Object(string name) =>
        body[name] is null
            ? null
            : body[name] as JsonObject
                ?? throw ApiException.InvalidBody($"Expected type object but found type {JsonBody.TypeOf(body[name])}", name);

    public JsonArray? Array(string name) =>
        body[name] is null
            ? null
            : body[name] as JsonArray
                ?? throw ApiException.InvalidBody($"Expected type array but found type {JsonBody.TypeOf(body[name])}", name);

    /// <summary>A list of strings; null if it is missing.</summary>
    public string[]? Texts(string name) =>
        Array(name)
            ?.Select(
                (item, place) =>
                    item.AsText()
                    ?? throw ApiException.InvalidBody($"Expected type string but found type {JsonBody.TypeOf(item)}", $"{name}[{place}]")
            )
            .ToArray();

    /// <exception cref="ApiException">It is missing, or empty.</exception>
    public string[] RequireTexts(string name)
    {
        var texts = Texts(name) ?? throw ApiException.InvalidBody($"Missing required property: {name}");
        return texts.Length > 0 ? texts : throw ApiException.InvalidBody("Array is too short (0), minimum 1", name);
    }

    public long? Integer(string name) =>
        body[name] is null ? null
        : Expect(name, JsonValueKind.Number, "integer").AsNumber() is { } number && number == Math.Floor(number) ? (long)number
        : throw ApiException.InvalidBody("Expected type integer but found type number", name);

    /// <summary>Rejects unknown properties.</summary>
    /// <param name="hint">The additional text of the error.</param>
    /// <param name="allowed">The known properties.</param>
    public void AllowOnly(string hint, params string[] allowed)
    {
        var others = body.Select(property => property.Key).Except(allowed, StringComparer.Ordinal).ToArray();
        if (others.Length > 0)
        {
            throw ApiException.InvalidBody($"Additional properties not allowed: {string.Join(',', others)}{hint}");
        }
    }

    private JsonNode Expect(string name, JsonValueKind kind, string type) =>
        body[name] is { } value && value.GetValueKind() == kind
            ? value
            : throw ApiException.InvalidBody($"Expected type {type} but found type {JsonBody.TypeOf(body[name])}", name);
}
