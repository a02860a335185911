using System.Buffers;
using System.Collections.Specialized;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Auth0Flows.Basics;
using Auth0Flows.Json;

namespace Auth0Flows.Api.Resources;

/// <summary>
/// Converts a value to its documented type if the meaning is the same: a number to a string, a boolean from a string or a number, a string
/// to a list, PHP's empty list to an object.
/// </summary>
internal static class JsonFit
{
    /// <summary>Writes the value as the documented type. Returns false, and writes nothing, if the meaning differs.</summary>
    public static bool TryWrite(Utf8JsonWriter writer, JsonElement value, Type type, string name)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            writer.WriteNullValue();
            return true;
        }

        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(string) ? TryWriteText(writer, value)
            : type == typeof(bool) ? ReadBoolean(value) is { } said && Do(() => writer.WriteBooleanValue(said))
            : type == typeof(long) || type == typeof(int)
                ? ReadWhole(value) is { } whole && (type == typeof(long) || whole == (int)whole) && Do(() => writer.WriteNumberValue(whole))
            : type == typeof(DateTimeOffset) ? value.ValueKind == JsonValueKind.String && value.TryReadDate() && Raw(writer, value)
            : type == typeof(Auth0Secret) ? Do(() => writer.WriteStringValue(value.ReadTextOrRaw())) // always a secret, in any format
            : type == typeof(OrderedDictionary) || type.IsSubclassOf(typeof(Auth0Object)) ? TryWriteObject(writer, value, type)
            : type.IsArray ? TryWriteList(writer, value, type.GetElementType()!, name)
            : Raw(writer, value);
    }

    private static bool TryWriteText(Utf8JsonWriter writer, JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.IsWholeText() && Raw(writer, value),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => Do(() => writer.WriteStringValue(value.GetRawText())),
            _ => false,
        };

    private static bool TryWriteObject(Utf8JsonWriter writer, JsonElement value, Type type) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => Raw(writer, value),
            JsonValueKind.Array when value.GetArrayLength() == 0 => Do(() =>
            {
                writer.WriteStartObject();
                writer.WriteEndObject();
            }),

            // An API's scope may be only its value.
            JsonValueKind.String when type == typeof(Auth0ResourceServerScope) && value.IsWholeText() => Do(() =>
            {
                writer.WriteStartObject();
                writer.WriteString("value", value.GetString());
                writer.WriteEndObject();
            }),
            _ => false,
        };

    private static bool TryWriteList(Utf8JsonWriter writer, JsonElement value, Type item, string name)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                return TryWriteItems(writer, value, item, name);
            case JsonValueKind.Object when !value.EnumerateObject().Any():
                return Do(() =>
                {
                    writer.WriteStartArray();
                    writer.WriteEndArray();
                });
            case JsonValueKind.String when item == typeof(string) && value.IsWholeText():
                // RFC 6749 §3.3: a string separates scopes with spaces.
                return Do(() =>
                    JsonValues.Write(
                        writer,
                        name == "scope" ? value.ReadText().Split(' ', StringSplitOptions.RemoveEmptyEntries) : new[] { value.ReadText() }
                    )
                );
            default:
                return false;
        }
    }

    // Writes to a separate buffer first, so that no partial list remains in the output.
    private static bool TryWriteItems(Utf8JsonWriter writer, JsonElement list, Type item, string name)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var apart = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = ExactTextEncoder.Strict });
        apart.WriteStartArray();
        if (!list.EnumerateArray().All(one => one.ValueKind != JsonValueKind.Null && TryWrite(apart, one, item, name)))
        {
            return false;
        }

        apart.WriteEndArray();
        apart.Flush();
        writer.WriteRawValue(buffer.WrittenSpan, skipInputValidation: true);
        return true;
    }

    private static bool? ReadBoolean(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String when bool.TryParse(value.ReadText(), out var said) => said,
            JsonValueKind.String => value.ReadText() switch
            {
                "1" => true,
                "0" => false,
                _ => null,
            },
            JsonValueKind.Number when value.TryGetDecimal(out var number) => number switch
            {
                1 => true,
                0 => false,
                _ => null,
            },
            _ => null,
        };

    private static long? ReadWhole(JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.String => value.ReadText(),
            _ => "",
        };
        return
            decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number == decimal.Truncate(number)
            && number is >= long.MinValue and <= long.MaxValue
            ? (long)number
            : null;
    }

    // A text with an incomplete surrogate pair can't be converted.
    private static bool Raw(Utf8JsonWriter writer, JsonElement value)
    {
        writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
        return true;
    }

    private static bool Do(Action write)
    {
        write();
        return true;
    }
}
