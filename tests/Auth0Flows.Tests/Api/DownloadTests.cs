using System.IO.Compression;
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

    private static byte[] Token() => RawServer.Json("""{"access_token":"opaque","token_type":"Bearer","expires_in":86400}""");

    private static byte[] Packed(byte[] content)
    {
        var packed = new MemoryStream();
        using (var packer = new GZipStream(packed, CompressionLevel.Optimal))
        {
            packer.Write(content);
        }

        return packed.ToArray();
    }
}
