using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Auth0Flows.Json;

/// <summary>Reading an object in the midst of others.</summary>
internal static class JsonTypeExtensions
{
    /// <summary>
    /// Reads one object. <see cref="JsonSerializer"/> would go through it twice, first to find its end: so its converter is asked
    /// itself, and the serializer where that fails, for it tells the place.
    /// </summary>
    /// <exception cref="JsonException">It is of another form.</exception>
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
