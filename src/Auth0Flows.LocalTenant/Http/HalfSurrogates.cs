using System.Text;

namespace Auth0Flows.LocalTenant.Http;

/// <summary>
/// Half a surrogate pair in JSON, which no UTF-8 can hold: like a database behind JavaScript, the tenant keeps U+FFFD in its place.
/// </summary>
internal static class HalfSurrogates
{
    /// <summary>The JSON with <c>\uFFFD</c> in the place of the escape of each half.</summary>
    public static byte[] Replace(byte[] json)
    {
        if (json.AsSpan().IndexOf("\\ud"u8) < 0 && json.AsSpan().IndexOf("\\uD"u8) < 0)
        {
            return json;
        }

        byte[] replaced = [.. json];
        for (var i = 0; i < replaced.Length - 1; i++)
        {
            if (replaced[i] != (byte)'\\')
            {
                continue;
            }

            if (ReadEscape(replaced, i) is not { } unit || !char.IsSurrogate(unit))
            {
                i++; // what is escaped may be a backslash
            }
            else if (char.IsHighSurrogate(unit) && ReadEscape(replaced, i + 6) is { } low && char.IsLowSurrogate(low))
            {
                i += 11;
            }
            else
            {
                Encoding.ASCII.GetBytes("\\uFFFD").CopyTo(replaced, i);
                i += 5;
            }
        }

        return replaced;
    }

    private static char? ReadEscape(byte[] json, int at) =>
        at + 6 <= json.Length
        && json[at] == (byte)'\\'
        && json[at + 1] == (byte)'u'
        && ushort.TryParse(json.AsSpan(at + 2, 4), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var unit)
            ? (char)unit
            : null;
}
