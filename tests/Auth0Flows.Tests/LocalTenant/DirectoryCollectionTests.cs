using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Auth0Flows.Tests.LocalTenant;

/// <summary>Organizations, roles, connections, APIs and client grants.</summary>
public sealed class DirectoryCollectionTests : ManagementTenantTest
{
    public DirectoryCollectionTests() =>
        StartTenant(options =>
        {
            options.UserCount = 60;
            options.OrganizationCount = 25;
            options.MemberCount = 12;
            options.RoleCount = 5;
            options.ConnectionCount = 9;
            options.ApiCount = 7;
        });

    [Theory]
    [InlineData("organizations", "organizations", 25)]
    [InlineData("connections", "connections", 9)]
    [InlineData("resource-servers", "resource_servers", 10)]
    [InlineData("client-grants", "client_grants", 10)]
    public async Task List_ByCheckpoint_HasEachOnceAndEnds(string path, string name, int count)
    {
        var ids = (await AllPagesAsync(path, name, take: 4)).ConvertAll(item => Text(item, "id"));

        Assert.Equal((count, count), (ids.Count, ids.Distinct().Count()));
        Assert.Equal(count, (await GetAsync($"{path}?include_totals=true"))["total"]!.GetValue<int>());
        Assert.Equal(ids, Texts(await GetAsync($"{path}?per_page=100"), "id"));
        Assert.Equal(ids[3], Text(await GetAsync($"{path}/{ids[3]}"), "id"));
    }

    [Fact]
    public async Task Checkpoint_AfterADeletion_SkipsNothing()
    {
        var all = Texts(await GetAsync("organizations"), "id");
        var first = await GetAsync("organizations?take=3");

        await SendEmptyAsync(HttpMethod.Delete, $"organizations/{all[1]}");
        var second = await GetAsync($"organizations?take=3&from={Text(first, "next")}");

        Assert.Equal(all[3..6], Texts(second["organizations"]!, "id"));
        Assert.Equal("invalid_query_string", Text(await GetAsync("organizations?from=nonsense", HttpStatusCode.BadRequest), "errorCode"));
    }

    [Fact]
    public async Task Members_OfAnOrganization_AreUsers()
    {
        var acme = Text(await GetAsync("organizations/name/acme"), "id");

        var members = await AllPagesAsync($"organizations/{acme}/members", "members", take: 5);

        Assert.Equal(12, members.Count);
        foreach (var member in members)
        {
            Assert.Equal(Text(member, "email"), Text(await GetAsync(UserPath(Text(member, "user_id"))), "email"));
            Assert.Contains(acme, Texts(await GetAsync($"{UserPath(Text(member, "user_id"))}/organizations"), "id"));
        }
    }

    [Fact]
    public async Task Members_AreAddedAndRemoved()
    {
        var created = await PostAsync("organizations", """{"name":"initech","display_name":"Initech"}""");
        var path = $"organizations/{Text(created, "id")}/members";
        var alice = Tenant.GetUser("alice").UserId;
        Assert.Empty((await GetAsync(path)).AsArray());

        await SendEmptyAsync(HttpMethod.Post, path, $$"""{"members":["{{alice}}"]}""");
        Assert.Equal([alice], Texts(await GetAsync(path), "user_id"));
        await SendEmptyAsync(HttpMethod.Delete, path, $$"""{"members":["{{alice}}"]}""");
        Assert.Empty((await GetAsync(path)).AsArray());
    }

    [Fact]
    public async Task MemberRoles_ComeWhereTheyAreAskedForAndAllowed()
    {
        var acme = Text(await GetAsync("organizations/name/acme"), "id");
        var alice = Tenant.GetUser("alice").UserId;
        var editor = Text((await GetAsync("roles"))[1], "id");
        await SendEmptyAsync(
            HttpMethod.Post,
            $"organizations/{acme}/members/{Uri.EscapeDataString(alice)}/roles",
            $$"""{"roles":["{{editor}}"]}"""
        );

        var member = (await GetAsync($"organizations/{acme}/members?fields=user_id,roles&per_page=1"))[0]!;
        Assert.Equal("editor", Text(member["roles"]![0], "name"));
        Assert.False((await GetAsync($"organizations/{acme}/members"))[0]!.AsObject().ContainsKey("roles"));
        var refusal = await SendAsync(
            HttpStatusCode.Forbidden,
            HttpMethod.Get,
            $"/api/v2/organizations/{acme}/members?fields=roles",
            await ManagementTokenAsync("read:organization_members")
        );
        Assert.Equal("Insufficient scope, expected any of: read:organization_member_roles", Text(refusal, "message"));
    }

