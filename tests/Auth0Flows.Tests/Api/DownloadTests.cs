using System.IO.Compression;
using System.Text;
using Auth0Flows.LocalTenant;
using Auth0Flows.Tests.Http;

namespace Auth0Flows.Tests.Api;

/// <summary>Downloads to a file: they stream, have no size limit, and leave either the whole file or nothing.</summary>
public sealed class DownloadTests : SessionTest
{
    private const int Length = 70 * 1024 * 1024; // more than fits into the in-memory limit

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    private string File => Path.Combine(_folder.FullName, "answer");

    public override async ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Answer_LargerThanMemoryTakes_GoesIntoTheFile_Unpacked(bool isPacked)
    {
        await using var server = new RawServer(path =>
            path == "/oauth/token" ? Token()
            : isPacked ? RawServer.Gzip(Packed(new byte[Length]))
            : [.. RawServer.Head($"Content-Length: {Length}\r\n"), .. new byte[Length]]
        );

        var answer = await Connect(domain: server.Address).DownloadAsync(new Auth0ApiRequest { Path = "users" }, File, Log, Cancel);

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.True(answer.IsEmpty);
        Assert.Equal(Length, new FileInfo(File).Length);
        Assert.Single(_folder.GetFiles());
    }

    [Fact]
    public async Task Answer_ThatBreaksOff_IsAskedForAgain_FromItsBeginning()
    {
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/clients",
                Kind = Auth0LocalTenantFaultKind.Truncate,
                Times = 2,
            }
        );

        await Session.DownloadAsync(new Auth0ApiRequest { Path = "clients" }, File, Log, Cancel);

        Assert.Equal(3, Tenant.CountRequests("GET", "/api/v2/clients"));
        using var json = System.Text.Json.JsonDocument.Parse(await System.IO.File.ReadAllTextAsync(File, Cancel));
        Assert.Equal(12, json.RootElement.GetArrayLength());
    }

    [Fact]
    public async Task Refusal_LeavesTheFileAsItIs_UnlessItIsWanted()
    {
        await System.IO.File.WriteAllTextAsync(File, "before", Cancel);

        await FailsAsync<Auth0ApiException>(
            Auth0ErrorCode.NotFound,
            () => Session.DownloadAsync(new Auth0ApiRequest { Path = "nothing" }, File, Log, Cancel)
        );
        Assert.Equal("before", await System.IO.File.ReadAllTextAsync(File, Cancel));

        await Session.DownloadAsync(new Auth0ApiRequest { Path = "nothing", SkipsErrorCheck = true }, File, Log, Cancel);
        Assert.Contains("404", await System.IO.File.ReadAllTextAsync(File, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disk_ThatIsFull_IsAnErrorOfTheFile_AndNotOfTheConnection()
    {
        Assert.SkipUnless(System.IO.File.Exists("/dev/full"), "only Linux has a disk that is full");

        var failure = await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.FileNotWritable,
            () => Session.DownloadAsync(new Auth0ApiRequest { Path = "clients" }, "/dev/full", Log, Cancel)
        );

        Assert.Contains("/dev/full", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, Tenant.CountRequests("GET", "/api/v2/clients"));
    }

    [Fact]
    public async Task Pipe_IsWrittenTo_AndStays()
    {
        using var pipe = new NamedPipe();
        var reading = Task.Run(() => System.IO.File.ReadAllTextAsync(pipe.Path, Cancel), Cancel);

        await Session.DownloadAsync(new Auth0ApiRequest { Path = "clients" }, pipe.Path, Log, Cancel);

        Assert.StartsWith("[", await reading, StringComparison.Ordinal);
        using var again = new FileStream(pipe.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        Assert.False(again.CanSeek, "it is still a pipe");
    }

    [Theory]
    [InlineData("gzip", false)]
    [InlineData("gzip", true)]
    [InlineData("deflate", false)]
    [InlineData("deflate", true)]
    [InlineData("br", false)]
    [InlineData("br", true)]
    public async Task PackedAnswer_ThatIsCut_IsIncomplete_AlsoWhereTheMessageIsWhole(string coding, bool isChunked)
    {
        await System.IO.File.WriteAllTextAsync(File, "before", Cancel);
        var packed = Packed(Encoding.ASCII.GetBytes("[" + new string(' ', 60_000) + "]"), coding);
        foreach (var length in new[] { 0, 1, packed.Length / 2, packed.Length - 1 })
        {
            var headers = $"Content-Encoding: {coding}\r\n";
            await using var server = new RawServer(path =>
                path == "/oauth/token" ? Token()
                : isChunked
                    ?
                    [
                        .. RawServer.Head(headers + "Transfer-Encoding: chunked\r\n"),
                        .. length == 0 ? [] : Encoding.ASCII.GetBytes($"{length:x}\r\n"),
                        .. packed[..length],
                        .. length == 0 ? "0\r\n\r\n"u8 : "\r\n0\r\n\r\n"u8,
                    ]
                : [.. RawServer.Head(headers + $"Content-Length: {length}\r\n"), .. packed[..length]]
            );
            var session = Connect(domain: server.Address, retries: 0);
            var request = new Auth0ApiRequest { Path = "users" };

            await FailsAsync<Auth0ConnectionException>(
                Auth0ErrorCode.IncompleteResponse,
                () => session.DownloadAsync(request, File, Log, Cancel)
            );
            if (length > 0 || isChunked) // in memory, an answer may say that it is empty
            {
                await FailsAsync<Auth0ConnectionException>(
                    Auth0ErrorCode.IncompleteResponse,
                    () => session.SendAsync(request, Log, Cancel)
                );
            }
        }

        Assert.Equal("before", await System.IO.File.ReadAllTextAsync(File, Cancel));
        Assert.Single(_folder.GetFiles());
    }

    [Theory]
    [InlineData(206, "Content-Range: bytes 0-3/60008\r\n", "only a part of the content (206), although all of it was requested")]
    [InlineData(206, "", "only a part of the content (206), although all of it was requested")]
    [InlineData(200, "Content-Encoding: zstd\r\n", "content that this version can't decompress (zstd)")]
    [InlineData(200, "Content-Encoding: compress\r\n", "content that this version can't decompress (compress)")]
    [InlineData(200, "Content-Encoding: gzip, gzip\r\n", "content that this version can't decompress (gzip, gzip)")]
    [InlineData(200, "Content-Encoding: gzip\r\nContent-Encoding: Br\r\n", "content that this version can't decompress (gzip, br)")]
    public async Task Answer_ThatIsNotTheWholeFile_OrStaysPacked_IsRefused(int status, string headers, string what)
    {
        await System.IO.File.WriteAllTextAsync(File, "before", Cancel);
        await using var server = new RawServer(path => path == "/oauth/token" ? Token() : RawServer.Json("part", status, headers));

        var failure = await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.InvalidResponse,
            () => Connect(domain: server.Address).DownloadAsync(new Auth0ApiRequest { Path = "users" }, File, Log, Cancel)
        );

        Assert.EndsWith($"/api/v2/users returned {what}.", failure.Message, StringComparison.Ordinal);
        Assert.Equal("before", await System.IO.File.ReadAllTextAsync(File, Cancel));
    }

    // .NET undoes only 'chunked'.
    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("gzip, chunked")]
    public async Task Answer_WithATransferEncodingThatNobodyAskedFor_IsRefused(string coding)
    {
        await System.IO.File.WriteAllTextAsync(File, "before", Cancel);
        await using var server = new RawServer(path =>
            path == "/oauth/token"
                ? Token()
                : RawServer.Head($"Transfer-Encoding: {coding}\r\n", body: coding == "gzip, chunked" ? "2\r\n{}\r\n0\r\n\r\n" : "{}")
        );
        var session = Connect(domain: server.Address);
        var request = new Auth0ApiRequest { Path = "users" };

        foreach (
            var send in new Func<Task>[]
            {
                () => session.DownloadAsync(request, File, Log, Cancel),
                () => session.SendAsync(request, Log, Cancel),
            }
        )
        {
            var failure = await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.InvalidResponse, send);
            Assert.EndsWith(
                $"a transfer encoding that was not requested ({coding.Split(',')[0]}).",
                failure.Message,
                StringComparison.Ordinal
            );
        }

        Assert.Equal("before", await System.IO.File.ReadAllTextAsync(File, Cancel));
    }

    [Fact]
    public async Task Part_ThatWasAskedFor_IsTheFile()
    {
        await using var server = new RawServer(path => path == "/oauth/token" ? Token() : RawServer.Json("part", 206));
        var request = new Auth0ApiRequest { Path = "users", Headers = [new("Range", "bytes=0-3")] };

        await Connect(domain: server.Address).DownloadAsync(request, File, Log, Cancel);

        Assert.Equal("part", await System.IO.File.ReadAllTextAsync(File, Cancel));
    }

    private static byte[] Token() => RawServer.Json("""{"access_token":"opaque","token_type":"Bearer","expires_in":86400}""");

    private static byte[] Packed(byte[] content, string coding = "gzip")
    {
        var packed = new MemoryStream();
        using (
            Stream packer = coding switch
            {
                "br" => new BrotliStream(packed, CompressionLevel.Optimal),
                "deflate" => new ZLibStream(packed, CompressionLevel.Optimal),
                _ => new GZipStream(packed, CompressionLevel.Optimal),
            }
        )
        {
            packer.Write(content);
        }

        return packed.ToArray();
    }
}
