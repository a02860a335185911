using System.Text.Json;

namespace Auth0Flows.Tests.Jobs;

public sealed class UserImportTests : SessionTest
{
    [Fact]
    public async Task Import_CreatesUsers_AndTellsWhichWereRefused()
    {
        var file = new Auth0UserImportFile();
        Assert.True(file.TryAdd(new Dictionary<string, object> { ["email"] = "new@example.com", ["user_id"] = "n1" }));
        Assert.True(file.TryAdd(new Dictionary<string, object> { ["email"] = "none" }));

        var job = await ImportAsync(file.Take());

        Assert.Equal((1, 1, 2), ((int)job.Summary!.Inserted!, (int)job.Summary.Failed!, (int)job.Summary.Total!));
        Assert.Equal("new@example.com", (await Session.GetAsync(Auth0Resources.Users, "auth0|n1", Log, Cancel)).Email);
        var errors = new List<Auth0JobError>();
        await foreach (var error in Session.ListAsync(Auth0Resources.JobErrors(job.Id!), null, Log, Cancel))
        {
            errors.Add(error);
        }

        Assert.Equal("none", Assert.Single(errors).User!["email"]);
    }

    [Fact]
    public async Task ExportedUsers_CanBeImportedAgain()
    {
        var user = await Session.GetAsync(Auth0Resources.Users, Tenant.GetUser("alice").UserId, Log, Cancel);
        await Session.DeleteAsync(Auth0Resources.Users, user.UserId!, Log, Cancel);
        var file = new Auth0UserImportFile();
        Assert.True(file.TryAdd(user));

        await ImportAsync(file.Take());

        var again = await Session.GetAsync(Auth0Resources.Users, user.UserId!, Log, Cancel);
        Assert.Equal((user.Email, user.Name, user.UserId), (again.Email, again.Name, again.UserId));
    }

    [Fact]
    public void File_IsFullAtAuth0sLimit()
    {
        var file = new Auth0UserImportFile();
        var user = new Dictionary<string, object>
        {
            ["email"] = "new@example.com",
            ["user_metadata"] = new Dictionary<string, object> { ["note"] = new string('x', 10_000) },
        };
        while (file.TryAdd(user)) { }

        Assert.Equal(50, file.Count);
        var content = file.Take();
        Assert.InRange(content.Length, 490_000, 500 * 1024);
        using var json = JsonDocument.Parse(content);
        Assert.Equal(50, json.RootElement.GetArrayLength());
        Assert.True(file.TryAdd(user)); // a new file was started
        Assert.Equal(1, file.Count);
    }