    [Fact]
    public async Task Organizations_AreThoseThatTokensName()
    {
        var created = await PostAsync("organizations", """{"name":"initech"}""");

        using var response = await AskForTokenAsync(("organization", "initech"));

        Assert.Equal(Text(created, "id"), Part(Text(await ReadAsync(response), "access_token"), 1)["org_id"]!.GetValue<string>());
        Assert.Equal(
            "An organization with this name already exists.",
            Text(await PostAsync("organizations", """{"name":"acme"}""", HttpStatusCode.Conflict), "message")
        );
        Assert.Equal(
            "No organization found by that id or name",
            Text(await GetAsync("organizations/org_x", HttpStatusCode.NotFound), "message")
        );
    }

    [Fact]
    public async Task MembersBeyondAThousand_NeedTheCheckpoint()
    {
        StartTenant(options => (options.UserCount, options.MemberCount) = (1500, 1200));
        var acme = Text(await GetAsync("organizations/name/acme"), "id");

        var refusal = await GetAsync($"organizations/{acme}/members?per_page=100&page=10", HttpStatusCode.BadRequest);

        Assert.Equal(
            "Requesting page 10 exceeds the allowed maximum of 1000 records. To fetch results beyond 1000, use the checkpoint pagination method.",
            Text(refusal, "message")
        );
        Assert.Equal(1200, (await AllPagesAsync($"organizations/{acme}/members", "members", take: 100)).Count);
    }

    [Fact]
    public async Task UsersOfARole_AreThoseThatHaveIt()
    {
        var roles = (await GetAsync("roles")).AsArray();
        var users = await AllPagesAsync($"roles/{Text(roles[2], "id")}/users", "users", take: 5);

        Assert.Equal(12, users.Count);
        Assert.Equal([Text(roles[2], "name")], Texts(await GetAsync($"{UserPath(Text(users[7], "user_id"))}/roles"), "name"));
        Assert.Equal("role_conflict", Text(await PostAsync("roles", """{"name":"admin"}""", HttpStatusCode.Conflict), "errorCode"));
        Assert.Equal("x", Text(await PostAsync("roles", """{"name":"x"}""", HttpStatusCode.OK), "name"));
    }

    [Fact]
    public async Task Connections_AreFilteredCreatedAndDeletedWithTheirUsers()
    {
        Assert.Equal(["Username-Password-Authentication", "employees"], Texts(await GetAsync("connections?strategy=auth0"), "name"));
        AssertJson("""[{"name":"employees"}]""", await GetAsync("connections?name=employees&fields=name"));

        var created = await PostAsync("connections", """{"name":"partners","strategy":"auth0"}""");
        await PostAsync("users", """{"connection":"partners","email":"pat@example.com","password":"Pass-word-1"}""");
        Assert.Equal(
            "A connection with the same name already exists",
            Text(await PostAsync("connections", """{"name":"partners","strategy":"auth0"}""", HttpStatusCode.Conflict), "message")
        );
        Assert.Equal(
            ["x"],
            (await PatchAsync($"connections/{Text(created, "id")}", """{"realms":["x"]}"""))["realms"]!
                .AsArray()
                .Select(realm => realm!.GetValue<string>())
        );
        await SendEmptyAsync(HttpMethod.Delete, $"connections/{Text(created, "id")}", expected: HttpStatusCode.Accepted);
        await SendEmptyAsync(HttpMethod.Delete, $"connections/{Text(created, "id")}");

        Assert.Empty((await GetAsync("users-by-email?email=pat%40example.com")).AsArray());
        Assert.Equal(
            "inexistent_connection",
            Text(await GetAsync($"connections/{Text(created, "id")}", HttpStatusCode.NotFound), "errorCode")
        );
    }

