using System.Buffers;
using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Security;
using System.Text.Json;
using Auth0Flows.Basics;

namespace Auth0Flows.Json;

/// <summary>Converts between JSON and plain objects: dictionaries keep order and case, numbers and booleans keep their types.</summary>
internal static class JsonValues
{
    private const int MaximumDepth = 64;

    public static object? ToObject(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => ToDictionary(element),
            JsonValueKind.Array => element.EnumerateArray().Select(ToObject).ToArray(),
            JsonValueKind.String => element.ReadText(),
            JsonValueKind.Number => element.ReadNumber(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };

    /// <summary>Converts an object to a read-only dictionary.</summary>
    public static OrderedDictionary ToDictionary(JsonElement element, Func<string, object?, object?>? convert = null)
    {
        var dictionary = new MemberDictionary();
        foreach (var property in element.ReadMembers())
        {
            var name = property.ReadName();
            var value = ToObject(property.Value);
            dictionary.Set(name, convert is null ? value : convert(name, value));
        }

        return dictionary.ToReadOnly();
    }

    /// <summary>
    /// Writes the results of <see cref="ToObject"/>, and objects that callers build: dictionaries, sequences, scalars, secrets.
    /// </summary>
    /// <param name="writer">Receives the JSON.</param>
    /// <param name="value">The object.</param>
    /// <param name="hidden">Receives the secrets, which are written as a mask; null to write the secrets.</param>
    /// <exception cref="Auth0ConfigurationException">The object can't be written as JSON.</exception>
    public static void Write(Utf8JsonWriter writer, object? value, ICollection<Auth0Secret>? hidden = null)
    {
        if (writer.CurrentDepth > MaximumDepth)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.InvalidRequestBody,
                $"The body is nested deeper than {MaximumDepth} levels; does an object contain itself?"
            );
        }

        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool boolean:
                writer.WriteBooleanValue(boolean);
                break;
            case IJsonObject typed:
                SecretConverter.Hide(() => typed.WriteTo(writer), hidden);
                break;
            case JsonElement element:
                element.WriteAsItCame(writer);
                break;
            case Auth0Secret secret:
                hidden?.Add(secret);
                writer.WriteStringValue(hidden is null ? secret.Reveal() : Auth0Secret.Mask);
                break;
            case SecureString secret:
                Write(writer, Auth0Secret.FromSecureString(secret), hidden);
                break;
            // Without a time zone, as ConvertFrom-Json reads one: this computer's must not move it.
            case DateTime { Kind: DateTimeKind.Unspecified } time:
                writer.WriteStringValue(time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture));
                break;
            case DateTime time:
                writer.WriteStringValue(time.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset time:
                writer.WriteStringValue(time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
                break;
            case DateOnly or TimeOnly:
                writer.WriteStringValue(((IFormattable)value).ToString("O", CultureInfo.InvariantCulture));
                break;
            case TimeSpan duration:
                writer.WriteStringValue(duration.ToString("c", CultureInfo.InvariantCulture));
                break;
            case Enum or Guid or Uri or char or Version:
                writer.WriteStringValue(value.ToString());
                break;
            case float number when float.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case double or float:
                WriteDouble(writer, Convert.ToDouble(value, CultureInfo.InvariantCulture));
                break;
            case IDictionary dictionary:
                WriteDictionary(writer, dictionary, hidden);
                break;
            case IEnumerable sequence:
                WriteSequence(writer, sequence, hidden);
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or decimal or System.Numerics.BigInteger:
                writer.WriteRawValue(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
            default:
                throw new Auth0ConfigurationException(
                    Auth0ErrorCode.InvalidRequestBody,
                    $"A body can't contain an object of type {value.GetType()}."
                );
        }
    }

    /// <summary>Converts an object to JSON text.</summary>
    /// <inheritdoc cref="Write"/>
    public static byte[] ToUtf8(object value, ICollection<Auth0Secret>? hidden = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = ExactTextEncoder.Strict }))
        {
            Write(writer, value, hidden);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteDouble(Utf8JsonWriter writer, double number)
    {
        if (!double.IsFinite(number))
        {
            throw new Auth0ConfigurationException(Auth0ErrorCode.InvalidRequestBody, $"JSON can't represent the number {number}.");
        }

        writer.WriteNumberValue(number);
    }

    private static void WriteDictionary(Utf8JsonWriter writer, IDictionary dictionary, ICollection<Auth0Secret>? hidden)
    {
        writer.WriteStartObject();
        foreach (DictionaryEntry entry in dictionary)
        {
            writer.WritePropertyName(Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "");
            Write(writer, entry.Value, hidden);
        }

        writer.WriteEndObject();
    }

    private static void WriteSequence(Utf8JsonWriter writer, IEnumerable sequence, ICollection<Auth0Secret>? hidden)
    {
        writer.WriteStartArray();
        foreach (var item in sequence)
        {
            Write(writer, item, hidden);
        }

        writer.WriteEndArray();
    }
}
