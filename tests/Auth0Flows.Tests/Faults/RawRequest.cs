using System.Globalization;
using System.Text;

namespace Auth0Flows.Tests.Faults;

/// <summary>A request as received.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Target">Path and query.</param>
/// <param name="Headers">The header lines, with names in lower case.</param>
/// <param name="Body">The body as text.</param>
internal sealed record RawRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body)
{
    private const int Largest = 4 * 1024 * 1024;

    public string Path => Target.Split('?')[0];

    /// <summary>Reads the next request of a connection.</summary>
    /// <returns>Null if the connection was closed.</returns>
    public static async Task<RawRequest?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var received = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int end;
        while ((end = received.GetBuffer().AsSpan(0, (int)received.Length).IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (!await FillAsync(stream, buffer, received, cancellationToken))
            {
                return null;
            }
        }

        var lines = Encoding.ASCII.GetString(received.GetBuffer(), 0, end).Split("\r\n");
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon].ToLowerInvariant()] = line[(colon + 1)..].Trim();
        }

        var length = headers.TryGetValue("content-length", out var told) ? int.Parse(told, CultureInfo.InvariantCulture) : 0;
        while (received.Length < end + 4 + length)
        {
            if (!await FillAsync(stream, buffer, received, cancellationToken))
            {
                return null;
            }
        }

        var first = lines[0].Split(' ');
        return new RawRequest(first[0], first[1], headers, Encoding.UTF8.GetString(received.GetBuffer(), end + 4, length));
    }

    /// <summary>A field of the form or the query.</summary>
    public string? Field(string name) =>
        System.Web.HttpUtility.ParseQueryString(Method == "GET" ? Target.Split('?').ElementAtOrDefault(1) ?? "" : Body)[name];

    private static async Task<bool> FillAsync(Stream stream, byte[] buffer, MemoryStream received, CancellationToken cancellationToken)
    {
        var read = await stream.ReadAsync(buffer, cancellationToken);
        received.Write(buffer, 0, read);
        return read > 0 && received.Length < Largest;
    }
}
