using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Auth0Flows.Fuzz;

/// <summary>Taking an input apart.</summary>
internal static class Inputs
{
    private const int LongestShown = 300;

    /// <summary>The input as text, with what is no UTF-8 replaced.</summary>
    public static string Text(byte[] input) => Encoding.UTF8.GetString(input);

    /// <summary>What is before a mark and what is behind it; the whole input twice where there is none.</summary>
    public static (byte[] Before, byte[] After) Split(byte[] input, ReadOnlySpan<byte> mark)
    {
        var at = input.AsSpan().IndexOf(mark);
        return at < 0 ? (input, input) : (input[..at], input[(at + mark.Length)..]);
    }

    /// <summary>The JSON in it, as .NET reads it by itself; null where there is none.</summary>
    public static JsonElement? Json(byte[] input)
    {
        try
        {
            return JsonElement.Parse(input);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The JSON as it came, with what is no UTF-8 replaced.</summary>
    public static string Raw(JsonElement json) => Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(json));

    /// <summary>ASCII that a terminal shows, cut where it is long.</summary>
    public static string Shown(byte[] input)
    {
        var text = new StringBuilder();
        foreach (var one in input.Take(LongestShown))
        {
            text.Append(one is >= 32 and < 127 ? ((char)one).ToString() : $"\\x{one:x2}");
        }

        return input.Length > LongestShown ? text.Append('…').ToString() : text.ToString();
    }

    /// <summary>Whether it holds a number that no type of .NET holds, and that is kept as its text.</summary>
    public static bool HoldsHugeNumber(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Object => json.EnumerateObject().Any(static property => HoldsHugeNumber(property.Value)),
            JsonValueKind.Array => json.EnumerateArray().Any(HoldsHugeNumber),
            JsonValueKind.Number => !double.IsFinite(json.GetDouble()),
            _ => false,
        };

    /// <summary>Whether it goes back letter by letter: it has no half characters, and no name twice, whatever the case.</summary>
    public static bool IsPlain(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
                return json.EnumerateObject().All(property => Name(property) is { } name && names.Add(name) && IsPlain(property.Value));
            case JsonValueKind.Array:
                return json.EnumerateArray().All(IsPlain);
            case JsonValueKind.String:
                return IsWhole(json);
            default:
                return true;
        }
    }

    /// <summary>The name; null where it holds half of a surrogate pair.</summary>
    public static string? Name(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The same values: whole numbers digit by digit, others as .NET's largest type for them has them.</summary>
    public static bool AreSame(JsonElement one, JsonElement other) =>
        (one.ValueKind, other.ValueKind) switch
        {
            (JsonValueKind.Object, JsonValueKind.Object) => one.GetPropertyCount() == other.GetPropertyCount()
                && one.EnumerateObject()
                    .All(property => other.TryGetProperty(property.Name, out var value) && AreSame(property.Value, value)),
            (JsonValueKind.Array, JsonValueKind.Array) => one.GetArrayLength() == other.GetArrayLength()
                && one.EnumerateArray().Zip(other.EnumerateArray()).All(static pair => AreSame(pair.First, pair.Second)),
            (JsonValueKind.Number, JsonValueKind.Number) => one.GetRawText() == other.GetRawText()
                || (!IsInteger(one) && one.GetDouble().Equals(other.GetDouble())),
            // No number of .NET is that large.
            (JsonValueKind.Number, JsonValueKind.String) => !double.IsFinite(one.GetDouble()) && one.GetRawText() == other.GetString(),
            (var kind, var otherKind) when kind == otherKind => kind != JsonValueKind.String || one.GetString() == other.GetString(),
            _ => false,
        };

    private static bool IsInteger(JsonElement number) =>
        number.GetRawText() is not "-0" and var text && !text.AsSpan().ContainsAny('.', 'e', 'E');

    private static bool IsWhole(JsonElement text)
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
}
