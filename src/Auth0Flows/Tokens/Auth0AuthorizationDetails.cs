using System.Buffers;
using System.Collections;
using System.Text;
using System.Text.Json;
using Auth0Flows.Basics;
using Auth0Flows.Json;

namespace Auth0Flows;

/// <summary>
/// What exactly a token is requested for, where scopes are too coarse: <c>authorization_details</c>, objects that each have a <c>type</c>
/// (RFC 9396 §2), <see href="https://auth0.com/docs/get-started/apis/configure-rich-authorization-requests"/>. They may contain personal
/// data, so no message repeats them.
/// </summary>
public sealed class Auth0AuthorizationDetails
{
    // A server's own limit is much lower: Auth0's is 5 kB. Longer JSON is a mistake.
    private const int LongestJson = 65_536;

    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false };

    private readonly string _json;

    private Auth0AuthorizationDetails(JsonElement list, string[] types)
    {
        _json = list.GetRawText();
        Types = types;
        Key = KeyOf(list);
    }

    /// <summary>The type of each object, in their order.</summary>
    public IReadOnlyList<string> Types { get; }

    /// <summary>The same text for the same details, whatever the order of their properties: what a token's key in the cache has.</summary>
    internal string Key { get; }

    /// <summary>Reads details from JSON: a list of objects, or one object.</summary>
    /// <exception cref="Auth0ConfigurationException">
    /// It is not JSON, or not a list of objects with a type (<see cref="Auth0ErrorCode.InvalidAuthorizationDetails"/>).
    /// </exception>
    public static Auth0AuthorizationDetails Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonText.Parse(json, _strict);
            return Of(document.RootElement);
        }
        catch (JsonException failure)
        {
            var place = failure.LineNumber is { } line ? $" (line {line + 1}, character {failure.BytePositionInLine + 1})" : "";
            throw Invalid($"they are not valid JSON{place}");
        }
    }

    /// <summary>Reads details from objects: dictionaries with texts, numbers, booleans, dictionaries and lists of them.</summary>
    /// <inheritdoc cref="Parse"/>
    public static Auth0AuthorizationDetails From(IEnumerable details)
    {
        ArgumentNullException.ThrowIfNull(details);
        var secrets = new List<Auth0Secret>();
        byte[] json;
        try
        {
            json = JsonValues.ToUtf8(details, secrets);
        }
        catch (Auth0ConfigurationException failure)
        {
            throw Invalid($"they can't be written as JSON ({failure.Message.TrimEnd('.')})");
        }

        return secrets.Count == 0
            ? Parse(Encoding.UTF8.GetString(json))
            : throw Invalid("they contain a secret, which the API and the consent page would show");
    }

    /// <summary>The details as JSON, which is always a list.</summary>
    public string ToJson() => _json;

    /// <summary>The types; never the details.</summary>
    public override string ToString() => string.Join(", ", Types);

    private static Auth0AuthorizationDetails Of(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Object)
        {
            using var list = JsonDocument.Parse($"[{root.GetRawText()}]");
            return Of(list.RootElement);
        }

        if (root.ValueKind != JsonValueKind.Array)
        {
            throw Invalid("they are not a list of objects");
        }

        if (root.GetArrayLength() == 0)
        {
            throw Invalid("the list is empty");
        }

        if (root.GetRawText().Length > LongestJson)
        {
            throw Invalid($"they are longer than {LongestJson:N0} characters");
        }

        return new(root, [.. root.EnumerateArray().Select(TypeOf)]);
    }

    private static string TypeOf(JsonElement detail, int index) =>
        detail.ValueKind != JsonValueKind.Object ? throw Invalid($"number {index + 1} is not an object")
        : !detail.TryFind("type", out var type) ? throw Invalid($"number {index + 1} has no type")
        : type.ValueKind == JsonValueKind.String && type.ReadText() is { Length: > 0 } text ? text
        : throw Invalid($"the type of number {index + 1} is not a text");

    private static string KeyOf(JsonElement list)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = ExactTextEncoder.Strict }))
        {
            WriteSorted(writer, list);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteSorted(Utf8JsonWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in element.EnumerateObject().OrderBy(static property => property.ReadName(), StringComparer.Ordinal))
                {
                    writer.WritePropertyName(property.ReadName());
                    WriteSorted(writer, property.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    WriteSorted(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(element.ReadText());
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    private static Auth0ConfigurationException Invalid(string reason) =>
        new(Auth0ErrorCode.InvalidAuthorizationDetails, $"The authorization details can't be used: {reason}.");
}
