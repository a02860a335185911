using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Api;

/// <summary>A pipe that nobody writes to, in the place of a file: the wait for it can be cancelled.</summary>
public sealed class PipeTests : SessionTest
{
    [Fact]
    public async Task Text_OfAPipe_CanBeGivenUp()
    {
        using var pipe = new NamedPipe();

        await IsGivenUpAsync(token => LocalFile.ReadTextAsync(pipe.Path, token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Body_OfAPipe_CanBeGivenUp(bool isForm)
    {
        using var pipe = new NamedPipe();
        await GetTokenAsync(Tenant.ManagementAudience);
        var request = new Auth0ApiRequest
        {
            Method = HttpMethod.Post,
            Path = "jobs/users-imports",
            BodyFile = isForm ? null : pipe.Path,
            Form = isForm ? [new("users") { FilePath = pipe.Path }] : [],
        };

        await IsGivenUpAsync(token => Session.SendAsync(request, Log, token));
    }

    [Fact]
    public async Task Body_OfAPipe_IsSent()
    {
        using var pipe = new NamedPipe();
        var request = new Auth0ApiRequest
        {
            Method = HttpMethod.Post,
            Uri = new Uri($"{Tenant.Domain}/echo/a"),
            Audience = Orders,
            BodyFile = pipe.Path,
        };
        var writing = Task.Run(() => File.WriteAllText(pipe.Path, """{"a":1}"""), Cancel);

        await Session.SendAsync(request, Log, Cancel);

        await writing;
        Assert.Equal("""{"a":1}""", Tenant.Requests[^1].ReadBody());
    }

    // What it gave is gone: the second request would be empty.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Body_OfAPipe_IsNotSentAgain(bool isForm)
    {
        using var pipe = new NamedPipe();
        Tenant.AddFault(new Auth0LocalTenantFault { Path = "/echo/a", StatusCode = 503 });
        var request = new Auth0ApiRequest
        {
            Method = HttpMethod.Put,
            Uri = new Uri($"{Tenant.Domain}/echo/a"),
            Audience = Orders,
            BodyFile = isForm ? null : pipe.Path,
            Form = isForm ? [new("users") { FilePath = pipe.Path }] : [],
        };
        var writing = Task.Run(() => File.WriteAllText(pipe.Path, """{"a":1}"""), Cancel);

        var failure = await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.InvalidRequestBody,
            () => Session.SendAsync(request, Log, Cancel)
        );

        await writing;
        Assert.Contains("can be read only once", failure.Message, StringComparison.Ordinal);
        Assert.Single(Tenant.Requests, static one => one.Path == "/echo/a");
    }

    // The wait that is given up holds a thread of its own, but not this one.
    private static async Task IsGivenUpAsync(Func<CancellationToken, Task> act)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var waiting = Task.Run(() => act(source.Token), Cancel);
        await Task.Yield();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(20), Cancel));
    }
}
