using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Auth0Flows;

/// <summary>
/// Objects that are told by many: profiles come from identity providers and from before today's schema (a date as an object, a name as
/// a list), logs from all parts of Auth0. A value of another form than documented must cost neither the object nor the list: it is among
/// the properties that the type doesn't know, and goes back as it came, but for what its names call secrets: nothing hides them there.
/// </summary>
/// <typeparam name="T">The object.</typeparam>
internal sealed class LooseConverter<T> : JsonConverter<T>
    where T : Auth0Object
{
    private JsonTypeInfo<T>? _strict;

    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var start = reader;
        try
        {
            return Strict(options).ReadNext(ref reader);
        }
        catch (JsonException)
        {
            reader = start;
            return ReadLoosely(JsonElement.ParseValue(ref reader), Strict(options));
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value, Strict(options));

    private static T ReadLoosely(JsonElement json, JsonTypeInfo<T> type)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException(); // without a path: the one of this object in its own parent is added on the way out
        }

        var misfits = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        while (true)
        {
            try
            {
                var read = JsonSerializer.Deserialize(Rewrite(json, misfits, type), type)!;
                foreach (var (name, value) in misfits.Where(misfit => !IsSecret(type, misfit.Key)))
                {
                    (read.ExtensionData ??= [])[name] = value.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.String ? SecretValues.Redact(value) : value;
                }

                return read;
            }
            catch (JsonException failure)
            {
                var name = PropertyOf(failure.Path);
                if (name is null || !json.TryGetProperty(name, out var value) || !misfits.TryAdd(name, value))
                {
                    throw new JsonException();
                }
            }
        }
    }

    private static ReadOnlySpan<byte> Rewrite(JsonElement json, Dictionary<string, JsonElement> misfits, JsonTypeInfo<T> type)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        foreach (var property in json.EnumerateObject())
        {
            var name = property.ReadName();
            if (!misfits.ContainsKey(name))
            {
                writer.WritePropertyName(name);
                writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(property.Value), skipInputValidation: true); // a text that is none would not be written otherwise
            }
            else if (IsSecret(type, name))
            {
                writer.WriteString(name, property.Value.GetRawText()); // what else it is, it is a secret: never among what is shown
            }
        }

        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan;
    }

    private static bool IsSecret(JsonTypeInfo<T> type, string name) => type.Properties.Any(property => property.Name == name && property.PropertyType == typeof(Auth0Secret));

    // $.identities[0].connection: the first name of a path.
    private static string? PropertyOf(string? path)
    {
        if (path is null || !path.StartsWith("$.", StringComparison.Ordinal))
        {
            return null;
        }

        var end = path.AsSpan(2).IndexOfAny('.', '[');
        return end < 0 ? path[2..] : path.Substring(2, end);
    }

    // The same options without this converter, which would come back here without end.
    private JsonTypeInfo<T> Strict(JsonSerializerOptions options)
    {
        if (_strict is { } known)
        {
            return known;
        }

        var strict = new JsonSerializerOptions(options);
        strict.Converters.Remove(this);
        return _strict = (JsonTypeInfo<T>)strict.GetTypeInfo(typeof(T));
    }
}
