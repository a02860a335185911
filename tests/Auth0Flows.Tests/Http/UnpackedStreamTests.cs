using System.IO.Compression;
using System.Security.Cryptography;

namespace Auth0Flows.Tests.Http;

/// <summary>Compressed data is read to its end or is an error, wherever it is cut, and nothing is read that was not in it.</summary>
public sealed class UnpackedStreamTests
{
    private static readonly byte[] _content = [.. new byte[3000], .. RandomNumberGenerator.GetBytes(3000), .. "The end."u8];

    private static readonly byte[] _empty = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]; // a member

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task Data_IsWhole_OrIsAnError_WhereverItIsCut(string coding)
    {
        var packed = Pack(coding, _content);
        for (var length = 0; length <= packed.Length; length++)
        {
            var (read, failure) = await ReadAsync(new UnpackedStream(new MemoryStream(packed, 0, length), coding));

            Assert.Equal(length == packed.Length, failure is null);
            Assert.True(_content.AsSpan().StartsWith(read), $"cut at {length}, it reads something else");
            Assert.True(failure is not null || read.Length == _content.Length);
            Assert.True(
                failure is null
                    || length == 0
                    || !coding.EndsWith("gzip", StringComparison.Ordinal)
                    || failure.Message == PackedSource.Truncated
            );
        }
    }

    [Fact]
    public async Task Members_FollowEachOther_AndNothingElseFollows()
    {
        byte[] packed = [.. Pack("gzip", "a"u8), .. _empty, .. Pack("gzip", "b"u8)];

        Assert.Equal("ab"u8.ToArray(), (await ReadAsync(new UnpackedStream(new MemoryStream(packed)))).Read);
        Assert.NotNull((await ReadAsync(new UnpackedStream(new MemoryStream([.. packed, 7])))).Failure);
        Assert.NotNull((await ReadAsync(new UnpackedStream(new MemoryStream(packed[..^1])))).Failure);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task Nothing_IsAnError_UnlessItMayBe(string coding)
    {
        Assert.NotNull((await ReadAsync(new UnpackedStream(new MemoryStream(), coding))).Failure);
        Assert.Null((await ReadAsync(new UnpackedStream(new MemoryStream(), coding, copy: null, mayBeEmpty: true))).Failure);
    }

    [Fact]
    public async Task EmptyMembers_End()
    {
        byte[] few = [.. Enumerable.Repeat(_empty, 1000).SelectMany(static one => one), .. Pack("gzip", "a"u8)];

        Assert.Equal("a"u8.ToArray(), (await ReadAsync(new UnpackedStream(new MemoryStream(few)))).Read);
        var (_, failure) = await ReadAsync(new UnpackedStream(new EndlessStream(_empty)));

        Assert.Equal("More than 1 MB of the compressed data has no content.", failure!.Message);
    }

    private static async Task<(byte[] Read, InvalidDataException? Failure)> ReadAsync(UnpackedStream stream)
    {
        var (buffer, all) = (new byte[1000], new MemoryStream());
        await using (stream)
        {
            try
            {
                while (await stream.ReadAsync(buffer, Cancel) is > 0 and var read)
                {
                    all.Write(buffer, 0, read);
                    Array.Clear(buffer);
                }

                return (all.ToArray(), null);
            }
            catch (InvalidDataException failure)
            {
                all.Write(buffer, 0, buffer.AsSpan().LastIndexOfAnyExcept((byte)0) + 1); // as LentBody does
                return (all.ToArray(), failure);
            }
        }
    }

    private static byte[] Pack(string coding, ReadOnlySpan<byte> content)
    {
        var packed = new MemoryStream();
        using (
            Stream packer = coding switch
            {
                "br" => new BrotliStream(packed, CompressionLevel.Fastest),
                "deflate" => new ZLibStream(packed, CompressionLevel.Fastest),
                _ => new GZipStream(packed, CompressionLevel.Fastest),
            }
        )
        {
            packer.Write(content);
        }

        return packed.ToArray();
    }

    private sealed class EndlessStream(byte[] repeated) : ForwardStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            repeated.CopyTo(buffer);
            return ValueTask.FromResult(repeated.Length);
        }
    }
}
