using System.Net;
using Xunit;

namespace Auth0Flows.Tests.Http;

public sealed class LentBodyTests
{
    private const int Largest = 1024 * 1024;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_536)]
    [InlineData(300_001)]
    public async Task Body_WhoseLengthIsTold_ComesWhole(int length)
    {
        using var content = new ByteArrayContent(Bytes(length));

        var (array, read) = await LentBody.ReadAsync(content, Largest, TestContext.Current.CancellationToken);

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

        var (array, read) = await LentBody.ReadAsync(content, Largest, TestContext.Current.CancellationToken);

        Assert.Equal(Bytes(length), array.AsSpan(0, read));
    }

    [Fact]
    public async Task Body_ThatIsTooLarge_IsNotRead_WhetherItSaysSoOrNot()
    {
        using var told = new ByteArrayContent(Bytes(Largest + 1));
        using var untold = new StreamContent(new Trickle(Bytes(Largest + 1)));

        foreach (var content in new HttpContent[] { told, untold })
        {
            var failure = await Assert.ThrowsAsync<HttpRequestException>(() => LentBody.ReadAsync(content, Largest, TestContext.Current.CancellationToken));
            Assert.Equal(HttpRequestError.ConfigurationLimitExceeded, failure.HttpRequestError);
        }
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

        Array.Fill(array, (byte)7); // whose it is now
        answer.Release();
        Assert.Equal(7, array[0]);
    }

    private static byte[] Bytes(int length) => [.. Enumerable.Range(0, length).Select(static number => (byte)(1 + (number % 251)))];

    // Gives a little at a time, and can't tell its length.
    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            => base.ReadAsync(buffer[..Math.Min(buffer.Length, 10_007)], cancellationToken);
    }
}
