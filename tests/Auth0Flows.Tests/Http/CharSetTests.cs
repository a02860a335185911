using System.Text;

namespace Auth0Flows.Tests.Http;

/// <summary>
/// JSON in any charset that a response names, with or without a byte order mark: RFC 8259 §8.1 allows only UTF-8, but servers send others.
/// </summary>
public sealed class CharSetTests : SessionTest
{
    private const int Megabyte = 1024 * 1024;

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-32", true)]
    [InlineData("iso-8859-1", false)]
    [InlineData("iso-2022-jp", false)]
    public async Task Json_IsRead(string charSet, bool hasMark)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(charSet) ?? Encoding.GetEncoding(charSet);
        var text = charSet is "iso-2022-jp" ? "日本" : "é";
        var name = string.Concat(Enumerable.Repeat(text, 50_001)); // characters lie across the blocks
        byte[] body = [.. hasMark ? encoding.Preamble : [], .. encoding.GetBytes($$"""{"name":"{{name}}"}""")];

        using var json = (await AnswerAsync(body, charSet)).ReadJson();

        Assert.Equal(name, json.RootElement.GetProperty("name").GetString());
    }

    [Fact]
    public async Task Text_ThatIsNoJson_StaysAsItCame()
    {
        var answer = await AnswerAsync([0xE9], "iso-8859-1", "text/plain");

        Assert.Equal("é", answer.ReadText());
        Assert.Equal([0xE9], answer.ReadBody().ToArray());
    }

    [Fact]
    public async Task Json_OfAnotherCharset_IsGivenAsUtf8_AndItsTypeSaysSo()
    {
        var answer = await AnswerAsync(Encoding.Latin1.GetBytes("\"é\""), "iso-8859-1");

        Assert.Equal("\"é\"", answer.ReadText());
        Assert.Equal("\"é\"", Encoding.UTF8.GetString(answer.ReadBody().Span));
        Assert.Equal("application/json; charset=utf-8", answer.Headers["Content-Type"].Single());
    }

    // A euro sign is a byte in windows-1252, and three in UTF-8.
    [Theory]
    [InlineData("windows-1252", 22)]
    [InlineData("utf-16", 65)] // its 65 MB are more than the limit, although they are 33 MB of UTF-8
    public async Task Limit_HoldsForWhatIsParsed_AndForWhatCame(string charSet, int megabytes)
    {
        var body = new byte[megabytes * Megabyte];
        body.AsSpan().Fill(charSet is "utf-16" ? (byte)0x20 : (byte)0x80);

        var failure = await Assert.ThrowsAsync<Auth0ResponseException>(() => AnswerAsync(body, charSet));

        Assert.Equal(Auth0ErrorCode.AnswerTooLarge, failure.Code);
        Assert.Contains("more than 64 MB", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limit_HoldsForAnErrorToo()
    {
        var body = new byte[Megabyte / 2];
        body.AsSpan().Fill(0x80);

        var failure = await Assert.ThrowsAsync<Auth0ResponseException>(() => AnswerAsync(body, "windows-1252", status: 400));

        Assert.Contains("more than 1 MB, the limit for an error answer", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conversion_TakesBlocks_AndNoCopyOfTheWhole()
    {
        var (text, buffer, length) = (new MemoryStream(new byte[20 * Megabyte]), new byte[64 * 1024], 0L);
        var before = GC.GetAllocatedBytesForCurrentThread();

        await using var converted = new Utf8Stream(text, Encoding.Latin1);
        while (await converted.ReadAsync(buffer, Cancel) is > 0 and var read)
        {
            length += read;
        }

        Assert.Equal(text.Length, length);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < Megabyte);
    }

    private async Task<Auth0ApiResponse> AnswerAsync(byte[] body, string charSet, string type = "application/json", int status = 200)
    {
        await using var server = Serve(body, charSet, type, status);
        return await Connect(domain: server.Address, retries: 0).SendAsync(new Auth0ApiRequest { Path = "users" }, Log, Cancel);
    }

    private static RawServer Serve(byte[] body, string charSet, string type, int status) =>
        new(path =>
            path == "/oauth/token"
                ? RawServer.Json("""{"access_token":"opaque","token_type":"Bearer","expires_in":86400}""")
                :
                [
                    .. Encoding.ASCII.GetBytes(
                        $"HTTP/1.1 {status} Answer\r\nConnection: close\r\nContent-Length: {body.Length}\r\n"
                            + $"Content-Type: {type}; charset={charSet}\r\n\r\n"
                    ),
                    .. body,
                ]
        );
}
