using System.Globalization;
using System.Text;

namespace Auth0Flows.LocalTenant.Http;

/// <summary>Writes responses to a connection (RFC 9112), whole or truncated.</summary>
internal sealed class ResponseWriter(Stream stream)
{
    // A longer body is sent separately, without a copy; a shorter one in one packet with the header.
    private const int OnePacket = 16 * 1024;

    public async Task WriteAsync(ServerResponse response, string method, bool keepsConnection, CancellationToken cancellationToken)
    {
        if (response.Stream is { } body)
        {
            await WriteStreamAsync(response, body, method, keepsConnection, cancellationToken).ConfigureAwait(false);
            return;
        }

        // RFC 9110 §8.6: no Content-Length with 204 and 304, which have no body.
        var hasBody = response.StatusCode is not (204 or 304);
        var truncated = response.Delivery == Delivery.Truncated;
        var promised = truncated ? Math.Max(response.Body.Length, 1) : response.Body.Length;
        var written = truncated ? response.Body.Length / 2 : response.Body.Length;
        if (!hasBody || method == "HEAD")
        {
            written = 0;
        }

        var head = WriteHead(response, hasBody ? promised : null, keepsConnection);
        if (written > OnePacket)
        {
            await SendAsync(head, cancellationToken).ConfigureAwait(false);
            await SendAsync(response.Body[..written], cancellationToken).ConfigureAwait(false);
            return;
        }

        var bytes = new byte[head.Length + written];
        head.CopyTo(bytes, 0);
        response.Body.Span[..written].CopyTo(bytes.AsSpan(head.Length));
        await SendAsync(bytes, cancellationToken).ConfigureAwait(false);
    }

    private async Task WriteStreamAsync(
        ServerResponse response,
        StreamedBody body,
        string method,
        bool keepsConnection,
        CancellationToken cancellationToken
    )
    {
        await SendAsync(WriteHead(response, body.Length, keepsConnection), cancellationToken).ConfigureAwait(false);
        if (method != "HEAD")
        {
            var length = response.Delivery == Delivery.Truncated ? body.Length / 2 : body.Length;
            var window = new WindowStream(
                response.StreamStart,
                length,
                async (bytes, token) => await SendAsync(bytes, token).ConfigureAwait(false)
            );
            await using (window.ConfigureAwait(false))
            {
                await body.WriteAsync(window, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        stream.WriteAsync(bytes, cancellationToken);

    private static byte[] WriteHead(ServerResponse response, long? length, bool keepsConnection)
    {
        var head = new StringBuilder(256);
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {response.StatusCode} {Reason(response.StatusCode)}\r\n");
        foreach (var (name, value) in response.Headers)
        {
            // Values also come from faults and redirects: a line break in one must not start another header.
            head.Append(CultureInfo.InvariantCulture, $"{OneLine(name)}: {OneLine(value)}\r\n");
        }

        if (length is not null && !response.Headers.ContainsKey("Content-Length"))
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {length}\r\n");
        }

        head.Append(keepsConnection ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n");
        return Encoding.Latin1.GetBytes(head.ToString());
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private static string Reason(int statusCode) =>
        statusCode switch
        {
            200 => "OK",
            201 => "Created",
            202 => "Accepted",
            204 => "No Content",
            206 => "Partial Content",
            302 => "Found",
            400 => "Bad Request",
            401 => "Unauthorized",
            403 => "Forbidden",
            404 => "Not Found",
            409 => "Conflict",
            405 => "Method Not Allowed",
            412 => "Precondition Failed",
            413 => "Request Entity Too Large",
            415 => "Unsupported Media Type",
            416 => "Range Not Satisfiable",
            429 => "Too Many Requests",
            500 => "Internal Server Error",
            502 => "Bad Gateway",
            503 => "Service Unavailable",
            504 => "Gateway Timeout",
            _ => "Status",
        };
}