    [Fact]
    public async Task User_TooLargeForAnyFile_IsAnError() =>
        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.ImportRefused,
            () =>
            {
                new Auth0UserImportFile().TryAdd(new Dictionary<string, object> { ["name"] = new string('x', 600_000) });
                return Task.CompletedTask;
            }
        );

    [Theory]
    [InlineData("""[{"email":"a@example.com"},{"email":"b@example.com"}]""")]
    [InlineData("\uFEFF\r\n [ {\"email\":\"a@example.com\"},\n{\"email\":\"b@example.com\"} ]\n")]
    [InlineData("{\"email\":\"a@example.com\"}\n{\"email\":\"b@example.com\"}\n")]
    public async Task File_OfAnArrayOrOfLines_IsRead(string content)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, content, Cancel);
            var emails = new List<string?>();
            await foreach (var user in Auth0UserImportFile.ReadAsync(path, Cancel))
            {
                emails.Add(user.GetProperty("email").GetString());
            }

            Assert.Equal(["a@example.com", "b@example.com"], emails);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task File_ThatIsNoJson_IsAnErrorThatNamesIt()
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, """[{"email":"a@example.com"},{"em""", Cancel);

            var failure = await FailsAsync<Auth0ConfigurationException>(
                Auth0ErrorCode.ImportRefused,
                async () =>
                {
                    await foreach (var _ in Auth0UserImportFile.ReadAsync(path, Cancel)) { }
                }
            );

            Assert.Contains(path, failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("5B7B226E616D65223A225A6FE9227D5D", "is not encoded in UTF-8")] // Latin-1
    [InlineData("FFFE5B007B00", "is not encoded in UTF-8")] // UTF-16
    [InlineData("FEFF005B007B", "is not encoded in UTF-8")]
    [InlineData("1F8B0800", "is compressed")]
    public async Task File_OfAnotherEncoding_IsRefused_BeforeANameChanges(string content, string words)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, Convert.FromHexString(content), Cancel);

            var failure = await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.ImportRefused, () => ReadAllAsync(path));

            Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n")]
    public async Task File_WithNothingInIt_IsRefused(string content)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, content, Cancel);

            await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.ImportRefused, () => ReadAllAsync(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Pipe_IsReadAsItComes_AndThatNobodyWritesToIsLeft()
    {
        using var pipe = new NamedPipe();
        var reading = ReadAllAsync(pipe.Path);
        await using (var writer = new FileStream(pipe.Path, FileMode.Open, FileAccess.Write))
        {
            await writer.WriteAsync(" [{\"email\":\"a@example.com\"}"u8.ToArray(), Cancel);
            await writer.FlushAsync(Cancel);
            await writer.WriteAsync(",{\"email\":\"b@example.com\"}]"u8.ToArray(), Cancel);
        }

        Assert.Equal(2, await reading);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var waiting = ReadAllAsync(pipe.Path, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private static async Task<int> ReadAllAsync(string path, CancellationToken? cancellationToken = null)
    {
        var count = 0;
        await foreach (var _ in Auth0UserImportFile.ReadAsync(path, cancellationToken ?? Cancel))
        {
            count++;
        }

        return count;
    }

    [Fact]
    public async Task ThirdImport_WaitsForRoom()
    {
        Start(options => options.JobDuration = TimeSpan.FromSeconds(35));
        for (var i = 0; i < 3; i++)
        {
            var file = new Auth0UserImportFile();
            file.TryAdd(new Dictionary<string, object> { ["email"] = $"new{i}@example.com" });
            await StartAsync(file.Take());
        }

        Assert.Equal(3, Tenant.Requests.Count(request => request.Path == "/api/v2/jobs/users-imports" && request.StatusCode == 202));
    }

    // Auth0, "Bulk User Imports": a job that isn't done after two hours fails.
    [Fact]
    public async Task Import_IsWaitedFor_AsLongAsAuth0GivesIt()
    {
        Start(options => options.JobDuration = new TimeSpan(1, 59, 0));
        var file = new Auth0UserImportFile();
        file.TryAdd(new Dictionary<string, object> { ["email"] = "late@example.com" });
        var job = await StartAsync(file.Take());
        var start = Time.GetUtcNow();

        job = await Session.WaitJobAsync(job.Id!, Auth0UserImportOptions.LongestJob, Log, Cancel);

        Assert.Equal("completed", job.Status);
        Assert.InRange(Time.GetUtcNow() - start, TimeSpan.FromMinutes(119), Auth0UserImportOptions.LongestJob);
    }

    private async Task<Auth0Job> ImportAsync(ReadOnlyMemory<byte> users) =>
        await Session.WaitJobAsync((await StartAsync(users)).Id!, TimeSpan.FromMinutes(5), Log, Cancel);

    private async Task<Auth0Job> StartAsync(ReadOnlyMemory<byte> users)
    {
        var connections = new List<Auth0Connection>();
        await foreach (
            var connection in Session.ListAsync(
                Auth0Resources.Connections,
                new Auth0ListOptions { Query = [new("name", "Username-Password-Authentication")] },
                Log,
                Cancel
            )
        )
        {
            connections.Add(connection);
        }

        return await Session.StartUserImportAsync(
            new Auth0UserImportOptions { ConnectionId = connections.Single().Id!, ExternalId = "mine" },
            users,
            TimeSpan.FromMinutes(5),
            Log,
            Cancel
        );
    }
}
