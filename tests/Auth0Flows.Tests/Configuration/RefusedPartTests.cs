using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Configuration;

/// <summary>
/// A firewall or a proxy that refuses a part of a tenant says nothing of what the tenant has: nothing of that part is written, changed or
/// removed, and a notice tells it.
/// </summary>
public sealed class RefusedPartTests : ConfigurationTest
{
    private const string Html = "<html>blocked</html>";
    private const string Gateway = """{"timestamp":"2026-11-30T00:00:00Z","status":403,"error":"Forbidden","path":"/api/v2/x"}""";
    private const string Plan = """{"statusCode":403,"error":"Forbidden","message":"Not in your plan","errorCode":"feature_not_enabled"}""";

    public static TheoryData<string, string> InnerLists =>
        new()
        {
            { "organizations/{acme}/client-grants", "organizations" },
            { "organizations/{acme}/discovery-domains", "organizations" },
            { "organizations/{acme}/enabled_connections", "organizations" },
            { "actions/triggers/post-login/bindings", "triggers" },
            { "attack-protection/*", "attackProtection" },
            { "branding", "branding" },
        };

    [Theory]
    [MemberData(nameof(InnerLists))]
    public async Task PartThatAFirewallRefuses_LeavesItsKindOut(string path, string kind)
    {
        await AnswerAsync(path, Html, 403, "text/html");

        var tenant = await ReadTenantAsync(kind, "roles");

        Assert.Equal(["roles"], tenant.Kinds);
        Assert.StartsWith($"{kind} (", Assert.Single(tenant.Notices), StringComparison.Ordinal);
        Assert.Contains("403", tenant.Notices[0], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(InnerLists))]
    public async Task PartThatAGatewayRefuses_LeavesItsKindOut(string path, string kind)
    {
        await AnswerAsync(path, Gateway, 403);

        Assert.Equal(["roles"], (await ReadTenantAsync(kind, "roles")).Kinds);
    }

    // An organization of a tenant without the feature changes nothing in one that has it.
    [Fact]
    public async Task ListThatAPlanDoesNotInclude_IsNotAnEmptyOne()
    {
        await AnswerAsync("organizations/{acme}/client-grants", Plan, 403);

        await ExportAsync(kinds: "organizations");

        Assert.DoesNotContain("client_grants", Read("organizations/acme.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(204, "")]
    [InlineData(200, """{"statusCode":500,"error":"upstream"}""")]
    [InlineData(200, """{"message":"upstream"}""")]
    [InlineData(200, "{}")]
    [InlineData(200, "null")]
    [InlineData(200, """{"timestamp":"x","status":500,"error":"upstream","path":"/"}""")]
    public async Task DocumentThatIsNone_IsLeftOut_WithANotice(int status, string body)
    {
        await ExportAsync(kinds: "branding");
        var files = Directory.GetFiles(Folder, "*", SearchOption.AllDirectories);
        await AnswerAsync("branding", body, status);

        var tenant = await ReadTenantAsync("branding");
        await tenant.ToFiles(Folder).WriteAsync(Cancel);

        Assert.Contains(tenant.Notices, static notice => notice.StartsWith("branding 'branding' (", StringComparison.Ordinal));
        Assert.Equal(files, Directory.GetFiles(Folder, "*", SearchOption.AllDirectories));
        Assert.DoesNotContain("upstream", string.Concat(files.Select(File.ReadAllText)), StringComparison.Ordinal);
    }

    // The settings name the languages of the texts.
    [Theory]
    [InlineData("tenants/settings", "{}")]
    [InlineData("tenants/settings", "[]")]
    [InlineData("tenants/settings", "null")]
    [InlineData("tenants/settings", """{"message":"upstream"}""")]
    [InlineData("prompts/login/custom-text/en", "[]")]
    [InlineData("prompts/login/custom-text/en", """{"message":"upstream"}""")]
    [InlineData("prompts/login/custom-text/en", Plan, 403)]
    [InlineData("prompts/login/custom-text/en", """{"statusCode":402,"error":"Payment Required","message":"Not in your plan"}""", 402)]
    public async Task TextsThatCannotBeRead_AreLeftOut_WithANotice(string path, string body, int status = 200)
    {
        await Session.SendAsync(
            new Auth0ApiRequest
            {
                Method = HttpMethod.Put,
                Path = "prompts/login/custom-text/en",
                Body = """{"login":{"title":"Welcome"}}""",
            },
            Log,
            Cancel
        );
        await ExportAsync(kinds: "prompts");
        var texts = Read("prompts/custom-text.json");
        Assert.Contains("Welcome", texts, StringComparison.Ordinal);
        await AnswerAsync(path, body, status);

        var tenant = await ReadTenantAsync("prompts");
        await tenant.ToFiles(Folder).WriteAsync(Cancel);

        Assert.Contains(tenant.Notices, static notice => notice.StartsWith("prompts 'customText' (", StringComparison.Ordinal));
        Assert.Equal(texts, Read("prompts/custom-text.json"));
        Assert.Empty(ReadFolder().Compare(tenant));
    }

    // A plan doesn't include the snippets of any prompt; a refusal of one prompt's alone is something else.
    [Theory]
    [InlineData("prompts/*/partials", 0)]
    [InlineData("prompts/login/partials", 1)]
    public async Task SnippetsThatARefusalTakesAway_AreLeftOut_UnlessItTakesAll(string path, int notices)
    {
        await AnswerAsync(path, Plan, 403);

        var tenant = await ReadTenantAsync("prompts");

        Assert.Equal(notices, tenant.Notices.Count(static notice => notice == "prompts 'partials' (prompts/login/partials was refused)"));
        Assert.Equal(notices, tenant.Notices.Count);
    }

    [Fact]
    public async Task NamesThatAFirewallRefuses_AreTold()
    {
        await AnswerAsync("connections", Html, 403, "text/html");

        var tenant = await ReadTenantAsync("organizations");

        Assert.Contains(
            tenant.Notices,
            static notice =>
                notice.StartsWith("the names of the connections in organizations, which have ids in their place", StringComparison.Ordinal)
        );
    }

    private async Task AnswerAsync(string path, string body, int status, string contentType = "application/json")
    {
        var acme = await Session
            .ListAsync(Auth0Resources.Organizations, null, Log, Cancel)
            .FirstAsync(static organization => organization.Name == "acme", Cancel);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Method = "GET",
                Path = $"/api/v2/{path.Replace("{acme}", acme.Id, StringComparison.Ordinal)}",
                StatusCode = status,
                Body = body,
                ContentType = contentType,
                Times = 0,
            }
        );
    }
}
