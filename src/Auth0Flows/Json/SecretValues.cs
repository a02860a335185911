using System.Buffers;
using System.Collections;
using System.Collections.Specialized;
using System.Text.Json;
using Auth0Flows.Basics;

namespace Auth0Flows.Json;

/// <summary>
/// Finds the secrets in untyped JSON objects by their names, at any depth: a connection's options
/// (<see href="https://auth0.com/docs/api/management/v2/connections/get-connections-by-id"/>), a user as in an import's file
/// (<see href="https://auth0.com/docs/manage-users/user-migration/bulk-user-import-database-schema-and-examples"/>).
/// </summary>
internal static class SecretValues
{
    /// <summary>Converts an object to a read-only dictionary, with the secrets as <see cref="Auth0Secret"/>s.</summary>
    /// <param name="json">The object.</param>
    /// <param name="convert">Converts a property's value further, by its name.</param>
    public static OrderedDictionary Hide(JsonElement json, Func<string, object?, object?>? convert = null) =>
        Hide(json, isSecret: false, convert);

    /// <summary>A property's value, with its secrets hidden.</summary>
    public static object? Read(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && SecretNames.IsListOfReferences(name)
            ? value.EnumerateArray().Select(static item => Convert(item, item.ValueKind != JsonValueKind.Object)).ToArray()
            : Convert(value, SecretNames.Contains(name, value.ValueKind));

    /// <summary>The same dictionary without its secrets, for files and logs.</summary>
    public static OrderedDictionary Without(OrderedDictionary values)
    {
        var rest = new OrderedDictionary(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in values)
        {
            if (entry.Value is not Auth0Secret)
            {
                rest[entry.Key] = Without(entry.Value);
            }
        }

        return rest.AsReadOnly();
    }

    /// <summary>Any JSON without its secrets.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="hidesTexts">Whether texts without names are secrets too, because an object with secrets is expected.</param>
    public static JsonElement Redact(JsonElement json, bool hidesTexts = false)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = ExactTextEncoder.Strict });
        JsonValues.Write(
            writer,
            Without(
                json.ValueKind == JsonValueKind.Array
                    ? json.EnumerateArray().Select(item => Convert(item, hidesTexts && item.ValueKind == JsonValueKind.String)).ToArray()
                    : Convert(json, hidesTexts && json.ValueKind == JsonValueKind.String)
            )
        );
        writer.Flush();
        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }

    private static object? Without(object? value) =>
        value switch
        {
            Auth0Secret => null,
            OrderedDictionary inner => Without(inner),
            object?[] several => Array.ConvertAll(Array.FindAll(several, static item => item is not Auth0Secret), Without),
            _ => value,
        };

    private static OrderedDictionary Hide(JsonElement json, bool isSecret, Func<string, object?, object?>? convert = null)
    {
        var dictionary = new MemberDictionary();
        foreach (var property in json.ReadMembers())
        {
            var name = property.ReadName();
            var value = isSecret ? Convert(property.Value, isSecret) : Read(name, property.Value);
            dictionary.Set(name, convert is null ? value : convert(name, value));
        }

        return dictionary.ToReadOnly();
    }

    private static object? Convert(JsonElement value, bool isSecret) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => Hide(value, isSecret),
            JsonValueKind.Array => value.EnumerateArray().Select(item => Convert(item, isSecret)).ToArray(),
            JsonValueKind.String when isSecret => value.ReadText().ToSecret(),
            _ => JsonValues.ToObject(value),
        };
}
