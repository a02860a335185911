using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Auth0Flows.ClientAuthentication;

/// <summary>
/// Reads a file with a private key. Its path may be the key itself, pasted into the wrong variable: then nothing of it is repeated.
/// </summary>
internal static partial class KeyFile
{
    private const int LongestPath = 260; // Windows' own limit
    private const int LargestFile = 1024 * 1024;
    private const int BufferSize = LargestFile; // one that grows would leave copies

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    /// <summary>Reads the file. The caller clears the bytes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">What it is, for messages: "private key" or "certificate".</param>
    /// <param name="notFound">The code for a file that can't be read.</param>
    /// <param name="invalid">The code for a path that is no path.</param>
    /// <param name="patience">How long to wait for its content. Default: 10 seconds.</param>
    /// <exception cref="Auth0ConfigurationException">It can't be read.</exception>
    public static byte[] Read(string path, string kind, Auth0ErrorCode notFound, Auth0ErrorCode invalid, TimeSpan? patience = null)
    {
        if (path.Contains("-----BEGIN", StringComparison.Ordinal))
        {
            throw new Auth0ConfigurationException(
                invalid,
                $"The {(kind == "certificate" ? kind : "key")} itself was specified instead of the path of its file."
            );
        }

        try
        {
            // Blocks, but not for long: a pipe that nobody writes to would block for ever. The key is needed here, by a synchronous caller.
            var reading = Task.Run(() => ReadAll(path));
            return reading.Wait(patience ?? _patience)
                ? reading.Result
                : throw new Auth0ConfigurationException(notFound, $"The {kind} {Shown(path)} can't be read: no data arrived from it.");
        }
        catch (AggregateException failure)
            when (failure.InnerException is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new Auth0ConfigurationException(notFound, $"The {kind} {Shown(path)} {ReasonOf(failure.InnerException)}.");
        }
    }

    // Not more than any key has, whatever the file is: /dev/zero never ends.
    private static byte[] ReadAll(string path)
    {
        using var file = File.OpenRead(path);
        using var content = new MemoryStream();
        var buffer = new byte[BufferSize];
        try
        {
            for (int read; (read = file.Read(buffer)) > 0; )
            {
                content.Write(buffer, 0, read);
                if (content.Length > LargestFile)
                {
                    throw new IOException();
                }
            }

            return content.ToArray();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
            CryptographicOperations.ZeroMemory(content.GetBuffer());
        }
    }

    /// <summary>The path for messages. What may be a key without its header is not repeated.</summary>
    public static string Shown(string path) =>
        path.Length > LongestPath || Key().IsMatch(path) ? $"(a path of {path.Length:N0} characters)" : path;

    /// <summary>Decodes PEM, which is ASCII; in any other encoding, no label is found.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="text">Takes the characters: as many as there are bytes, or fewer.</param>
    /// <returns>The number of characters.</returns>
    public static int Decode(ReadOnlySpan<byte> bytes, Span<char> text)
    {
        var (encoding, mark) = EncodingOf(bytes);
        return encoding.GetChars(bytes[mark..], text);
    }

    // Windows PowerShell writes a byte order mark with -Encoding utf8, and UTF-16 with '>'.
    private static (Encoding Encoding, int Mark) EncodingOf(ReadOnlySpan<byte> pem) =>
        pem.StartsWith("\uFEFF"u8) ? (Encoding.Latin1, 3)
        : pem.StartsWith<byte>([0xFF, 0xFE]) ? (Encoding.Unicode, 2)
        : pem.StartsWith<byte>([0xFE, 0xFF]) ? (Encoding.BigEndianUnicode, 2)
        : (Encoding.Latin1, 0);

    private static string ReasonOf(Exception failure) =>
        failure switch
        {
            FileNotFoundException or DirectoryNotFoundException => "was not found",
            UnauthorizedAccessException => "can't be read: access is denied, or it is a folder",
            _ => "can't be read",
        };

    // The base64 or base64url of a DER sequence of 3 bytes or more, which an EC key of few characters is, too; or a JWK.
    [GeneratedRegex(@"M[A-I][A-Za-z0-9+/_\s-]{58,}|[""']kty[""']")]
    private static partial Regex Key();
}