    [Fact]
    public async Task ResourceServers_AreTheApisOfTheTokenEndpoint()
    {
        var created = await PostAsync(
            "resource-servers",
            """{"identifier":"https://new.example.com/","scopes":[{"value":"read:new","description":"Read"}],"token_lifetime":60}"""
        );
        Assert.Equal(
            Text(created, "id"),
            Text(await GetAsync($"resource-servers/{Uri.EscapeDataString("https://new.example.com/")}"), "id")
        );
        Assert.Equal(
            "resource_server_conflict",
            Text(await PostAsync("resource-servers", """{"identifier":"https://new.example.com/"}""", HttpStatusCode.Conflict), "errorCode")
        );

        await PostAsync(
            "client-grants",
            $$"""{"client_id":"{{Tenant.ClientId}}","audience":"https://new.example.com/","scope":["read:new"]}"""
        );
        using var granted = await AskForTokenAsync(("audience", "https://new.example.com/"));
        Assert.Equal(60, (await ReadAsync(granted))["expires_in"]!.GetValue<int>());

        await SendEmptyAsync(HttpMethod.Delete, $"resource-servers/{Text(created, "id")}");
        using var gone = await AskForTokenAsync(("audience", "https://new.example.com/"));
        Assert.Equal(HttpStatusCode.Forbidden, gone.StatusCode);
        Assert.Empty((await GetAsync($"client-grants?audience={Uri.EscapeDataString("https://new.example.com/")}")).AsArray());
        var system = Text((await GetAsync("resource-servers"))[0], "id");
        await PatchAsync($"resource-servers/{system}", """{"name":"x"}""", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task ClientGrants_AreWhatTheNextTokenMayDo()
    {
        var worker = await SeededIdAsync("nightly-export");
        var secret = Text(await GetAsync($"clients/{worker}"), "client_secret");
        var body = $$"""{"client_id":"{{worker}}","audience":"{{OrdersApi}}","scope":["read:orders"]}""";
        Assert.Null(await ScopeAsync());

        var grant = await PostAsync("client-grants", body);
        Assert.Equal("read:orders", await ScopeAsync());
        Assert.Equal("client_grant_conflict", Text(await PostAsync("client-grants", body, HttpStatusCode.Conflict), "errorCode"));

        await PatchAsync($"client-grants/{Text(grant, "id")}", """{"scope":["read:orders","delete:orders"]}""");
        Assert.Equal("read:orders delete:orders", await ScopeAsync());
        Assert.Equal([Text(grant, "id")], Texts(await GetAsync($"client-grants?client_id={worker}"), "id"));

        await SendEmptyAsync(HttpMethod.Delete, $"client-grants/{Text(grant, "id")}");
        Assert.Null(await ScopeAsync());
        Assert.Equal(
            "inexistent_client",
            Text(await PostAsync("client-grants", """{"client_id":"x","audience":"y","scope":[]}""", HttpStatusCode.NotFound), "errorCode")
        );

        async Task<string?> ScopeAsync()
        {
            using var response = await AskForTokenAsync(("client_id", worker), ("client_secret", secret));
            return (await ReadAsync(response))["scope"]?.GetValue<string>();
        }
    }

    [Fact]
    public async Task EnabledConnections_OfAnOrganization_AreAddedAndRemoved()
    {
        var path = $"organizations/{Text(await GetAsync("organizations/name/globex"), "id")}/enabled_connections";
        var employees = Text((await GetAsync("connections?name=employees"))[0], "id");

        await PostAsync(path, $$"""{"connection_id":"{{employees}}","assign_membership_on_login":true}""");
        Assert.Equal(
            ["Username-Password-Authentication", "employees"],
            (await GetAsync(path)).AsArray().Select(one => Text(one!["connection"], "name"))
        );
        await SendEmptyAsync(HttpMethod.Delete, $"{path}/{employees}");
        Assert.Single((await GetAsync(path)).AsArray());
    }

    [Fact]
    public async Task TenantAndItsNumbers_AreThere()
    {
        Assert.Equal("Username-Password-Authentication", Text(await GetAsync("tenants/settings"), "default_directory"));
        Assert.Equal(3, (await GetAsync("stats/active-users")).GetValue<int>());
        Assert.Empty((await GetAsync("custom-domains")).AsArray());
        Assert.Empty((await GetAsync("actions/actions"))["actions"]!.AsArray());
    }
}
