using System.IO.Compression;
using System.Text;
using Auth0Flows.Tests.Http;

namespace Auth0Flows.Tests.Logins;

/// <summary>A rotated refresh token must not be lost, however broken its response is: the previous one is no longer valid.</summary>
public sealed class KeptRefreshTokenTests : SessionTest
{
    private const string Whole = """{"access_token":"second","token_type":"Bearer","expires_in":60,"refresh_token":"next-one-of-family"}""";

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
            { "NaN before", Auth0ErrorCode.InvalidJson },
            { "nothing before", Auth0ErrorCode.InvalidJson },
            { "007 before", Auth0ErrorCode.InvalidJson },
            { "line break before", Auth0ErrorCode.InvalidJson },
            { "in an array", Auth0ErrorCode.InvalidJson },
            { "in an object", Auth0ErrorCode.MissingAccessToken },
            { "prefix", Auth0ErrorCode.InvalidJson },
            { "utf-16BE", Auth0ErrorCode.InvalidJson },
            { "utf-16", Auth0ErrorCode.InvalidJson },
            { "utf-32BE", Auth0ErrorCode.InvalidJson },
            { "utf-32", Auth0ErrorCode.InvalidJson },
            { "utf-16 by its header alone", Auth0ErrorCode.InvalidJson },
            { "gzip by its header alone", Auth0ErrorCode.IncompleteResponse },
            { "br by its header alone", Auth0ErrorCode.IncompleteResponse },
            { "gzip, not said", Auth0ErrorCode.InvalidJson },
            { "zlib, not said", Auth0ErrorCode.InvalidJson },
            { "gzip, twice", Auth0ErrorCode.InvalidJson },
            { "gzip, twice, half said", Auth0ErrorCode.InvalidJson },
            { "gzip as a transfer encoding", Auth0ErrorCode.InvalidResponse },
            { "500", Auth0ErrorCode.ServerError },
            { "500, cut", Auth0ErrorCode.IncompleteResponse },
            { "502, page around it", Auth0ErrorCode.ServerError },
            { "escaped", Auth0ErrorCode.InvalidJson },
            { "form", Auth0ErrorCode.UnexpectedContentType },
            { "form, the token last", Auth0ErrorCode.UnexpectedContentType },
            { "form, escaped", Auth0ErrorCode.UnexpectedContentType },
            { "form, cut after it", Auth0ErrorCode.IncompleteResponse },
            { "302", Auth0ErrorCode.RedirectRefused },
            { "302, form", Auth0ErrorCode.RedirectRefused },
            { "302, cut", Auth0ErrorCode.RedirectRefused },
            { "single quotes", Auth0ErrorCode.InvalidJson },
            { "bare keys", Auth0ErrorCode.InvalidJson },
            { "bare keys and values", Auth0ErrorCode.InvalidJson },
        };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Answer_ThatIsBroken_CostsTheTokenAndNotTheRefreshToken(string fault, Auth0ErrorCode code)
    {
        var answers = new Queue<byte[]>([
            RawServer.Json(
                Whole.Replace("second", "first", StringComparison.Ordinal).Replace("next-one-of-family", "old", StringComparison.Ordinal)
            ),
            Of(fault),
        ]);
        await using var server = new RawServer(_ => answers.Dequeue());
        var session = Connect(domain: server.Address, retries: 0);
        var token = await SignInAsync(session);

        var failure = await Assert.ThrowsAnyAsync<Auth0Exception>(() => session.RefreshAsync(token, cancellationToken: Cancel));

        Assert.Equal(code, failure.Code);
        Assert.Equal("next-one-of-family", token.RefreshToken!.Reveal());
        Assert.DoesNotContain("next-one-of-family", failure.ToString(), StringComparison.Ordinal);
    }

    // A proxy for debugging repeats the request, with or without its token, and an error explains itself.
    [Theory]
    [InlineData("grant_type=refresh_token&refresh_token=a-refresh-token-of-another&client_id=a", 200)]
    [InlineData("access_token=second&old_refresh_token=a-refresh-token-of-another&x=1", 200)]
    [InlineData("access_token=&refresh_token=a-refresh-token-of-another&x=1", 200)]
    [InlineData("access_token=second&refresh_token=a-refresh+token-of+another&x=1", 200)]
    [InlineData("{'access_token':'second','refresh_token':'a-refresh-token-that-is-cut", 200)]
    [InlineData("""{"error":"invalid_grant","request":{"refresh_token":"another"}}""", 403)]
    [InlineData("""{"error":"server_error","refresh_token":"another"}""", 500)]
    [InlineData("""{"error":"x","request":{"refresh_token":"***"}}""", 200)]
    [InlineData("""{"error":"x","request":{"refresh_token":"[FILTERED]"}}""", 200)]
    [InlineData("""{"error":"x","error_description":"Send {\"refresh_token\": \"another\"}."}""", 200)]
    [InlineData("""{"error":"x","refresh_token_was":"another","x":"refresh_token"}""", 200)]
    [InlineData("""{"expires_in":NaN,"refresh_token":"cut-i""", 200)]
    [InlineData("""{"request":{"refresh_token":"REDACTED"},"message":"maintenance"}""", 200)]
    [InlineData("""{"request":{"refresh_token":"a-refresh-token-of-another"},"message":"maintenance"}""", 200)]
    [InlineData("""{"refresh_token":"REDACTED","message":"maintenance"}""", 200)]
    [InlineData("""{"expires_in":NaN,"access_token":"string","refresh_token":"string"}""", 200)]
    [InlineData("""{"error":"x","request":{"access_token":"REDACTED","refresh_token":"REDACTED"}}""", 400)]
    public async Task Text_ThatIsNoNewToken_TakesTheGoodOnesPlaceNot(string json, int status)
    {
        var answers = new Queue<byte[]>([
            RawServer.Json(Whole.Replace("next-one-of-family", "old", StringComparison.Ordinal)),
            RawServer.Json(json, status),
        ]);
        await using var server = new RawServer(_ => answers.Dequeue());
        var session = Connect(domain: server.Address, retries: 0);
        var token = await SignInAsync(session);

        await Assert.ThrowsAnyAsync<Auth0Exception>(() => session.RefreshAsync(token, cancellationToken: Cancel));

        Assert.Equal("old", token.RefreshToken?.Reveal() ?? "old"); // a refused one is forgotten
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
            RawServer.Json(Whole.Replace("next-one-of-family", "old", StringComparison.Ordinal)),
            RawServer.Json(Whole.Replace("\"next-one-of-family\"", json, StringComparison.Ordinal)),
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
            "NaN before" => RawServer.Json(Whole.Replace("60", "NaN", StringComparison.Ordinal)),
            "nothing before" => RawServer.Json(Whole.Replace("60", "", StringComparison.Ordinal)),
            "007 before" => RawServer.Json(Whole.Replace("60", "007", StringComparison.Ordinal)),
            "line break before" => RawServer.Json(Whole.Replace("second", "sec\nond", StringComparison.Ordinal)),
            "in an array" => RawServer.Json($"[{Whole}]"),
            "in an object" => RawServer.Json($$"""{"data":{{Whole}}}"""),
            "prefix" => RawServer.Json(")]}',\n" + Whole),
            "utf-16BE" or "utf-16" or "utf-32BE" or "utf-32" => Body(
                Encoding.GetEncoding(fault).GetBytes(Whole.Replace("{", "{\"é\":1,", StringComparison.Ordinal))
            ),
            "utf-16 by its header alone" => Body(Encoding.ASCII.GetBytes(Whole), type: "; charset=utf-16"),
            "gzip by its header alone" => Body(Encoding.ASCII.GetBytes(Whole), "Content-Encoding: gzip\r\n"),
            "br by its header alone" => Body(Gzip(Encoding.ASCII.GetBytes(Whole)), "Content-Encoding: br\r\n"),
            "gzip, not said" => Body(Gzip(Encoding.ASCII.GetBytes(Whole))),
            "zlib, not said" => Body(Zlib(Encoding.ASCII.GetBytes(Whole))),
            "gzip, twice" => Body(Gzip(Gzip(Encoding.ASCII.GetBytes(Whole))), "Content-Encoding: gzip, gzip\r\n"),
            "gzip, twice, half said" => Body(Gzip(Gzip(Encoding.ASCII.GetBytes(Whole))), "Content-Encoding: gzip\r\n"),
            "gzip as a transfer encoding" => Body(Gzip(Encoding.ASCII.GetBytes(Whole)), "Transfer-Encoding: gzip\r\n", hasLength: false),
            "form" => Form("access_token=second&refresh_token=next-one-of-family&expires_in=60"),
            "form, the token last" => Form("access_token=second&refresh_token=next-one-of-family"),
            "form, escaped" => Form("access_token=second&refresh_token=next%2Done%2dof-family&expires_in=60"),
            "form, cut after it" => RawServer.Head(
                "Content-Length: 900\r\n",
                body: "access_token=second&refresh_token=next-one-of-family&expi"
            ),
            "302" => RawServer.Json(Whole, 302, "Location: /elsewhere\r\n"),
            "302, cut" => RawServer.Head(
                $"Location: https://elsewhere.example.com/\r\nContent-Length: {Whole.Length + 10}\r\n",
                302,
                Whole
            ),
            "302, form" => RawServer.Json("access_token=second&refresh_token=next-one-of-family&x=1", 302, "Location: /elsewhere\r\n"),
            "single quotes" => RawServer.Json(Whole.Replace('"', '\'')),
            "bare keys" => RawServer.Json(
                Whole
                    .Replace("\"access_token\"", "access_token", StringComparison.Ordinal)
                    .Replace("\"refresh_token\"", "refresh_token ", StringComparison.Ordinal)
            ),
            "bare keys and values" => RawServer.Json(Whole.Replace("\"", "", StringComparison.Ordinal)),
            "500" => RawServer.Json(Whole, 500),
            "500, cut" => RawServer.Head($"Content-Length: {Whole.Length + 10}\r\n", 500, Whole),
            "502, page around it" => RawServer.Json($"<html><pre>{Whole}</pre></html>", 502),
            "escaped" => RawServer.Json($"[{Whole.Replace("next-one-of-family", "\\u006eext-one-of-family", StringComparison.Ordinal)}]"),
            _ => RawServer.Json(Whole.Replace("}", ",\"id_token\":7}", StringComparison.Ordinal)),
        };

    private static byte[] Body(byte[] body, string headers = "", string type = "", bool hasLength = true) =>
        [
            .. Encoding.ASCII.GetBytes(
                $"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/json{type}\r\n{headers}{(hasLength ? $"Content-Length: {body.Length}\r\n" : "")}\r\n"
            ),
            .. body,
        ];

    private static byte[] Gzip(byte[] content) => Packed(content, static stream => new GZipStream(stream, CompressionLevel.Fastest));

    private static byte[] Zlib(byte[] content) => Packed(content, static stream => new ZLibStream(stream, CompressionLevel.Optimal));

    private static byte[] Packed(byte[] content, Func<Stream, Stream> pack)
    {
        var packed = new MemoryStream();
        using (var packing = pack(packed))
        {
            packing.Write(content);
        }

        return packed.ToArray();
    }

    private static byte[] Form(string body) =>
        Encoding.ASCII.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: application/x-www-form-urlencoded\r\nConnection: close\r\nContent-Length: {body.Length}\r\n\r\n{body}"
        );

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
