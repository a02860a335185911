using System.IO.Compression;
using static Auth0Flows.Auth0ErrorCode;

namespace Auth0Flows.Tests.Faults;

// The framing and compression of the body.
internal static partial class FaultTable
{
    private const int BombLength = 8 * 1024 * 1024; // larger than any token, but small enough for hundreds of cells

    private static Auth0ErrorCode[] BrokenBody => [IncompleteResponse, ConnectionFailed, InvalidResponse, AnswerTooLarge, InvalidJson];

    private static readonly Lazy<byte[]> _bomb = new(static () => Packed(new byte[BombLength]));

    private static Fault[] Bodies =>
        [
            new(
                "length-short",
                "a Content-Length that is too short",
                SendAndClose(static answer =>
                    [
                        .. Ascii(
                            $"HTTP/1.1 200 OK\r\nContent-Type: {answer.ContentType}\r\nContent-Length: {answer.Body.Length / 2}\r\n\r\n"
                        ),
                        .. answer.Body,
                    ]
                ),
                BrokenBody
            )
            {
                MayPass = true,
            },
            new(
                "length-negative",
                "a negative Content-Length",
                SendAndClose(static answer => [.. answer.HeadWithoutLength("Content-Length: -1"), .. answer.Body]),
                NoHttp
            )
            {
                MayPass = true,
            },
            new(
                "length-text",
                "a Content-Length that is no number",
                SendAndClose(static answer => [.. answer.HeadWithoutLength("Content-Length: many"), .. answer.Body]),
                NoHttp
            )
            {
                MayPass = true,
            },
            new(
                "length-twice",
                "two Content-Lengths that differ",
                SendAndClose(static answer => [.. answer.Head("Content-Length: 3"), .. answer.Body]),
                BrokenBody
            )
            {
                MayPass = true,
            },
            new(
                "length-overflow",
                "a Content-Length of 22 digits",
                SendAndClose(static answer => [.. answer.HeadWithoutLength("Content-Length: 9999999999999999999999"), .. answer.Body]),
                NoHttp
            )
            {
                MayPass = true,
            },
            new(
                "length-huge",
                "a Content-Length of 10 GB, and closed",
                SendAndClose(static answer => [.. answer.HeadWithoutLength("Content-Length: 10000000000"), .. answer.Body]),
                BrokenBody
            ),
            new(
                "length-and-chunks",
                "a Content-Length and chunks",
                Send(static answer => [.. answer.Head("Transfer-Encoding: chunked"), .. Chunk(answer.Body), .. LastChunk]),
                BrokenBody
            )
            {
                MayPass = true,
            },
            new(
                "chunks",
                "the right answer in chunks",
                Send(static answer => [.. Chunked(answer), .. answer.Body.SelectMany(static octet => Chunk([octet])), .. LastChunk])
            )
            {
                MayPass = true,
            },
            new(
                "chunk-trailers",
                "the right answer in chunks, with trailers",
                Send(static answer => [.. Chunked(answer), .. Chunk(answer.Body), .. Ascii("0\r\nX-Trailer: 1\r\n\r\n")])
            )
            {
                MayPass = true,
            },
            new(
                "chunk-size-text",
                "a chunk whose size is no number",
                SendAndClose(static answer => [.. Chunked(answer), .. Ascii("zz\r\n"), .. answer.Body]),
                BrokenBody
            ),
            new(
                "chunk-size-negative",
                "a chunk of a negative size",
                SendAndClose(static answer => [.. Chunked(answer), .. Ascii("-5\r\n"), .. answer.Body]),
                BrokenBody
            ),
            new(
                "chunk-size-overflow",
                "a chunk of 20 hexadecimal digits",
                SendAndClose(static answer => [.. Chunked(answer), .. Ascii("FFFFFFFFFFFFFFFFFFFF\r\n"), .. answer.Body]),
                BrokenBody
            ),
            new(
                "chunk-cut",
                "a chunk that is cut",
                SendAndClose(static answer => [.. Chunked(answer), .. Ascii("ffff\r\n"), .. answer.Body]),
                BrokenBody
            ),
            new(
                "chunk-long",
                "a chunk that is longer than its size",
                SendAndClose(static answer => [.. Chunked(answer), .. Ascii("1\r\n"), .. answer.Body, .. Ascii("xx\r\n"), .. LastChunk]),
                BrokenBody
            ),
            new(
                "chunk-last-missing",
                "chunks without a last one",
                SendAndClose(static answer => [.. Chunked(answer), .. Chunk([.. answer.Body, (byte)' '])]),
                BrokenBody
            ),
            new(
                "chunk-extension-endless",
                "an extension of a chunk that has no end",
                SendAndClose(static answer => [.. Chunked(answer), .. Ascii("5;" + new string('x', 256 * 1024))]),
                BrokenBody
            ),
            new(
                "transfer-unknown",
                "a transfer coding that nobody knows",
                SendAndClose(static answer => [.. answer.HeadWithoutLength("Transfer-Encoding: rot13"), .. answer.Body]),
                BrokenBody
            ),
            new(
                "gzip",
                "the right answer, packed",
                Send(static answer => Encoded(answer, "gzip", IsPacked(answer) ? answer.Body : Packed(answer.Body)))
            )
            {
                MayPass = true,
            },
            new(
                "gzip-cut",
                "a packed answer that is cut",
                Send(static answer => Encoded(answer, "gzip", Half(Packed([.. answer.Body, .. new byte[64]])))),
                [.. BrokenBody, UnexpectedContentType]
            )
            {
                MayPass = true,
            },
            new(
                "gzip-not",
                "an answer that is packed by its header alone",
                Send(static answer => Encoded(answer, "gzip", answer.Body)),
                [.. BrokenBody, UnexpectedContentType]
            )
            {
                MayPass = true,
            },
            new(
                "gzip-checksum",
                "a packed answer with a wrong checksum",
                Send(static answer => Encoded(answer, "gzip", Spoilt(Packed([.. answer.Body, (byte)' '])))),
                BrokenBody
            )
            {
                MayPass = true,
            },
            new(
                "gzip-bomb",
                "8 MB of zeros, packed into 8 KB",
                Send(static answer => Encoded(answer with { Status = 200, ContentType = "application/json" }, "gzip", _bomb.Value)),
                BrokenBody
            )
            {
                MayPass = true,
                IsOtherContent = true,
            },
            new(
                "brotli-not",
                "an answer that is Brotli by its header alone",
                Send(static answer => Encoded(answer, "br", answer.Body)),
                [.. BrokenBody, UnexpectedContentType]
            )
            {
                MayPass = true,
            },
            new(
                "deflate-not",
                "an answer that is deflated by its header alone",
                Send(static answer => Encoded(answer, "deflate", answer.Body)),
                [.. BrokenBody, UnexpectedContentType]
            )
            {
                MayPass = true,
            },
            new("encoding-unknown", "a content coding that nobody knows", Send(static answer => answer.Whole("Content-Encoding: rot13")))
            {
                MayPass = true,
            },
        ];

    private static byte[] LastChunk => Ascii("0\r\n\r\n");

    // An empty chunk would end the body.
    private static byte[] Chunk(byte[] bytes) => bytes.Length == 0 ? [] : [.. Ascii($"{bytes.Length:x}\r\n"), .. bytes, .. Ascii("\r\n")];

    private static byte[] Encoded(RawAnswer answer, string coding, byte[] body) =>
        (answer with { Body = body }).Whole("Content-Encoding: " + coding);

    // The file of an export is itself compressed.
    private static bool IsPacked(RawAnswer answer) => answer.ContentType == "application/octet-stream";

    private static byte[] Spoilt(byte[] packed)
    {
        packed[^6] ^= 0xFF; // RFC 1952 §2.3.1: the last eight bytes are the checksum and length
        return packed;
    }

    private static byte[] Packed(byte[] content)
    {
        var packed = new MemoryStream();
        using (var writer = new GZipStream(packed, CompressionLevel.Optimal))
        {
            writer.Write(content);
        }

        return packed.ToArray();
    }
}
