using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Auth0Flows.Basics;
using Auth0Flows.Json;

namespace Auth0Flows.Api.Resources;

/// <summary>
/// Reads objects that have many sources: profiles from identity providers and older schemas, applications from all kinds of tools, logs
/// from all parts of Auth0. A value with an undocumented type loses neither the object nor the list. If the meaning is the same, it is
/// converted (<see cref="JsonFit"/>), and is sent back as the documented type. Otherwise its name is in
/// <see cref="Auth0Object.UnreadProperties"/>, and it is sent back unchanged, except for values whose names indicate secrets: nothing hides
/// those there.
/// </summary>
/// <typeparam name="T">The type of the object.</typeparam>
internal sealed class LooseConverter<T> : JsonConverter<T>, ILooseType
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
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            reader = start;
            return ReadLoosely(JsonElement.ParseValue(ref reader), Strict(options));
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, Strict(options));

    private static T ReadLoosely(JsonElement json, JsonTypeInfo<T> type)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException(); // without a path: the serializer adds this object's path in its parent
        }

        var misfits = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var odd = new Dictionary<string, JsonElement>(StringComparer.Ordinal); // the serializer can't read their names
        while (true)
        {
            try
            {
                var read = JsonSerializer.Deserialize(Rewrite(json, misfits, odd, type), type)!;
                odd.ToList().ForEach(unknown => (read.ExtensionData ??= [])[unknown.Key] = unknown.Value);
                foreach (var (name, value) in misfits)
                {
                    (read.ExtensionData ??= [])[name] = value.ValueKind
                        is JsonValueKind.Object
                            or JsonValueKind.Array
                            or JsonValueKind.String
                        ? SecretValues.Redact(value, Known(type, name)?.CustomConverter is SecretDictionaryConverter)
                        : value;
                }

                read.UnreadProperties = misfits.Count == 0 ? [] : [.. misfits.Keys];
                return read;
            }
            catch (JsonException failure)
                when (PropertyOf(failure.Path) is { } name && json.TryFind(name, out var value) && misfits.TryAdd(name, value))
            {
                // The converter is stricter than JsonFit: retries without this property.
            }
        }
    }

    // Adds values with undocumented types to the misfits. An empty name is one too, because the serializer can't store it.
    private static ReadOnlySpan<byte> Rewrite(
        JsonElement json,
        Dictionary<string, JsonElement> misfits,
        Dictionary<string, JsonElement> odd,
        JsonTypeInfo<T> type
    )
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true, Encoder = ExactTextEncoder.Strict });
        writer.WriteStartObject();
        foreach (var (name, value) in Properties(json))
        {
            if (misfits.ContainsKey(name))
            {
                continue;
            }

            if (ExactTextEncoder.HasHalf(name))
            {
                odd[name] = value;
                continue;
            }

            var known = Known(type, name);
            if (known is { CustomConverter: not null } && value.ValueKind is JsonValueKind.String or JsonValueKind.Object)
            {
                Write(writer, name, value);
            }
            else if (known is null)
            {
                Write(writer, name, value);
            }
            else
            {
                var fitting = new ArrayBufferWriter<byte>();
                using var apart = new Utf8JsonWriter(fitting, new JsonWriterOptions { Encoder = ExactTextEncoder.Strict });
                if (JsonFit.TryWrite(apart, value, known.PropertyType, name))
                {
                    apart.Flush();
                    writer.WritePropertyName(name);
                    writer.WriteRawValue(fitting.WrittenSpan, skipInputValidation: true);
                }
                else
                {
                    misfits[name] = value;
                }
            }
        }

        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan;
    }

    // If a name occurs twice, the last value counts, as in strict reading.
    private static Dictionary<string, JsonElement> Properties(JsonElement json)
    {
        var properties = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
        {
            properties[property.ReadName()] = property.Value;
        }

        return properties;
    }

    private static JsonPropertyInfo? Known(JsonTypeInfo<T> type, string name) =>
        type.Properties.FirstOrDefault(known => known.Name == name && !known.IsExtensionData);

    private static void Write(Utf8JsonWriter writer, string name, JsonElement value)
    {
        writer.WritePropertyName(name);
        // Invalid text could not be written in any other way.
        writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
    }

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

    JsonTypeInfo ILooseType.Strict(JsonSerializerOptions options) => Strict(options);

    Dictionary<string, JsonElement>? ILooseType.UnknownOf(object read) => ((T)read).ExtensionData;

    // The same options without this converter, to avoid infinite recursion.
    private JsonTypeInfo<T> Strict(JsonSerializerOptions options)
    {
        if (_strict is { } known)
        {
            return known;
        }

        var strict = new JsonSerializerOptions(options);
        strict.Converters.Remove(this);
        strict.TypeInfoResolver = strict.TypeInfoResolver!.WithAddedModifier(KeepUnknown);
        return _strict = (JsonTypeInfo<T>)strict.GetTypeInfo(typeof(T));
    }

    private static void KeepUnknown(JsonTypeInfo type)
    {
        if (type.Type == typeof(T) && type.Kind == JsonTypeInfoKind.Object)
        {
            var unknown = type.CreateJsonPropertyInfo(typeof(Dictionary<string, JsonElement>), nameof(Auth0Object.ExtensionData));
            unknown.IsExtensionData = true;
            unknown.Get = static read => ((T)read).ExtensionData;
            unknown.Set = static (read, value) => ((T)read).ExtensionData = (Dictionary<string, JsonElement>?)value;
            type.Properties.Add(unknown);
        }
    }
}
