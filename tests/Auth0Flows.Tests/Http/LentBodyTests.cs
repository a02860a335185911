using System.IO.Compression;
using System.Net;
using Xunit;

namespace Auth0Flows.Tests.Http;

public sealed class LentBodyTests
{
    private const int Largest = 1024 * 1024;

    private static readonly AnswerLimit _limit = new("a test's body", Largest);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_536)]
    [InlineData(300_001)]
    public async Task Body_WhoseLengthIsTold_ComesWhole(int length)
    {
        using var content = new ByteArrayContent(Bytes(length));

        var (array, read) = await ReadAsync(content);

        Assert.Equal(Bytes(length), array.AsSpan(0, read));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65_536)]
    [InlineData(300_001)]
    public async Task Body_WhoseLengthNobodyTells_ComesWhole(int length)
    {
        using var content = new StreamContent(new Trickle(Bytes(length)));
        Assert.Null(content.Headers.ContentLength);

        var (array, read) = await ReadAsync(content);

        Assert.Equal(Bytes(length), array.AsSpan(0, read));
    }

    [Fact]
    public async Task Body_ThatIsTooLarge_IsNotRead_WhetherItSaysSoOrNot()
    {
        using var told = new ByteArrayContent(Bytes(Largest + 1));
        using var untold = new StreamContent(new Trickle(Bytes(Largest + 1)));

        foreach (var content in new HttpContent[] { told, untold })
        {
            var failure = await Assert.ThrowsAsync<Auth0ResponseException>(() => ReadAsync(content));
            Assert.Equal(Auth0ErrorCode.AnswerTooLarge, failure.Code);
            Assert.Equal("GET x returned more than 1 MB, the limit for a test's body.", failure.Message);
            Assert.Equal("GET x", failure.Request);
            Assert.Equal(HttpStatusCode.OK, failure.StatusCode);
        }
    }

    [Theory]
    [InlineData(Largest)]
    [InlineData(Largest - 1)]
    public async Task Body_ThatIsAsLargeAsMayBe_ComesWhole(int length)
    {
        using var told = new ByteArrayContent(Bytes(length));
        using var untold = new StreamContent(new Trickle(Bytes(length)));

        Assert.Equal(length, (await ReadAsync(told)).Length);
        Assert.Equal(length, (await ReadAsync(untold)).Length);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("GZIP")]
    public async Task Body_ThatIsPacked_IsUnpacked_AndCountsAsItIsThen(string encoding)
    {
        using var fits = Pack(encoding, Bytes(300_001));
        using var tooLarge = Pack(encoding, Bytes(Largest + 1));

        var (array, read) = await ReadAsync(fits);

        Assert.Equal(Bytes(300_001), array.AsSpan(0, read));
        Assert.Equal(Auth0ErrorCode.AnswerTooLarge, (await Assert.ThrowsAsync<Auth0ResponseException>(() => ReadAsync(tooLarge))).Code);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Body_ThatIsPackedTooTightly_IsRefused_LongBeforeItsLimit(string encoding)
    {
        using var bomb = Pack(encoding, new byte[32 * 1024 * 1024]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var failure = await Assert.ThrowsAsync<Auth0ResponseException>(() => ReadAsync(bomb, AnswerLimits.Api));

        Assert.Equal(Auth0ErrorCode.AnswerTooLarge, failure.Code);
        Assert.Contains("more than 200 times its size", failure.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 * 1024 * 1024);
    }

    [Fact]
    public async Task Body_OfALongListOfObjectsThatHardlyDiffer_IsNoBomb()
    {
        var objects = string.Join(
            ',',
            Enumerable
                .Range(0, 4000)
                .Select(static number =>
                    $$"""{"id":"cgr_{{number * 7919L % 1048573:x5}}","audience":"https://orders.example.com/","scope":["{{string.Join("\",\"", Enumerable.Range(0, 60).Select(static scope => "read:" + scope))}}"]}"""
                )
        );
        using var content = Pack("gzip", System.Text.Encoding.UTF8.GetBytes(objects));

        Assert.Equal(objects.Length, (await ReadAsync(content, AnswerLimits.Api)).Length);
    }

    [Fact]
    public void Release_WipesWhatWasThere_AndOnlyOnce()
    {
        using var response = new HttpResponseMessage(HttpStatusCode.OK);
        var array = System.Buffers.ArrayPool<byte>.Shared.Rent(1000);
        Bytes(1000).CopyTo(array, 0);
        var answer = HttpExchange.Lend("GET x", response, array, 1000);
        Assert.Equal(1000, answer.Body.Length);

        answer.Release();
        Assert.True(answer.Body.IsEmpty);
        Assert.Equal(new byte[1000], array.AsSpan(0, 1000));

        Array.Fill(array, (byte)7); // the array now belongs to somebody else
        answer.Release();
        Assert.Equal(7, array[0]);
    }

    private static async Task<(byte[] Array, int Length)> ReadAsync(HttpContent content, AnswerLimit? limit = null)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
        await using var body = await AnswerBody.OpenAsync(
            response,
            "GET x",
            null,
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );
        return await body.ReadWholeAsync(limit ?? _limit, isText: false, null, TestContext.Current.CancellationToken);
    }

    private static ByteArrayContent Pack(string encoding, byte[] bytes)
    {
        var packed = new MemoryStream();
        using (
            Stream packer = encoding.ToUpperInvariant() switch
            {
                "GZIP" => new GZipStream(packed, CompressionLevel.Optimal),
                "BR" => new BrotliStream(packed, CompressionLevel.Optimal),
                _ => new ZLibStream(packed, CompressionLevel.Optimal),
            }
        )
        {
            packer.Write(bytes);
        }

        return new ByteArrayContent(packed.ToArray()) { Headers = { ContentEncoding = { encoding } } };
    }

    private static byte[] Bytes(int length) => [.. Enumerable.Range(0, length).Select(static number => (byte)(1 + (number % 251)))];

    // Returns a few bytes at a time, and doesn't know its length.
    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, 10_007)], cancellationToken);
    }
}
