using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Auth0Flows.Json;

/// <summary>Reads an object in the middle of JSON.</summary>
internal static class JsonTypeExtensions
{
    /// <summary>
    /// Reads one object. <see cref="JsonSerializer"/> would read it twice, first to find its end, so this calls the converter directly. If
    /// that fails, it calls the serializer, whose exception contains the position.
    /// </summary>
    /// <exception cref="JsonException">The object has another structure.</exception>
    public static T? ReadNext<T>(this JsonTypeInfo<T> type, ref Utf8JsonReader reader)
    {
        var start = reader;
        try
        {
            return ((JsonConverter<T>)type.Converter).Read(ref reader, typeof(T), type.Options);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or FormatException or NotSupportedException)
        {
            reader = start;
            return JsonSerializer.Deserialize(ref reader, type);
        }
    }
}
