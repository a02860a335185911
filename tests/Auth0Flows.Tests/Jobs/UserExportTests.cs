using System.IO.Compression;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Jobs;

public sealed class UserExportTests : SessionTest
{
    private const int Users = 3000;

    [Fact]
    public async Task Export_GivesEveryUserOnceInOrder_BeyondTheThousandOfTheList()
    {
        var job = await ExportAsync();

        var lines = await ReadAsync(job);

        Assert.Equal(Users, lines.Count);
        Assert.Equal(Users, lines.Select(line => Auth0Resources.Users.Parse(line).UserId).Distinct().Count());
    }

    [Fact]
    public async Task Options_AreSent()
    {
        Start(options => options.UserCount = 50);

        var job = await Session.StartUserExportAsync(
            new Auth0UserExportOptions
            {
                Format = "csv",
                Limit = 3,
                Fields = ["email", "user_metadata.country"],
            },
            Log,
            Cancel
        );
        var lines = await ReadAsync(await Session.WaitJobAsync(job.Id!, TimeSpan.FromMinutes(5), Log, Cancel));

        Assert.Equal(
            """{"format":"csv","limit":3,"fields":[{"name":"email"},{"name":"user_metadata.country"}]}""",
            Tenant.Requests.Single(request => request.Path == "/api/v2/jobs/users-exports").ReadBody()
        );
        Assert.Equal(4, lines.Count);
        Assert.StartsWith("email,user_metadata.country", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wait_TellsHowFarTheJobIs_AndAsksLessAndLessOften()
    {
        Start(options => (options.UserCount, options.JobDuration) = (50, TimeSpan.FromSeconds(60)));
        var job = await Session.StartUserExportAsync(null, Log, Cancel);

        await Session.WaitJobAsync(job.Id!, TimeSpan.FromMinutes(5), Log, Cancel);

        var told = Log.Reports.Where(report => report.Kind == Auth0ActivityKind.Job).Select(report => report.Done!.Value).ToArray();
        Assert.True(told.Length > 3);
        Assert.Equal(told.Order(), told);
        Assert.InRange(told[^1], 50, 99);
        Assert.Equal(TimeSpan.FromSeconds(1), Time.Delays[0]);
        Assert.Equal(TimeSpan.FromSeconds(10), Time.Delays.Max());
    }

    [Fact]
    public async Task Wait_ThatIsTooLong_NamesTheJob_WhichGoesOn()
    {
        Start(options => options.JobDuration = TimeSpan.FromMinutes(10));
        var job = await Session.StartUserExportAsync(null, Log, Cancel);

        var failure = await FailsAsync<Auth0ApiException>(
            Auth0ErrorCode.JobTimeout,
            () => Session.WaitJobAsync(job.Id!, TimeSpan.FromMinutes(1), Log, Cancel)
        );

        Assert.Contains(job.Id!, failure.Message, StringComparison.Ordinal);
        Assert.Equal("completed", (await Session.WaitJobAsync(job.Id!, TimeSpan.FromMinutes(20), Log, Cancel)).Status);
    }

    // The session's own time-out is two hours.
    [Fact]
    public async Task Wait_EndsInTime_AlsoIfTheTenantDoesNotAnswer()
    {
        var time = new FakeTime();
        var session = Connect(time: time);
        var job = await session.StartUserExportAsync(null, Log, Cancel);
        Tenant.AddFault(new Auth0LocalTenantFault { Path = "/api/v2/jobs/*", Kind = Auth0LocalTenantFaultKind.Hold });
        var asked = new TaskCompletionSource();
        Tenant.RequestReceived += (_, request) =>
            _ = request.Path.StartsWith("/api/v2/jobs/", StringComparison.Ordinal) && asked.TrySetResult();

        var waiting = session.WaitJobAsync(job.Id!, TimeSpan.FromSeconds(30), Log, Cancel);
        await asked.Task.WaitAsync(Cancel);
        time.Advance(TimeSpan.FromSeconds(30));

        await FailsAsync<Auth0ApiException>(Auth0ErrorCode.JobTimeout, () => waiting);
    }

    [Theory]
    [InlineData(Auth0LocalTenantFaultKind.Reset, 0)]
    [InlineData(Auth0LocalTenantFaultKind.Truncate, 0)]
    [InlineData(Auth0LocalTenantFaultKind.Response, 503)]
    public async Task Wait_OutlivesALostConnection(Auth0LocalTenantFaultKind kind, int status)
    {
        var job = await Session.StartUserExportAsync(null, Log, Cancel);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/jobs/*",
                Kind = kind,
                StatusCode = status,
                Times = 30,
            }
        ); // far more than the retries of one call

        Assert.Equal("completed", (await Session.WaitJobAsync(job.Id!, TimeSpan.FromMinutes(30), Log, Cancel)).Status);
    }

    [Theory]
    [InlineData(Auth0LocalTenantFaultKind.Truncate)]
    [InlineData(Auth0LocalTenantFaultKind.Reset)]
    public async Task Download_ThatBreaksOff_GoesOnWhereItWas(Auth0LocalTenantFaultKind kind)
    {
        var job = await ExportAsync();
        var whole = await ReadAsync(job);
        Tenant.ClearRequests();
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/exports/*",
                Kind = kind,
                Times = 2,
            }
        );

        Assert.Equal(whole, await ReadAsync(job));

        var downloads = Tenant.Requests.Where(request => request.Path.StartsWith("/exports/", StringComparison.Ordinal)).ToArray();
        Assert.Equal(3, downloads.Length);
        Assert.All(downloads, download => Assert.DoesNotContain("Authorization", download.Headers.Keys));
        Assert.Equal(kind == Auth0LocalTenantFaultKind.Truncate ? 206 : 200, downloads[^1].StatusCode);
    }

    [Fact]
    public async Task Download_ThatBreaksOffAgainAndAgain_IsAnError()
    {
        var job = await ExportAsync(retries: 2);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/exports/*",
                Kind = Auth0LocalTenantFaultKind.Reset,
                Times = 0,
            }
        );

        await FailsAsync<Auth0ConnectionException>(Auth0ErrorCode.IncompleteResponse, () => ReadAsync(job));
    }

    [Fact]
    public async Task Address_ThatExpired_IsAskedAnew()
    {
        var job = await ExportAsync();
        Time.Advance(TimeSpan.FromMinutes(5)); // Auth0: it is valid for 60 seconds

        Assert.Equal(Users, (await ReadAsync(job)).Count);
    }

    [Fact]
    public async Task File_IsUnpacked_OrAsItIs()
    {
        var job = await ExportAsync();
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var (plain, packed) = (Path.Combine(folder.FullName, "users.json"), Path.Combine(folder.FullName, "users.json.gz"));
            await Session.SaveUserExportAsync(job.Id!, plain, Log, Cancel);
            await Session.SaveUserExportAsync(job.Id!, packed, Log, Cancel);

            using var reader = new StreamReader(new GZipStream(File.OpenRead(packed), CompressionMode.Decompress));
            Assert.Equal(await File.ReadAllTextAsync(plain, Cancel), await reader.ReadToEndAsync(Cancel));
            Assert.Equal(Users, (await File.ReadAllLinesAsync(plain, Cancel)).Length);
            Assert.Equal(2, folder.GetFiles().Length);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task File_ThatWasThere_StaysWhereTheDownloadFails()
    {
        var job = await ExportAsync(retries: 1);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/exports/*",
                Kind = Auth0LocalTenantFaultKind.Truncate,
                Times = 0,
            }
        );
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var file = Path.Combine(folder.FullName, "users.json");
            await File.WriteAllTextAsync(file, "before", Cancel);

            await Assert.ThrowsAnyAsync<Auth0Exception>(() => Session.SaveUserExportAsync(job.Id!, file, Log, Cancel));

            Assert.Equal("before", await File.ReadAllTextAsync(file, Cancel));
            Assert.Single(folder.GetFiles());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Job_ThatFailed_SaysWhy()
    {
        var job = await Session.StartUserExportAsync(null, Log, Cancel);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/jobs/*",
                StatusCode = 200,
                Body = """{"id":"job_1","type":"users_export","status":"failed","status_details":"no space left"}""",
            }
        );

        var failure = await FailsAsync<Auth0ApiException>(
            Auth0ErrorCode.JobFailed,
            () => Session.WaitJobAsync(job.Id!, TimeSpan.FromMinutes(5), Log, Cancel)
        );

        Assert.Contains("no space left", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://files.example.com/users.json.gz")]
    [InlineData("file:///etc/passwd")]
    [InlineData("users.json.gz")]
    public async Task Address_ThatIsNotSafe_IsNotAsked(string location)
    {
        await GetTokenAsync(Tenant.ManagementAudience);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/jobs/*",
                StatusCode = 200,
                Times = 0,
                Body = $$"""{"id":"job_1","type":"users_export","status":"completed","location":"{{location}}"}""",
            }
        );

        await Assert.ThrowsAsync<Auth0ResponseException>(async () =>
            await Session.ReadUserExportAsync("job_1", Log, Cancel).GetAsyncEnumerator(Cancel).MoveNextAsync()
        );
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(-5)]
    [InlineData(-9)]
    [InlineData(-5000)]
    [InlineData(10)]
    [InlineData(1)]
    [InlineData(0)]
    public async Task File_ThatIsCutShort_IsNeverTakenForWhole(int length)
    {
        await using var files = new FileServer(bytes => bytes[..(length < 0 ? bytes.Length + length : length)]);
        Locate(files);
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            await Assert.ThrowsAsync<Auth0ResponseException>(() => ReadAsync(new Auth0Job { Id = "job_1" }));
            await Assert.ThrowsAsync<Auth0ResponseException>(() =>
                Session.SaveUserExportAsync("job_1", Path.Combine(folder.FullName, "users.json"), Log, Cancel)
            );
            await Assert.ThrowsAsync<Auth0ResponseException>(() =>
                Session.SaveUserExportAsync("job_1", Path.Combine(folder.FullName, "users.json.gz"), Log, Cancel)
            );

            Assert.Empty(folder.GetFiles());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public async Task File_ThatIsCutInABlockThatIsNotPacked_IsNotTakenForWhole(double part)
    {
        await using var files = new FileServer(bytes => bytes[..(int)(bytes.Length * part)], CompressionLevel.NoCompression);
        Locate(files);

        await Assert.ThrowsAsync<Auth0ResponseException>(() => ReadAsync(new Auth0Job { Id = "job_1" }));
    }

    [Theory]
    [InlineData(16 * 1024 * 1024, true)]
    [InlineData((16 * 1024 * 1024) + 1, false)]
    [InlineData(500 * 1024 * 1024, false)]
    public async Task Line_OfMoreThan16Megabytes_IsRefused_HoweverLittleItWasPacked(int length, bool isTaken)
    {
        await using var files = new FileServer(_ => FileServer.Pack(length));
        Locate(files);
        await GetTokenAsync(Tenant.ManagementAudience);

        if (isTaken)
        {
            Assert.Equal([length, 1], (await ReadAsync(new Auth0Job { Id = "job_1" })).Select(static line => line.Length));
        }
        else
        {
            var failure = await FailsAsync<Auth0ResponseException>(
                Auth0ErrorCode.AnswerTooLarge,
                () => ReadAsync(new Auth0Job { Id = "job_1" })
            );
            Assert.Equal("The export job_1 returned more than 16 MB, the limit for a line of an export.", failure.Message);
        }
    }

    [Fact]
    public async Task Download_ThatDrips_EndsInTheEnd()
    {
        await using var files = new FileServer(static bytes => bytes, drips: () => Time.Advance(TimeSpan.FromHours(3)));
        Locate(files);
        Connect(retries: 2);

        var failure = await FailsAsync<Auth0ConnectionException>(
            Auth0ErrorCode.RequestTimeout,
            () => ReadAsync(new Auth0Job { Id = "job_1" })
        );

        Assert.Contains(" arrived within ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wait_WithoutAnEnd_IsTaken()
    {
        var job = await Session.StartUserExportAsync(null, Log, Cancel);

        Assert.Equal("completed", (await Session.WaitJobAsync(job.Id!, TimeSpan.MaxValue, Log, Cancel)).Status);
    }

    [Fact]
    public async Task File_OfSeveralMembers_IsReadWhole()
    {
        await using var files = new FileServer(bytes => [.. bytes, .. bytes]);
        Locate(files);

        Assert.Equal(2 * FileServer.Lines, (await ReadAsync(new Auth0Job { Id = "job_1" })).Count);
    }

    [Fact]
    public async Task File_IntoAFolderThatIsNotThere_IsAnErrorThatSaysSo()
    {
        var job = await ExportAsync();

        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.FileNotWritable,
            () => Session.SaveUserExportAsync(job.Id!, "/no/such/folder/users.json", Log, Cancel)
        );
    }

    [Fact]
    public async Task File_ThatIsReplaced_KeepsWhoMayReadIt_AndWhereItLies()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // file modes exist only on Unix
        }

        var job = await ExportAsync();
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var (file, link) = (Path.Combine(folder.FullName, "users.json"), Path.Combine(folder.FullName, "link"));
            await File.WriteAllTextAsync(file, "before", Cancel);
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.CreateSymbolicLink(link, file);

            await Session.SaveUserExportAsync(job.Id!, link, Log, Cancel);

            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            Assert.Equal(Users, (await File.ReadAllLinesAsync(file, Cancel)).Length);
            Assert.NotNull(new FileInfo(link).LinkTarget);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Wait_GoesOnToItsEnd()
    {
        Start(options => options.JobDuration = TimeSpan.FromSeconds(9));
        var job = await Session.StartUserExportAsync(null, Log, Cancel);

        Assert.Equal("completed", (await Session.WaitJobAsync(job.Id!, TimeSpan.FromSeconds(10), Log, Cancel)).Status);
    }

    private void Locate(FileServer files) =>
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/jobs/*",
                StatusCode = 200,
                Times = 0,
                Body = $$"""{"id":"job_1","type":"users_export","status":"completed","format":"json","location":"{{files.Address}}"}""",
            }
        );

    private async Task<Auth0Job> ExportAsync(int retries = 3)
    {
        Start(options => options.UserCount = Users);
        Connect(retries: retries);
        var job = await Session.StartUserExportAsync(null, Log, Cancel);
        return await Session.WaitJobAsync(job.Id!, TimeSpan.FromMinutes(5), Log, Cancel);
    }

    private async Task<List<string>> ReadAsync(Auth0Job job)
    {
        var lines = new List<string>();
        await foreach (var line in Session.ReadUserExportAsync(job.Id!, Log, Cancel))
        {
            lines.Add(line);
        }

        return lines;
    }
}
