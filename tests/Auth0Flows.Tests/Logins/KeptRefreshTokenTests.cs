using System.IO.Compression;
using System.Text;
using Auth0Flows.Tests.Http;

namespace Auth0Flows.Tests.Logins;

/// <summary>A rotated refresh token must not be lost, however broken its response is: the previous one is no longer valid.</summary>
public sealed class KeptRefreshTokenTests : SessionTest
{
    private const string Whole = """{"access_token":"second","token_type":"Bearer","expires_in":60,"refresh_token":"next-one"}""";

    public static TheoryData<string, Auth0ErrorCode> Broken =>
        new()
        {
            { "text/plain", Auth0ErrorCode.UnexpectedContentType },
            { "no type", Auth0ErrorCode.UnexpectedContentType },
            { "too deep", Auth0ErrorCode.AnswerTooLarge },
            { "comma", Auth0ErrorCode.InvalidJson },
            { "NUL", Auth0ErrorCode.InvalidJson },
            { "cut within", Auth0ErrorCode.IncompleteResponse },
            { "last chunk missing", Auth0ErrorCode.IncompleteResponse },
            { "gzip, cut", Auth0ErrorCode.IncompleteResponse },
            { "another value is none", Auth0ErrorCode.InvalidJson },
            { "too large", Auth0ErrorCode.AnswerTooLarge },
            { "too large, and cut", Auth0ErrorCode.IncompleteResponse },
            { "preamble, cut", Auth0ErrorCode.IncompleteResponse },
            { "UTF-16, cut", Auth0ErrorCode.IncompleteResponse },
            { "bad trailer", Auth0ErrorCode.InvalidResponse },
            { "gzip, wrong checksum", Auth0ErrorCode.IncompleteResponse },
            { "gzip, identity, cut", Auth0ErrorCode.IncompleteResponse },
            { "latin1, gzip, wrong checksum", Auth0ErrorCode.IncompleteResponse },
            { "error beside it", Auth0ErrorCode.RequestFailed },
        };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Answer_ThatIsBroken_CostsTheTokenAndNotTheRefreshToken(string fault, Auth0ErrorCode code)
    {
        var answers = new Queue<byte[]>([
            RawServer.Json(Whole.Replace("second", "first", StringComparison.Ordinal).Replace("next-one", "old", StringComparison.Ordinal)),
            Of(fault),
        ]);
        await using var server = new RawServer(_ => answers.Dequeue());
        var session = Connect(domain: server.Address, retries: 0);
        var token = await SignInAsync(session);

        var failure = await Assert.ThrowsAnyAsync<Auth0Exception>(() => session.RefreshAsync(token, cancellationToken: Cancel));

        Assert.Equal(code, failure.Code);
        Assert.Equal("next-one", token.RefreshToken!.Reveal());
        Assert.DoesNotContain("next-one", failure.ToString(), StringComparison.Ordinal);
    }

    // RFC 6749, appendix A.17.
    [Theory]
    [InlineData("\" \"")]
    [InlineData("\"\\u0000\"")]
    [InlineData("\"a\\tb\"")]
    [InlineData("\"a\\ud800\"")]
    [InlineData("7")]
    public async Task RefreshToken_ThatIsNone_TakesTheGoodOnesPlaceNot(string json)
    {
        var answers = new Queue<byte[]>([
            RawServer.Json(Whole.Replace("next-one", "old", StringComparison.Ordinal)),
            RawServer.Json(Whole.Replace("\"next-one\"", json, StringComparison.Ordinal)),
        ]);
        await using var server = new RawServer(_ => answers.Dequeue());
        var session = Connect(domain: server.Address, retries: 0);
        var token = await SignInAsync(session);

        await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.InvalidJson, () => session.RefreshAsync(token, cancellationToken: Cancel));

        Assert.Equal("old", token.RefreshToken!.Reveal());
    }

    private static async Task<Auth0Token> SignInAsync(Auth0Session session) =>
        await session.GetTokenAsync(
            new TokenExchangeGrant(Secret("subject"), "urn:example:token", "https://api.example.com/"),
            cancellationToken: Cancel
        );

    private static byte[] Of(string fault) =>
        fault switch
        {
            "text/plain" => Typed("Content-Type: text/plain\r\n"),
            "no type" => Typed(""),
            "too deep" => RawServer.Json(
                Whole.Replace("{", $$"""{"deep":{{new string('[', 70)}}{{new string(']', 70)}},""", StringComparison.Ordinal)
            ),
            "comma" => RawServer.Json(Whole.Replace("}", ",}", StringComparison.Ordinal)),
            "NUL" => RawServer.Json(Whole + "\0"),
            "cut within" => RawServer.Head($"Content-Length: {Whole.Length + 10}\r\n", body: Whole),
            "last chunk missing" => RawServer.Head("Transfer-Encoding: chunked\r\n", body: $"{Whole.Length:x}\r\n{Whole}\r\n"),
            "gzip, cut" => Packed("gzip", null),
            "too large" => RawServer.Json(Whole.PadRight((1024 * 1024) + 1)),
            "too large, and cut" => RawServer.Head("Content-Length: 600000000\r\n", body: Whole),
            "preamble, cut" => RawServer.Head($"Content-Length: {Whole.Length + 30}\r\n", body: "\uFEFF" + Whole),
            "UTF-16, cut" =>
            [
                .. Encoding.ASCII.GetBytes(
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-16\r\nContent-Length: 900\r\n\r\n"
                ),
                .. Encoding.Unicode.GetBytes(Whole),
            ],
            "bad trailer" => RawServer.Head(
                "Transfer-Encoding: chunked\r\n",
                body: $"{Whole.Length:x}\r\n{Whole}\r\n0\r\nno trailer\r\n\r\n"
            ),
            "gzip, wrong checksum" => Packed("gzip", static packed => packed[^6] ^= 1),
            "gzip, identity, cut" => Packed("gzip, identity", null),
            "latin1, gzip, wrong checksum" => Packed("gzip", static packed => packed[^6] ^= 1, "; charset=iso-8859-1"),
            "error beside it" => RawServer.Json(Whole.Replace("}", ",\"error\":\"not_today\"}", StringComparison.Ordinal)),
            _ => RawServer.Json(Whole.Replace("}", ",\"id_token\":7}", StringComparison.Ordinal)),
        };

    private static byte[] Typed(string type) =>
        Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\n{type}Connection: close\r\nContent-Length: {Whole.Length}\r\n\r\n{Whole}");

    private static byte[] Packed(string coding, Action<byte[]>? spoil, string charSet = "")
    {
        var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.NoCompression))
        {
            gzip.Write(Encoding.ASCII.GetBytes(Whole));
        }

        var packed = stream.ToArray();
        spoil?.Invoke(packed);
        return
        [
            .. Encoding.ASCII.GetBytes(
                "HTTP/1.1 200 OK\r\nConnection: close\r\n"
                    + $"Content-Type: application/json{charSet}\r\nContent-Encoding: {coding}\r\nContent-Length: {packed.Length}\r\n\r\n"
            ),
            .. packed[..(spoil is null ? ^8 : ^0)],
        ];
    }
}
