using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Auth0Flows;

/// <summary>Reads texts that may be invalid: for an incomplete surrogate pair, <see cref="JsonElement.GetString"/> throws.</summary>
public static class JsonElementExtensions
{
    private const int MostDigits = 1000;

    internal const int MaximumMembers = 100_000;

    /// <summary>The text: half a surrogate pair stays what it is, and bytes that aren't UTF-8 are replaced.</summary>
    public static string ReadText(this JsonElement element)
    {
        try
        {
            return element.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return Unescape(JsonMarshal.GetRawUtf8Value(element)[1..^1]);
        }
    }

    /// <summary>The unchanged JSON, with invalid UTF-8 replaced, where <see cref="JsonElement.GetRawText"/> throws.</summary>
    public static string ReadRaw(this JsonElement json) => Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(json));

    /// <summary>
    /// The members of an object, at most 100,000, because .NET's and PowerShell's objects take many times the memory of their text.
    /// </summary>
    /// <exception cref="Auth0ResponseException">There are more (<see cref="Auth0ErrorCode.AnswerTooLarge"/>).</exception>
    public static JsonElement.ObjectEnumerator ReadMembers(this JsonElement json) =>
        json.GetPropertyCount() is var count && count <= MaximumMembers
            ? json.EnumerateObject()
            : throw new Auth0ResponseException(
                Auth0ErrorCode.AnswerTooLarge,
                $"An object in the answer has {count:N0} members; the limit is {MaximumMembers:N0}."
            );

    /// <summary>The property's name, read like <see cref="ReadText"/>.</summary>
    public static string ReadName(this JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return Unescape(JsonMarshal.GetRawUtf8PropertyName(property));
        }
    }

    /// <summary>
    /// Finds a property by its name, even if other names are invalid texts, where
    /// <see cref="JsonElement.TryGetProperty(string, out JsonElement)"/> throws. Also returns false if the element is not an object.
    /// </summary>
    public static bool TryFind(this JsonElement json, string name, out JsonElement value)
    {
        value = default;
        if (json.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        try
        {
            return json.TryGetProperty(name, out value);
        }
        catch (Exception failure) when (failure is InvalidOperationException or ArgumentException) // of a name that it has, of this one
        {
            var found = false;
            foreach (var property in json.EnumerateObject().Where(property => property.ReadName() == name))
            {
                (found, value) = (true, property.Value); // the last one, like TryGetProperty
            }

            return found;
        }
    }

    /// <summary>
    /// The exact number: an integer as <see cref="long"/> or <see cref="System.Numerics.BigInteger"/>; otherwise <see cref="decimal"/> if
    /// it is exact, or <see cref="double"/>. Its text if no .NET number fits, or if it has more than 1,000 digits, because the parsing time
    /// grows with their square.
    /// </summary>
    public static object ReadNumber(this JsonElement json)
    {
        if (json.TryGetInt64(out var whole))
        {
            return whole;
        }

        var text = json.GetRawText();
        if (text.Length > MostDigits)
        {
            return text;
        }

        if (!text.AsSpan().ContainsAny('.', 'e', 'E'))
        {
            return BigInteger.Parse(text, CultureInfo.InvariantCulture);
        }

        return json.TryGetDecimal(out var exact) && (exact != 0 || json.GetDouble() == 0) ? exact
            : json.TryGetDouble(out var near) && double.IsFinite(near) ? near
            : text;
    }

    /// <summary>Whether a text is valid: JSON can escape an incomplete surrogate pair.</summary>
    internal static bool IsWholeText(this JsonElement text)
    {
        try
        {
            return text.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>A text's characters; the JSON of any other value.</summary>
    internal static string ReadTextOrRaw(this JsonElement json) =>
        json.ValueKind == JsonValueKind.String ? json.ReadText() : json.ReadRaw();

    /// <summary>Whether the values are equal. Values with an invalid text, which .NET doesn't compare, are compared byte by byte.</summary>
    internal static bool IsSameAs(this JsonElement element, JsonElement other)
    {
        try
        {
            return JsonElement.DeepEquals(element, other);
        }
        catch (InvalidOperationException)
        {
            return JsonMarshal.GetRawUtf8Value(element).SequenceEqual(JsonMarshal.GetRawUtf8Value(other));
        }
    }

    /// <summary>
    /// Writes the value as it was read, including invalid texts, which <see cref="JsonElement.WriteTo"/> doesn't write. Invalid UTF-8 is
    /// replaced.
    /// </summary>
    internal static void WriteAsItCame(this JsonElement element, Utf8JsonWriter writer)
    {
        var raw = JsonMarshal.GetRawUtf8Value(element);
        if (!Utf8.IsValid(raw))
        {
            writer.WriteRawValue(Encoding.UTF8.GetString(raw), skipInputValidation: true);
        }
        else if (MayHoldHalf(raw))
        {
            writer.WriteRawValue(raw, skipInputValidation: true);
        }
        else
        {
            element.WriteTo(writer);
        }
    }

    internal static bool TryReadDate(this JsonElement text) => text.IsWholeText() && text.TryGetDateTime(out _);

    // U+D800 to U+DFFF, escaped: single or in pairs.
    private static bool MayHoldHalf(ReadOnlySpan<byte> raw) => raw.IndexOf("\\ud"u8) >= 0 || raw.IndexOf("\\uD"u8) >= 0;

    // RFC 8259 §7. The parser has checked the escapes, which may be any half of a surrogate pair.
    private static string Unescape(ReadOnlySpan<byte> raw)
    {
        var escaped = Encoding.UTF8.GetString(raw);
        var text = new StringBuilder(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] != '\\')
            {
                text.Append(escaped[i]);
                continue;
            }

            i++;
            switch (escaped[i])
            {
                case 'u':
                    text.Append((char)ushort.Parse(escaped.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                    i += 4;
                    break;
                case 'b':
                    text.Append('\b');
                    break;
                case 'f':
                    text.Append('\f');
                    break;
                case 'n':
                    text.Append('\n');
                    break;
                case 'r':
                    text.Append('\r');
                    break;
                case 't':
                    text.Append('\t');
                    break;
                default:
                    text.Append(escaped[i]); // a quote, a slash, a backslash
                    break;
            }
        }

        return text.ToString();
    }
}
