using System.Net;
using System.Text.Json.Nodes;

namespace Auth0Flows.Tests.LocalTenant;

/// <summary>/api/v2/actions: Actions, versions, bindings.</summary>
public sealed class ActionTests : ManagementTenantTest
{
    private const string Valid = """
        {"name":"Add claims","supported_triggers":[{"id":"post-login","version":"v3"}],"code":"exports.onExecutePostLogin = async () => {};",
         "secrets":[{"name":"KEY","value":"hidden-1"}]}
        """;

    public ActionTests() => StartTenant();

    [Fact]
    public async Task NewAction_IsPending_ThenBuilt_AndNeverShowsASecret()
    {
        var created = await PostAsync("actions/actions", Valid);
        var path = PathOf(created);
        var read = await GetAsync(path);

        Assert.Equal(("pending", "built"), (Text(created, "status"), Text(read, "status")));
        Assert.False(read["all_changes_deployed"]!.GetValue<bool>());
        Assert.Null(read["deployed_version"]);
        Assert.Equal("KEY", Text(read["secrets"]![0], "name"));
        Assert.DoesNotContain("hidden-1", created.ToJsonString() + read.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("node22", Text(read, "runtime"));
    }

    [Fact]
    public async Task Build_TakesAsLongAsAJob_AndOnlyThenTheDraftCanBeDeployed()
    {
        StartTenant(options => options.JobDuration = TimeSpan.FromSeconds(5));
        var path = PathOf(await PostAsync("actions/actions", Valid));

        Assert.Equal("building", Text(await GetAsync(path), "status"));
        var refusal = await PostAsync($"{path}/deploy", "{}", HttpStatusCode.BadRequest);
        Assert.Equal("A draft must be in the 'built' state before it can be deployed.", Text(refusal, "message"));
        Advance(TimeSpan.FromSeconds(5));
        await PostAsync($"{path}/deploy", "{}", HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Deployment_MakesAVersion_AndAChangeIsNotDeployedUntilTheNext()
    {
        var path = PathOf(await PostAsync("actions/actions", Valid));
        var first = await PostAsync($"{path}/deploy", "{}", HttpStatusCode.Accepted);
        Assert.Equal((1, true), (first["number"]!.GetValue<int>(), first["deployed"]!.GetValue<bool>()));
        Assert.True((await GetAsync(path))["all_changes_deployed"]!.GetValue<bool>());

        await PatchAsync(path, """{"code":"// 2","secrets":[{"name":"KEY"},{"name":"OTHER","value":"hidden-2"}]}""");
        var changed = await GetAsync(path);
        Assert.False(changed["all_changes_deployed"]!.GetValue<bool>());
        Assert.Equal(("// 2", Text(first, "code")), (Text(changed, "code"), Text(changed["deployed_version"], "code")));

        await PostAsync($"{path}/deploy", "{}", HttpStatusCode.Accepted);
        var versions = await GetAsync($"{path}/versions");
        Assert.Equal([2, 1], versions["versions"]!.AsArray().Select(version => version!["number"]!.GetValue<int>()));
        Assert.Equal([true, false], versions["versions"]!.AsArray().Select(version => version!["deployed"]!.GetValue<bool>()));
        Assert.Equal(["KEY", "OTHER"], Texts(versions["versions"]![0]!["secrets"]!, "name"));
    }

    [Fact]
    public async Task OlderVersion_CanBeDeployedAgain_AsANewOne()
    {
        var path = PathOf(await PostAsync("actions/actions", Valid));
        var first = await PostAsync($"{path}/deploy", "{}", HttpStatusCode.Accepted);
        await PatchAsync(path, """{"code":"// 2"}""");
        await PostAsync($"{path}/deploy", "{}", HttpStatusCode.Accepted);

        var again = await PostAsync($"{path}/versions/{Text(first, "id")}/deploy", """{"update_draft":true}""", HttpStatusCode.Accepted);

        Assert.Equal((3, Text(first, "code")), (again["number"]!.GetValue<int>(), Text(again, "code")));
        Assert.Equal(Text(first, "code"), Text(await GetAsync(path), "code"));
        Assert.Equal(Text(again, "id"), Text((await GetAsync(path))["deployed_version"], "id"));
        Assert.Equal(1, (await GetAsync($"{path}/versions/{Text(first, "id")}"))["number"]!.GetValue<int>());
    }

    [Fact]
    public async Task Bindings_AreInTheOrderSent_AndKeepTheirIds()
    {
        var (first, second) = (await DeployedAsync("First"), await DeployedAsync("Second"));
        var bound = await BindAsync(Ref("action_name", "First"), Ref("action_id", second));
        Assert.Equal(["First", "Second"], Texts(bound["bindings"]!, "display_name"));
        var ids = Texts(bound["bindings"]!, "id");

        var turned = await BindAsync(Ref("binding_id", ids[1]), Ref("binding_id", ids[0]));

        Assert.Equal([ids[1], ids[0]], Texts(turned["bindings"]!, "id"));
        var listed = await GetAsync("actions/triggers/post-login/bindings");
        Assert.Equal((2, 50), (listed["total"]!.GetValue<int>(), listed["per_page"]!.GetValue<int>()));
        Assert.Equal([second, first], listed["bindings"]!.AsArray().Select(binding => Text(binding!["action"], "id")));
    }

    [Fact]
    public async Task BoundAction_IsNotDeleted_UnlessForced()
    {
        var id = await DeployedAsync("Bound");
        await BindAsync(Ref("action_id", id));
        await SendAsync(HttpStatusCode.BadRequest, HttpMethod.Delete, $"/api/v2/actions/actions/{id}", await AllAsync());

        await SendEmptyAsync(HttpMethod.Delete, $"actions/actions/{id}?force=true");

        Assert.Empty((await GetAsync("actions/triggers/post-login/bindings"))["bindings"]!.AsArray());
        Assert.Equal("That action does not exist.", Text(await GetAsync($"actions/actions/{id}", HttpStatusCode.NotFound), "message"));
        await SendAsync(HttpStatusCode.NotFound, HttpMethod.Delete, $"/api/v2/actions/actions/{id}", await AllAsync());
    }

    [Fact]
    public async Task Refusals_AreAuth0s()
    {
        var created = await PostAsync("actions/actions", Valid);
        Assert.Equal("action_conflict", Text(await PostAsync("actions/actions", Valid, HttpStatusCode.Conflict), "errorCode"));
        Assert.Equal("invalid_body", Text(await PostAsync("actions/actions", """{"name":"x"}""", HttpStatusCode.BadRequest), "errorCode"));
        Assert.Equal(
            "invalid_body",
            Text(
                await PostAsync(
                    "actions/actions",
                    """{"name":"x","supported_triggers":[{"id":"post-lunch"}]}""",
                    HttpStatusCode.BadRequest
                ),
                "errorCode"
            )
        );
        Assert.Equal(
            "invalid_body",
            Text(await PatchAsync(PathOf(created), """{"status":"built"}""", HttpStatusCode.BadRequest), "errorCode")
        );

        var binding = $$"""{"bindings":[{{Ref("action_id", Text(created, "id"))}}]}""";
        Assert.Contains(
            "has not been deployed",
            Text(await PatchAsync("actions/triggers/post-login/bindings", binding, HttpStatusCode.BadRequest), "message"),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "cannot list action bindings for an entity-bound trigger",
            Text(await GetAsync("actions/triggers/event-stream/bindings", HttpStatusCode.BadRequest), "message")
        );
        var reader = await ManagementTokenAsync("read:actions");
        var refusal = await SendAsync(HttpStatusCode.Forbidden, HttpMethod.Post, "/api/v2/actions/actions", reader, Valid);
        Assert.Equal("insufficient_scope", Text(refusal, "errorCode"));
    }

    [Fact]
    public async Task List_IsFiltered_AndCounted()
    {
        await DeployedAsync("Deployed one");
        await PostAsync("actions/actions", Valid);

        Assert.Equal(["Deployed one"], await NamesAsync("?deployed=true"));
        Assert.Equal(["Add claims"], await NamesAsync("?actionName=claims"));
        Assert.Equal(["Deployed one", "Add claims"], await NamesAsync("?triggerId=post-login"));
        Assert.Empty(await NamesAsync("?triggerId=credentials-exchange"));
        var page = await GetAsync("actions/actions?per_page=1&page=1");
        Assert.Equal((2, 1, 1), (page["total"]!.GetValue<int>(), page["page"]!.GetValue<int>(), page["actions"]!.AsArray().Count));
    }

    [Fact]
    public async Task Test_AnswersWithoutRunningTheCode()
    {
        var path = PathOf(await PostAsync("actions/actions", Valid));
        Assert.NotNull((await PostAsync($"{path}/test", """{"payload":{"event":{}}}""", HttpStatusCode.OK))["payload"]);
        await PostAsync($"{path}/test", "{}", HttpStatusCode.BadRequest);
    }

    private static string PathOf(JsonNode action) => $"actions/actions/{Text(action, "id")}";

    private static string Ref(string type, string value) => $$"""{"ref": {"type":"{{type}}","value":"{{value}}"} }""";

    private async Task<string[]> NamesAsync(string query) => Texts((await GetAsync($"actions/actions{query}"))["actions"]!, "name");

    private Task<JsonNode> BindAsync(params string[] bindings) =>
        PatchAsync("actions/triggers/post-login/bindings", $$"""{"bindings":[{{string.Join(',', bindings)}}]}""");

    private async Task<string> DeployedAsync(string name)
    {
        var created = await PostAsync(
            "actions/actions",
            $$"""{"name":"{{name}}","supported_triggers":[{"id":"post-login"}],"deploy":true}"""
        );
        Assert.NotNull(created["deployed_version"]);
        return Text(created, "id");
    }
}
