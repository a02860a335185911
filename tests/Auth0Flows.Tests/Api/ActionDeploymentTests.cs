using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Api;

/// <summary>An action is deployed when its draft is built, and the deployment ends when its version is built.</summary>
public sealed class ActionDeploymentTests : SessionTest
{
    private const string Deploy = "/api/v2/actions/actions/a/deploy";
    private const string Version = "/api/v2/actions/actions/a/versions/v";
    private const string NotBuilt =
        """{"statusCode":400,"error":"Bad Request","message":"A draft must be in the 'built' state before it can be deployed."}""";

    [Fact]
    public async Task Deployment_WaitsForTheDraft_AndForTheVersion()
    {
        Answer(Deploy, 400, NotBuilt);
        Answer("/api/v2/actions/actions/a", 200, """{"id":"a","status":"building"}""");
        Answer(Deploy, 202, """{"id":"v","number":2,"status":"pending"}""");
        Answer(Version, 200, """{"id":"v","number":2,"status":"building"}""");
        Answer(Version, 200, """{"id":"v","number":2,"status":"built","deployed":true}""");

        var version = await Session.DeployActionAsync("a", TimeSpan.FromMinutes(1), activity: Log, cancellationToken: Cancel);

        Assert.True(version.Deployed);
        Assert.Equal(2, Tenant.CountRequests("POST", Deploy));
        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)], Time.Delays);
    }

    [Fact]
    public async Task Version_ThatIsBuiltAtOnce_IsNotReadAgain()
    {
        Answer("/api/v2/actions/actions/a/versions/old/deploy", 202, """{"id":"v","number":3,"status":"built"}""");

        var version = await Session.DeployActionAsync("a", TimeSpan.FromMinutes(1), "old", updatesDraft: true, cancellationToken: Cancel);

        Assert.Equal(3, version.Number);
        Assert.Equal("""{"update_draft":true}""", Tenant.Requests[^1].ReadBody());
        Assert.Empty(Time.Delays);
    }

    [Fact]
    public async Task Build_ThatFails_SaysWhy()
    {
        Answer(Deploy, 202, """{"id":"v","number":2,"status":"pending"}""");
        Answer(
            Version,
            200,
            """{"id":"v","status":"failed","errors":[{"id":"e","msg":"Unexpected token"},{"id":"f","msg":"No such module"}]}"""
        );

        var failure = await FailsAsync(Auth0ErrorCode.JobFailed);

        Assert.Contains("Unexpected token; No such module", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draft_ThatCouldNotBeBuilt_IsNotTriedAgain()
    {
        Answer(Deploy, 400, NotBuilt);
        Answer("/api/v2/actions/actions/a", 200, """{"id":"a","status":"failed"}""");

        Assert.Contains("a could not be built", (await FailsAsync(Auth0ErrorCode.JobFailed)).Message, StringComparison.Ordinal);
        Assert.Equal(1, Tenant.CountRequests("POST", Deploy));
    }

    [Fact]
    public async Task Build_ThatTakesTooLong_EndsTheWait()
    {
        Answer(Deploy, 202, """{"id":"v","number":2,"status":"pending"}""");
        Answer(Version, 200, """{"id":"v","number":2,"status":"building"}""", times: 100);

        Assert.Contains("60 s", (await FailsAsync(Auth0ErrorCode.JobTimeout)).Message, StringComparison.Ordinal);
        Assert.Equal(61, Tenant.CountRequests("GET", Version));
    }

    [Fact]
    public async Task Build_OutlivesALostConnection()
    {
        Answer(Deploy, 202, """{"id":"v","number":2,"status":"pending"}""");
        Answer(Version, 503, "{}", times: 10); // more than the retries of one call
        Answer(Version, 200, """{"id":"v","status":"built"}""");

        Assert.Equal("built", (await Session.DeployActionAsync("a", TimeSpan.FromHours(1), cancellationToken: Cancel)).Status);
    }

    [Fact]
    public async Task OtherRefusals_AreErrorsAtOnce()
    {
        Answer(Deploy, 400, """{"statusCode":400,"error":"Bad Request","message":"The action has no code."}""");

        await FailsAsync(Auth0ErrorCode.InvalidRequest);

        Assert.Equal(1, Tenant.CountRequests("POST", Deploy));
    }

    private void Answer(string path, int status, string body, int times = 1) =>
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = path,
                StatusCode = status,
                Body = body,
                Times = times,
            }
        );

    private Task<Auth0ApiException> FailsAsync(Auth0ErrorCode code) =>
        FailsAsync<Auth0ApiException>(
            code,
            () => Session.DeployActionAsync("a", TimeSpan.FromMinutes(1), activity: Log, cancellationToken: Cancel)
        );
}
