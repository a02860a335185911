using System.Globalization;
using System.Net;
using System.Text;

namespace Auth0Flows.LocalTenant.Http;

/// <summary>Reads HTTP/1.1 requests from a connection, one after the other (RFC 9112).</summary>
/// <param name="stream">The connection, decrypted.</param>
/// <param name="peer">The client's address.</param>
/// <param name="isEncrypted">Whether the connection is encrypted.</param>
/// <param name="certificate">The client's certificate, if it presented one.</param>
internal sealed class RequestReader(Stream stream, EndPoint? peer, bool isEncrypted, PeerCertificate? certificate)
{
    private const int MaximumHeaderBytes = 64 * 1024;

    // More than any endpoint accepts, so that the endpoint can reject a large body with its own response.
    private const int MaximumBodyBytes = 16 * 1024 * 1024;

    private byte[] _buffer = new byte[8 * 1024];
    private int _start;
    private int _end;

    /// <summary>The next request; null if the client has closed the connection between two requests.</summary>
    public async Task<ServerRequest?> ReadAsync(CancellationToken cancellationToken)
    {
        var line = await ReadLineAsync(cancellationToken).ConfigureAwait(false);
        if (line is { Length: 0 })
        {
            // RFC 9112 §2.2: an empty line before the request line is ignored.
            line = await ReadLineAsync(cancellationToken).ConfigureAwait(false);
        }

        if (line is null)
        {
            return null;
        }

        var parts = line.Split(' ');
        if (parts.Length != 3 || parts[0].Length == 0 || parts[2] is not ("HTTP/1.1" or "HTTP/1.0"))
        {
            throw new MalformedRequestException(400, "This is no HTTP/1.1 request line.");
        }

        var headers = await ReadHeadersAsync(cancellationToken).ConfigureAwait(false);
        var body = await ReadBodyAsync(headers, cancellationToken).ConfigureAwait(false);
        var (path, query) = SplitTarget(parts[1]);
        headers.TryGetValue("Connection", out var connection);
        return new ServerRequest
        {
            Method = parts[0],
            Path = path,
            Query = query,
            Headers = headers,
            Body = body,
            PeerAddress = (peer as IPEndPoint)?.Address.ToString() ?? "",
            IsEncrypted = isEncrypted,
            Certificate = certificate,
            KeepsConnection = parts[2] == "HTTP/1.1" && !string.Equals(connection, "close", StringComparison.OrdinalIgnoreCase),
        };
    }

    private static (string Path, string Query) SplitTarget(string target)
    {
        // A client that uses the tenant as a proxy sends the whole URL.
        if (target.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            var slash = target.IndexOf('/', "http://".Length);
            target = slash < 0 ? "/" : target[slash..];
        }

        if (!target.StartsWith('/'))
        {
            throw new MalformedRequestException(400, "The request target must begin with a slash.");
        }

        var question = target.IndexOf('?', StringComparison.Ordinal);
        return question < 0 ? (target, "") : (target[..question], target[(question + 1)..]);
    }

    private async Task<Dictionary<string, string>> ReadHeadersAsync(CancellationToken cancellationToken)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var length = 0;
        while (true)
        {
            var line =
                await ReadLineAsync(cancellationToken).ConfigureAwait(false)
                ?? throw new MalformedRequestException(400, "The connection ended within the header.");
            if (line.Length == 0)
            {
                return headers;
            }

            length += line.Length;
            if (length > MaximumHeaderBytes)
            {
                throw new MalformedRequestException(431, "The header is too large.");
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || char.IsWhiteSpace(line[colon - 1]))
            {
                throw new MalformedRequestException(400, "A header line has no name.");
            }

            var name = line[..colon];
            var value = line[(colon + 1)..].Trim();
            headers[name] = headers.TryGetValue(name, out var earlier) ? $"{earlier}, {value}" : value;
        }
    }

    private async Task<byte[]> ReadBodyAsync(Dictionary<string, string> headers, CancellationToken cancellationToken)
    {
        var chunked = headers.TryGetValue("Transfer-Encoding", out var encoding);
        var declared = headers.TryGetValue("Content-Length", out var lengthText);
        if (!chunked && !declared)
        {
            return [];
        }

        if (chunked && (declared || !string.Equals(encoding, "chunked", StringComparison.OrdinalIgnoreCase)))
        {
            throw new MalformedRequestException(400, "The length of the body is ambiguous.");
        }

        if (headers.TryGetValue("Expect", out var expect) && expect.Equals("100-continue", StringComparison.OrdinalIgnoreCase))
        {
            await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
        }

        if (chunked)
        {
            return await ReadChunksAsync(cancellationToken).ConfigureAwait(false);
        }

        if (!int.TryParse(lengthText, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            throw new MalformedRequestException(400, "Content-Length is no number.");
        }

        return await ReadBytesAsync(length, cancellationToken).ConfigureAwait(false);
    }

    private async Task<byte[]> ReadChunksAsync(CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        while (true)
        {
            var line = await ReadLineAsync(cancellationToken).ConfigureAwait(false);
            var size = line?.Split(';')[0].Trim();
            if (!int.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length) || length < 0)
            {
                throw new MalformedRequestException(400, "A chunk has no size.");
            }

            if (length == 0)
            {
                // The trailer, which is ignored, ends with an empty line.
                await ReadHeadersAsync(cancellationToken).ConfigureAwait(false);
                return body.ToArray();
            }

            if (body.Length + length > MaximumBodyBytes)
            {
                throw new MalformedRequestException(413, "The body is too large.");
            }

            body.Write(await ReadBytesAsync(length, cancellationToken).ConfigureAwait(false));
            await ReadLineAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<byte[]> ReadBytesAsync(int length, CancellationToken cancellationToken)
    {
        if (length > MaximumBodyBytes)
        {
            throw new MalformedRequestException(413, "The body is too large.");
        }

        var bytes = new byte[length];
        var read = Math.Min(length, _end - _start);
        _buffer.AsSpan(_start, read).CopyTo(bytes);
        _start += read;
        while (read < length)
        {
            var received = await stream.ReadAsync(bytes.AsMemory(read), cancellationToken).ConfigureAwait(false);
            if (received == 0)
            {
                throw new MalformedRequestException(400, "The connection ended within the body.");
            }

            read += received;
        }

        return bytes;
    }

    /// <summary>The next line without its line break; null at the end of the connection.</summary>
    private async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        var searched = 0;
        while (true)
        {
            var newline = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (newline >= 0)
            {
                var line = Encoding.Latin1.GetString(_buffer, _start, searched + newline);
                _start += searched + newline + 1;
                return line.TrimEnd('\r');
            }

            searched = _end - _start;
            if (searched > MaximumHeaderBytes)
            {
                throw new MalformedRequestException(431, "The header is too large.");
            }

            if (await FillAsync(cancellationToken).ConfigureAwait(false) == 0)
            {
                return searched == 0 ? null : throw new MalformedRequestException(400, "The connection ended within a line.");
            }
        }
    }

    private async Task<int> FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var received = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _end += received;
        return received;
    }
}
