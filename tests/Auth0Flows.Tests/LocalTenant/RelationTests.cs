using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Auth0Flows.Tests.LocalTenant;

/// <summary>What belongs to applications, connections and organizations.</summary>
public sealed class RelationTests : ManagementTenantTest
{
    public RelationTests() => StartTenant();

    [Fact]
    public async Task RotatedSecret_IsTheOnlyOneThatSignsIn()
    {
        var path = $"clients/{Tenant.ClientId}/rotate-secret";
        var rotated = Text(await PostAsync(path, "{}", HttpStatusCode.OK), "client_secret");

        using (var old = await AskForTokenAsync())
        {
            Assert.Equal(HttpStatusCode.Unauthorized, old.StatusCode);
        }

        using var fresh = await AskForTokenAsync(("client_secret", rotated));
        Assert.Equal(HttpStatusCode.OK, fresh.StatusCode);
        await PostAsync("clients/nobody/rotate-secret", "{}", HttpStatusCode.NotFound);
        var token = await AllAsync();
        Assert.NotEmpty(token);
    }

    [Fact]
    public async Task Credentials_AreAdded_Read_Changed_AndDeleted()
    {
        using var rsa = RSA.Create(2048);
        var client = await SeededIdAsync("nightly-export");
        var path = $"clients/{client}/credentials";
        var body = new JsonObject
        {
            ["credential_type"] = "public_key",
            ["name"] = "Key",
            ["pem"] = rsa.ExportSubjectPublicKeyInfoPem(),
        };

        var created = await PostAsync(path, body.ToJsonString());

        Assert.Equal(("RS256", "Key"), (Text(created, "alg"), Text(created, "name")));
        Assert.Equal(43, Text(created, "kid").Length);
        Assert.Null(created["pem"]);
        Assert.Single((await GetAsync(path)).AsArray());
        var one = $"{path}/{Text(created, "id")}";
        Assert.Equal(Text(created, "kid"), Text(await GetAsync(one), "kid"));
        var changed = await PatchAsync(one, """{"expires_at":"2027-01-01T00:00:00.000Z"}""");
        Assert.Equal("2027-01-01T00:00:00.000Z", Text(changed, "expires_at"));
        await SendEmptyAsync(HttpMethod.Delete, one);
        await GetAsync(one, HttpStatusCode.NotFound);

        await PostAsync(path, """{"credential_type":"public_key","pem":"no key"}""", HttpStatusCode.BadRequest);
        await PostAsync(path, """{"credential_type":"handshake"}""", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Connection_IsEnabledForApplications()
    {
        var client = await SeededIdAsync("Web Portal");
        var path = $"connections/{Text((await GetAsync("connections?name=employees"))[0], "id")}/clients";

        await SendEmptyAsync(HttpMethod.Patch, path, $$"""[{"client_id":"{{client}}","status":true}]""");

        Assert.Equal(client, Text(Assert.Single((await GetAsync(path))["clients"]!.AsArray()), "client_id"));
        Assert.Equal("employees", Text(Assert.Single((await GetAsync($"clients/{client}/connections"))["connections"]!.AsArray()), "name"));
        await SendEmptyAsync(HttpMethod.Patch, path, $$"""[{"client_id":"{{client}}","status":false}]""");
        Assert.Empty((await GetAsync(path))["clients"]!.AsArray());
        await PatchAsync(path, """[{"client_id":"nobody","status":true}]""", HttpStatusCode.BadRequest);
        await PatchAsync(path, """[{"client_id":"x"}]""", HttpStatusCode.BadRequest);
        await PatchAsync(path, "{}", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task ConnectionStatus_IsForDirectoriesBehindAConnector()
    {
        var created = await PostAsync("connections", """{"name":"office","strategy":"ad"}""");
        await SendEmptyAsync(HttpMethod.Get, $"connections/{Text(created, "id")}/status", expected: HttpStatusCode.OK);
        var other = Text((await GetAsync("connections?name=employees"))[0], "id");
        await GetAsync($"connections/{other}/status", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task UserOfAConnection_IsDeletedByAddress()
    {
        var connection = Text((await GetAsync("connections?name=employees"))[0], "id");
        await SendEmptyAsync(HttpMethod.Delete, $"connections/{connection}/users?email=grace%40example.com");
        Assert.Empty((await GetAsync("users-by-email?email=grace%40example.com")).AsArray());
    }

    [Fact]
    public async Task Scim_IsConfigured_AndItsTokensAreShownOnce()
    {
        var path = $"connections/{Text(await PostAsync("connections", """{"name":"okta","strategy":"okta"}"""), "id")}/scim-configuration";
        await GetAsync(path, HttpStatusCode.NotFound);
        var created = await PostAsync(path, """{"user_id_attribute":"userName","mapping":[{"scim":"userName","auth0":"username"}]}""");
        Assert.Equal("okta", Text(created, "strategy"));
        await PostAsync(path, "{}", HttpStatusCode.Conflict);
        Assert.Equal("x", Text(await PatchAsync(path, """{"user_id_attribute":"x","mapping":[]}"""), "user_id_attribute"));
        Assert.NotEmpty((await GetAsync($"{path}/default-mapping"))["mapping"]!.AsArray());

        var token = await PostAsync($"{path}/tokens", """{"scopes":["get:users"]}""");
        Assert.NotEmpty(Text(token, "token"));
        var listed = Assert.Single((await GetAsync($"{path}/tokens")).AsArray())!;
        Assert.Null(listed["token"]);
        await SendEmptyAsync(HttpMethod.Delete, $"{path}/tokens/{Text(token, "token_id")}");
        Assert.Empty((await GetAsync($"{path}/tokens")).AsArray());
        await SendEmptyAsync(HttpMethod.Delete, path);
        await GetAsync(path, HttpStatusCode.NotFound);

        var directory = Text((await GetAsync("connections?name=employees"))[0], "id");
        await PostAsync($"connections/{directory}/scim-configuration", "{}", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Invitation_ReachesTheInvitee_AndIsWithdrawn()
    {
        var (organization, client) = (await OrganizationAsync(), await SeededIdAsync("Web Portal"));
        var body = $$"""{"inviter":{"name":"Ann"},"invitee":{"email":"new@example.com"},"client_id":"{{client}}","ttl_sec":3600}""";

        var created = await PostAsync($"{organization}/invitations", body);

        Assert.Equal(Now.AddHours(1), created["expires_at"]!.GetValue<DateTimeOffset>());
        Assert.Equal(Text(created, "invitation_url"), Tenant.LastMessageTo("new@example.com"));
        var path = $"{organization}/invitations/{Text(created, "id")}";
        Assert.Equal("Ann", Text((await GetAsync(path))["inviter"], "name"));
        Assert.Equal(1, (await GetAsync($"{organization}/invitations?include_totals=true"))["total"]!.GetValue<int>());
        await SendEmptyAsync(HttpMethod.Delete, path);
        Assert.Equal("inexistent_invitation", Text(await GetAsync(path, HttpStatusCode.NotFound), "errorCode"));

        var withoutLogin = body.Replace(client, Tenant.ClientId, StringComparison.Ordinal);
        Assert.Contains(
            "default login route",
            Text(await PostAsync($"{organization}/invitations", withoutLogin, HttpStatusCode.BadRequest), "message"),
            StringComparison.Ordinal
        );
        await PostAsync($"{organization}/invitations", body.Replace("new@", "new", StringComparison.Ordinal), HttpStatusCode.BadRequest);
        await PostAsync($"{organization}/invitations", """{"inviter":{"name":"Ann"}}""", HttpStatusCode.BadRequest);
        await PostAsync(
            $"{organization}/invitations",
            body.Replace("3600", "9999999", StringComparison.Ordinal),
            HttpStatusCode.BadRequest
        );
    }

    [Fact]
    public async Task ClientGrant_IsForAnOrganization_IfItAllowsThat()
    {
        var (organization, client) = (await OrganizationAsync(), await SeededIdAsync("nightly-export"));
        var grant = Text(
            await PostAsync(
                "client-grants",
                $$"""{"client_id":"{{client}}","audience":"{{OrdersApi}}","scope":[],"organization_usage":"allow"}"""
            ),
            "id"
        );
        var body = $$"""{"grant_id":"{{grant}}"}""";

        await PostAsync($"{organization}/client-grants", body);

        await PostAsync($"{organization}/client-grants", body, HttpStatusCode.Conflict);
        Assert.Equal(grant, Text(Assert.Single((await GetAsync($"{organization}/client-grants")).AsArray()), "id"));
        Assert.Equal("globex", Text(Assert.Single((await GetAsync($"client-grants/{grant}/organizations")).AsArray()), "name"));
        await SendEmptyAsync(HttpMethod.Delete, $"{organization}/client-grants/{grant}");
        Assert.Empty((await GetAsync($"{organization}/client-grants")).AsArray());
        var denied = Text((await GetAsync($"client-grants?client_id={Tenant.ClientId}"))[0], "id");
        await PostAsync($"{organization}/client-grants", $$"""{"grant_id":"{{denied}}"}""", HttpStatusCode.BadRequest);
        await PostAsync($"{organization}/client-grants", """{"grant_id":"cgr_x"}""", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Application_IsAssociatedWithAnOrganization()
    {
        var (organization, client) = (await OrganizationAsync(), await SeededIdAsync("Web Portal"));
        var body = $$"""{"clients":[{"client_id":"{{client}}"}]}""";

        await PostAsync($"{organization}/clients", body);

        await PostAsync($"{organization}/clients", body, HttpStatusCode.Conflict);
        await PostAsync($"{organization}/clients", """{"clients":[{"client_id":"nobody"}]}""", HttpStatusCode.NotFound);
        Assert.Equal(client, Text(Assert.Single((await GetAsync($"{organization}/clients"))["clients"]!.AsArray()), "client_id"));
        Assert.True(
            (await PatchAsync($"{organization}/clients/{client}", """{"use_for_member_access":true}"""))[
                "use_for_member_access"
            ]!.GetValue<bool>()
        );
        await SendEmptyAsync(HttpMethod.Delete, $"{organization}/clients", $$"""{"clients":["{{client}}"]}""");
        await GetAsync($"{organization}/clients/{client}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Connections_MayBeTakenByTheThousand()
    {
        StartTenant(options => options.ConnectionCount = 300);
        Assert.Equal(300, (await GetAsync("connections?take=1000"))["connections"]!.AsArray().Count);
        await GetAsync("connections?take=1001", HttpStatusCode.BadRequest);
        await GetAsync("organizations?take=101", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task DiscoveryDomain_IsKept()
    {
        var organization = await OrganizationAsync();
        var created = await PostAsync($"{organization}/discovery-domains", """{"domain":"globex.example"}""");
        Assert.Equal("pending", Text(created, "status"));
        var path = $"{organization}/discovery-domains/{Text(created, "id")}";
        Assert.Equal("verified", Text(await PatchAsync(path, """{"status":"verified"}"""), "status"));
        Assert.Equal(Text(created, "id"), Text(await GetAsync($"{organization}/discovery-domains/name/globex.example"), "id"));
        Assert.Single((await GetAsync($"{organization}/discovery-domains"))["domains"]!.AsArray());
        await PostAsync($"{organization}/discovery-domains", """{"domain":"globex.example"}""", HttpStatusCode.Conflict);
        await SendEmptyAsync(HttpMethod.Delete, path);
        await GetAsync(path, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task EnabledConnections_CanComeWithTheOrganization_AndHaveANewerName()
    {
        var employees = Text((await GetAsync("connections?name=employees"))[0], "id");
        var created = await PostAsync(
            "organizations",
            $$"""{"name":"umbrella","enabled_connections":[{"connection_id":"{{employees}}","assign_membership_on_login":true}]}"""
        );
        var path = $"organizations/{Text(created, "id")}";

        Assert.Equal(employees, Text(Assert.Single((await GetAsync($"{path}/enabled_connections")).AsArray()), "connection_id"));
        Assert.Single((await GetAsync($"{path}/connections?include_totals=true"))["connections"]!.AsArray());
        var sms = Text((await GetAsync("connections?name=sms"))[0], "id");
        var refusal = await PostAsync(
            $"{path}/enabled_connections",
            $$"""{"connection_id":"{{sms}}","is_signup_enabled":true}""",
            HttpStatusCode.BadRequest
        );
        Assert.Contains("Only database connections", Text(refusal, "message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EffectiveRoles_AreThoseOfTheUser_AndTheirPermissions()
    {
        var path = UserPath(Tenant.GetUser("alice").UserId);
        Assert.Equal("admin", Text(Assert.Single((await GetAsync($"{path}/effective-roles"))["roles"]!.AsArray()), "name"));
        var permissions = await GetAsync($"{path}/effective-permissions?resource_server_identifier={Uri.EscapeDataString(OrdersApi)}");
        Assert.Equal(4, permissions["permissions"]!.AsArray().Count);
        await GetAsync($"{path}/effective-permissions", HttpStatusCode.BadRequest);
        Assert.Empty((await GetAsync($"{path}/connected-accounts"))["connected_accounts"]!.AsArray());

        var organization = await OrganizationAsync();
        var member = Text((await GetAsync($"{organization}/members"))[0], "user_id");
        var role = Text((await GetAsync("roles"))[1], "id");
        await SendEmptyAsync(
            HttpMethod.Post,
            $"{organization}/members/{Uri.EscapeDataString(member)}/roles",
            $$"""{"roles":["{{role}}"]}"""
        );
        Assert.Equal(
            member,
            Text(Assert.Single((await GetAsync($"{organization}/roles/{role}/members"))["members"]!.AsArray()), "user_id")
        );
    }

    [Fact]
    public async Task Search_FindsByAnyProperty_AndShowsNoSecret()
    {
        var found = await GetAsync("clients/search?q=app_type%3Aspa%20AND%20name%3Aweb-shop");
        var client = Assert.Single(found["clients"]!.AsArray())!;
        Assert.Equal("web-shop", Text(client, "name"));
        Assert.Null(client["client_secret"]);
        Assert.Equal(
            "acme",
            Text(Assert.Single((await GetAsync("organizations/search?q=name%3Aacme"))["organizations"]!.AsArray()), "name")
        );
        Assert.Single((await GetAsync("resource-servers/search?q=identifier%3Aurn*"))["resource_servers"]!.AsArray());
        var first = await GetAsync("clients/search?take=2");
        Assert.Equal(2, first["clients"]!.AsArray().Count);
        Assert.NotEmpty(Text(first, "next"));
    }

    private async Task<string> OrganizationAsync() => $"organizations/{Text(await GetAsync("organizations/name/globex"), "id")}";
}
