using System.Text;

namespace Auth0Flows.ClientAuthentication;

/// <summary>
/// A private key as text, as the secrets of CI providers and environment variables have it: with <c>\n</c> for line ends, in quotation
/// marks, with CRLF or indented, or the whole file in base64.
/// </summary>
internal static class PemText
{
    private const string Begin = "-----BEGIN";

    /// <summary>The PEM bytes of such a text, which the caller clears; null if it has no key.</summary>
    public static byte[]? Read(string text)
    {
        var trimmed = text.Trim().Trim('"', '\'').Trim();
        if (!trimmed.Contains(Begin, StringComparison.Ordinal))
        {
            trimmed = FromBase64(trimmed) ?? "";
        }

        var start = trimmed.IndexOf(Begin, StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        var lines = trimmed[start..]
            .Replace(@"\r", "", StringComparison.Ordinal)
            .Replace(@"\n", "\n", StringComparison.Ordinal)
            .Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }

    private static string? FromBase64(string text)
    {
        var bytes = new byte[text.Length];
        try
        {
            return Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes.AsSpan(0, length)) : null;
        }
        finally
        {
            Array.Clear(bytes);
        }
    }
}
