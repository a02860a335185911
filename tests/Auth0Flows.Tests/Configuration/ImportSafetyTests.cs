using System.Text.RegularExpressions;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Configuration;

/// <summary>What must not be changed, removed or reported as done by mistake.</summary>
public sealed partial class ImportSafetyTests : ConfigurationTest
{
    private const string OwnApi = "https://api.example.com/api/v2/";

    [Theory]
    [InlineData("resourceServers", "clientGrants")] // the folder has the API
    [InlineData("clientGrants")] // only the tenant has it
    public async Task ApiWithAnIdentifierLikeThatOfTheManagementApi_StaysItself(params string[] kinds)
    {
        await CreateAsync("resource-servers", ("name", "Ours"), ("identifier", OwnApi), ("scopes", new[] { Scope("read:users") }));
        var client = await ClientAsync("web-shop");
        var created = await CreateAsync(
            "client-grants",
            ("client_id", client.ClientId),
            ("audience", OwnApi),
            ("scope", new[] { "read:users" })
        );
        await ExportAsync(null, kinds);
        Assert.Contains(Directory.GetFiles(PathOf("grants")).Select(File.ReadAllText), Contains($"\"audience\": \"{OwnApi}\""));
        Assert.Empty(await CompareAsync());
        using var grant = created.ReadJson();
        await SendAsync(HttpMethod.Delete, $"client-grants/{grant.RootElement.GetProperty("id").GetString()}");
        Tenant.ClearRequests();

        var changes = await ImportAsync();

        Assert.Equal([$"Create clientGrants web-shop → {OwnApi}"], changes);
        var sent = Assert.Single(Tenant.Requests, static request => request.Method == "POST" && request.Path == "/api/v2/client-grants");
        Assert.Contains(OwnApi, sent.ReadBody(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherApisOfAuth0_AreLeftOut()
    {
        Answer(
            "resource-servers",
            """[{"id":"1","name":"Orders","identifier":"https://orders.example.com/"},{"id":"2","name":"Auth0 My Account API","identifier":"https://t.eu.auth0.com/me/","is_system":true}]"""
        );

        var tenant = await ReadTenantAsync("resourceServers");

        Assert.Equal(Orders, Assert.Single(tenant.Snapshots[0].Objects).Name);
    }

    [Fact]
    public async Task GrantsWhoseApplicationsMayNotBeRead_AreLeftOut_AndNotRemoved()
    {
        Write("grants/shop.json", """{ "client_id": "web-shop", "audience": "https://orders.example.com/", "scope": ["read:orders"] }""");
        await ImportAsync();
        Answer(
            "clients",
            """{"statusCode":403,"error":"Forbidden","message":"Insufficient scope, expected any of: read:clients","errorCode":"insufficient_scope"}""",
            status: 403
        );

        var plan = await PlanAsync(removes: true);
        var tenant = await ReadTenantAsync("clientGrants");

        Assert.Empty(plan.Changes);
        Assert.Empty(plan.Kept);
        Assert.Empty(tenant.Kinds);
        Assert.Equal("clientGrants (named by the clients: needs the scope read:clients)", Assert.Single(tenant.Notices));
    }

    [Theory]
    [InlineData("""{ "name": "twin", "description": "changed" }""")]
    [InlineData("""{ "name": "other" }""")] // the twins are to be removed
    public async Task NameThatSeveralHave_IsNeitherChangedNorRemoved(string file)
    {
        await CreateAsync("clients", ("name", "twin"));
        await CreateAsync("clients", ("name", "twin"));
        Write("clients/one.json", file);

        var plan = await PlanAsync(removes: true);

        var change = Assert.Single(plan.Changes, static change => change.Name == "twin");
        Assert.Equal(
            "Several of the clients are named 'twin': which one is meant can't be known. Give them different names.",
            change.Failure?.Message
        );
        await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.InvalidConfiguration, () => plan.ApplyAsync(change, Log, Cancel));
        Assert.DoesNotContain(Tenant.Requests, static request => request.Method is "PATCH" or "DELETE");
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData(", \"deployed\": false", 0)]
    [InlineData(", \"deployed\": true", 1)]
    public async Task Code_IsOnlyDeployed_IfTheFileSaysSo(string deployed, int times)
    {
        await ActionAsync("exports.onExecutePostLogin = async () => {};", isDeployed: true);
        WriteAction(deployed);
        Tenant.ClearRequests();

        await ImportAsync();

        Assert.Single(Tenant.Requests, static request => request.Method == "PATCH");
        Assert.Equal(times, Tenant.Requests.Count(IsDeployment));
    }

    [Fact]
    public async Task ActionThatIsNotBuilt_IsAnError_AndIsNotDeployed()
    {
        var id = await ActionAsync("exports.onExecutePostLogin = async () => {};", isDeployed: false);
        WriteAction(", \"deployed\": true");
        var plan = await PlanAsync();
        Answer($"actions/actions/{id}", $$"""{"id":"{{id}}","name":"greet","status":"building"}""");

        var failure = await FailsAsync<Auth0ApiException>(
            Auth0ErrorCode.JobTimeout,
            () => plan.ApplyAsync(Assert.Single(plan.Changes), Log, Cancel)
        );

        Assert.Equal("actions 'greet' was not built within 60 s.", failure.Message);
        Assert.DoesNotContain(Tenant.Requests, IsDeployment);
    }

    [Fact]
    public async Task ChangeThatSendsNothing_IsAnError()
    {
        await ActionAsync("exports.onExecutePostLogin = async () => {};", isDeployed: true);
        Write("actions/greet.json", """{ "name": "greet", "deployed": false }""");

        var plan = await PlanAsync();

        var change = Assert.Single(plan.Changes);
        Assert.Equal("The API has no request that gives actions 'greet' this value of deployed.", change.Failure?.Message);
        await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.InvalidConfiguration, () => plan.ApplyAsync(change, Log, Cancel));
    }

    [Fact]
    public async Task LoginPage_IsGiven_ToATenantWithoutOne()
    {
        await ExportAsync(null, "pages");
        Assert.False(File.Exists(PathOf("pages/login.json")));
        Write("pages/login.json", """{ "name": "login", "enabled": true }""");
        Write("pages/login.html", "Log in");
        Tenant.ClearRequests();

        Assert.Equal(["Update pages login"], await ImportAsync());

        Assert.Equal(
            """{"custom_login_page":"Log in","custom_login_page_on":true}""",
            Assert.Single(Tenant.Requests, static request => request.Method == "PATCH").ReadBody()
        );
        Assert.Empty(await CompareAsync());
    }

    [Fact]
    public async Task EachSecret_HasItsOwnMarker()
    {
        foreach (var name in new[] { "acme-one", "acme--one", "other" })
        {
            await CreateAsync(
                "connections",
                ("name", name),
                ("strategy", "oidc"),
                (
                    "options",
                    new Dictionary<string, object?>
                    {
                        ["client_secret"] = "CANARY-1",
                        ["deep"] = new Dictionary<string, object?> { ["client_secret"] = "CANARY-2" },
                    }
                )
            );
        }

        var files = await ExportAsync(null, "connections");

        var markers = files
            .Paths.SelectMany(static path => Marker().Matches(File.ReadAllText(path)))
            .Select(static one => one.Value)
            .ToList();
        Assert.Equal(6, markers.Distinct().Count());
        Assert.Contains("##CONNECTIONS_OTHER_OPTIONS_CLIENT_SECRET##", markers);
        Assert.Contains("##CONNECTIONS_OTHER_OPTIONS_DEEP_CLIENT_SECRET##", markers);
        Assert.Equal(
            2,
            markers.Count(static one => one.StartsWith("##CONNECTIONS_ACME_ONE_OPTIONS_CLIENT_SECRET_", StringComparison.Ordinal))
        );
    }

    [GeneratedRegex("##[A-Z0-9_]+##")]
    private static partial Regex Marker();

    private static bool IsDeployment(Auth0LocalTenantRequest request) =>
        request.Method == "POST" && request.Path.EndsWith("/deploy", StringComparison.Ordinal);

    private async Task<string> ActionAsync(string code, bool isDeployed)
    {
        var created = await CreateAsync(
            "actions/actions",
            ("name", "greet"),
            ("code", code),
            (
                "supported_triggers",
                new[]
                {
                    new Dictionary<string, object?> { ["id"] = "post-login", ["version"] = "v3" },
                }
            )
        );
        using var json = created.ReadJson();
        var id = json.RootElement.GetProperty("id").GetString()!;
        if (isDeployed)
        {
            await SendAsync(HttpMethod.Post, $"actions/actions/{id}/deploy");
        }

        return id;
    }

    private void WriteAction(string deployed) =>
        Write(
            "actions/greet.json",
            $$"""{ "name": "greet", "code": "exports.onExecutePostLogin = async () => { /* new */ };"{{deployed}} }"""
        );

    private static Predicate<string> Contains(string text) => whole => whole.Contains(text, StringComparison.Ordinal);

    private static Dictionary<string, object?> Scope(string name) => new() { ["value"] = name };

    private void Answer(string path, string body, int status = 200, int times = 0, string method = "GET") =>
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Method = method,
                Path = $"/api/v2/{path}",
                StatusCode = status,
                Body = body,
                Times = times,
            }
        );
}
