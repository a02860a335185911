using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Auth0Flows.Tests.LocalTenant;

public sealed class ClientWriteTests : TenantTest
{
    [Fact]
    public async Task Post_WithANameAlone_CreatesAClientWithDefaults()
    {
        var created = await PostAsync("""{"name":"New one"}""");

        Assert.Matches("^[0-9A-Za-z]{32}$", created["client_id"]!.GetValue<string>());
        Assert.Equal(64, created["client_secret"]!.GetValue<string>().Length);
        Assert.Equal("New one", created["name"]!.GetValue<string>());
        Assert.False(created["global"]!.GetValue<bool>());
        Assert.True(created["is_first_party"]!.GetValue<bool>());
        Assert.Equal(
            ["authorization_code", "implicit", "refresh_token", "client_credentials"],
            created["grant_types"]!.AsArray().Select(grant => grant!.GetValue<string>())
        );
        AssertJson(created.ToJsonString(), await GetAsync(Id(created)));
    }

    [Fact]
    public async Task Post_WithProperties_KeepsThem()
    {
        var created = await PostAsync(
            """{"name":"New","app_type":"spa","callbacks":["https://x/cb"],"client_metadata":{"a":"1"},"is_first_party":false}"""
        );

        Assert.Equal("spa", created["app_type"]!.GetValue<string>());
        Assert.Equal("https://x/cb", created["callbacks"]![0]!.GetValue<string>());
        Assert.Equal("1", created["client_metadata"]!["a"]!.GetValue<string>());
        var thirdParties = await SendAsync(
            HttpStatusCode.OK,
            HttpMethod.Get,
            "/api/v2/clients?is_first_party=false&app_type=spa",
            await ManagementTokenAsync()
        );
        Assert.Equal(Id(created), Id(Assert.Single(thirdParties.AsArray())!));
    }

    [Fact]
    public async Task Post_WithCreateClientsAlone_ShowsTheSecret()
    {
        var created = await SendAsync(
            HttpStatusCode.Created,
            HttpMethod.Post,
            "/api/v2/clients",
            await ManagementTokenAsync("create:clients"),
            """{"name":"New"}"""
        );

        Assert.NotNull(created["client_secret"]);
    }

    [Fact]
    public async Task Post_AddsToTheEndOfTheList()
    {
        var created = await PostAsync("""{"name":"New"}""");

        var clients = (await SendAsync(HttpStatusCode.OK, HttpMethod.Get, "/api/v2/clients", await ManagementTokenAsync())).AsArray();
        Assert.Equal(13, clients.Count);
        Assert.Equal(Id(created), Id(clients[12]!));
    }

    [Theory]
    [InlineData("{}", "'Missing required property: name'.")]
    [InlineData("""{"app_type":"spa"}""", "'Missing required property: name'.")]
    [InlineData("""{"name":""}""", "'String is too short (0 chars), minimum 1' on property name.")]
    [InlineData("""{"name":null}""", "'Expected type string but found type null' on property name.")]
    [InlineData("""{"name":5}""", "'Expected type string but found type number' on property name.")]
    [InlineData("""{"name":"a<b"}""", "'String does not match pattern ^[^<>]+$: a<b' on property name.")]
    [InlineData("""{"name":"a","app_type":"web"}""", "'No enum match for: web' on property app_type.")]
    [InlineData("""{"name":"a","callbacks":"https://x"}""", "'Expected type array but found type string' on property callbacks.")]
    [InlineData("""{"name":"a","client_id":"mine"}""", "'Additional properties not allowed: client_id'.")]
    [InlineData(
        """{"name":"a","signing_keys":[],"tenant":"x","global":true}""",
        "'Additional properties not allowed: tenant,global,signing_keys'."
    )]
    public async Task Post_WithAnInvalidBody_SaysWhatIsWrong(string json, string reason)
    {
        var refusal = await SendAsync(HttpStatusCode.BadRequest, HttpMethod.Post, "/api/v2/clients", await ManagementTokenAsync(), json);

        Assert.Equal(400, refusal["statusCode"]!.GetValue<int>());
        Assert.Equal("Bad Request", refusal["error"]!.GetValue<string>());
        Assert.Equal("invalid_body", refusal["errorCode"]!.GetValue<string>());
        Assert.Equal($"Payload validation error: {reason}", refusal["message"]!.GetValue<string>());
    }

    [Fact]
    public async Task Patch_OfASeededClient_ChangesItInItsPlace()
    {
        var before = (await GetAsync(Tenant.ClientId)).AsObject();
        var patched = await PatchAsync(Tenant.ClientId, """{"description":"Changed","app_type":"native"}""");

        Assert.Equal("Changed", patched["description"]!.GetValue<string>());
        AssertJson(patched.ToJsonString(), await GetAsync(Tenant.ClientId));
        before["description"] = "Changed";
        before["app_type"] = "native";
        AssertJson(before.ToJsonString(), patched);
        var natives = await SendAsync(HttpStatusCode.OK, HttpMethod.Get, "/api/v2/clients?app_type=native", await ManagementTokenAsync());
        Assert.Equal(Tenant.ClientId, Id(natives[0]!));
    }

    [Fact]
    public async Task Patch_OfMetadata_MergesAndRemovesByNull()
    {
        var id = Id(await PostAsync("""{"name":"New","client_metadata":{"a":"1","b":"2"}}"""));

        var patched = await PatchAsync(id, """{"client_metadata":{"b":null,"c":"3"}}""");

        AssertJson("""{"a":"1","c":"3"}""", patched["client_metadata"]!);
    }

    [Fact]
    public async Task Patch_OfSettingsInAnObject_LeavesTheOthersThere()
    {
        var patched = await PatchAsync(Tenant.ClientId, """{"jwt_configuration":{"lifetime_in_seconds":60}}""");

        AssertJson("""{"alg":"RS256","lifetime_in_seconds":60,"secret_encoded":false}""", patched["jwt_configuration"]!);
    }

    [Fact]
    public async Task Patch_OfAListOrByNull_ReplacesOrRemoves()
    {
        var id = Id(await PostAsync("""{"name":"New","callbacks":["https://a","https://b"],"description":"x"}"""));

        var patched = await PatchAsync(id, """{"callbacks":["https://c"],"description":null}""");

        AssertJson("""["https://c"]""", patched["callbacks"]!);
        Assert.False(patched.AsObject().ContainsKey("description"));
    }

    [Fact]
    public async Task Patch_OfTheSecret_NeedsAScopeOfItsOwn()
    {
        var refusal = await SendAsync(
            HttpStatusCode.Forbidden,
            HttpMethod.Patch,
            $"/api/v2/clients/{Tenant.ClientId}",
            await ManagementTokenAsync("update:clients"),
            """{"client_secret":"new"}"""
        );
        Assert.Equal("Insufficient scope, expected any of: update:client_keys", refusal["message"]!.GetValue<string>());

        await PatchAsync(Tenant.ClientId, """{"client_secret":"a new secret"}""");
        using var old = await AskForTokenAsync();
        using var young = await AskForTokenAsync(("client_secret", "a new secret"));
        Assert.Equal(HttpStatusCode.Unauthorized, old.StatusCode);
        Assert.Equal(HttpStatusCode.OK, young.StatusCode);
    }

    [Fact]
    public async Task Patch_WithoutReadClientKeys_ShowsNoSecret()
    {
        var patched = await SendAsync(
            HttpStatusCode.OK,
            HttpMethod.Patch,
            $"/api/v2/clients/{Tenant.ClientId}",
            await ManagementTokenAsync("update:clients"),
            "{}"
        );

        Assert.False(patched.AsObject().ContainsKey("client_secret"));
    }

    [Theory]
    [InlineData("""{"client_id":"mine"}""", "'Additional properties not allowed: client_id'.")]
    [InlineData("""{"name":""}""", "'String is too short (0 chars), minimum 1' on property name.")]
    public async Task Patch_WithAnInvalidBody_SaysWhatIsWrong(string json, string reason)
    {
        var refusal = await SendAsync(
            HttpStatusCode.BadRequest,
            HttpMethod.Patch,
            $"/api/v2/clients/{Tenant.ClientId}",
            await ManagementTokenAsync(),
            json
        );

        Assert.Equal($"Payload validation error: {reason}", refusal["message"]!.GetValue<string>());
    }

    [Fact]
    public async Task Patch_OfManyClientsAtOnce_LosesNone()
    {
        var token = await ManagementTokenAsync();
        var id = Id(await PostAsync("""{"name":"New","client_metadata":{}}"""));

        await Task.WhenAll(
            Enumerable
                .Range(0, 32)
                .Select(number =>
                    SendAsync(
                        HttpStatusCode.OK,
                        HttpMethod.Patch,
                        $"/api/v2/clients/{id}",
                        token,
                        $$"""{"client_metadata":{"key{{number}}":"x"} }"""
                    )
                )
        );

        Assert.Equal(32, (await GetAsync(id))["client_metadata"]!.AsObject().Count);
    }

    [Fact]
    public async Task Delete_OfAClient_RemovesItAndItsToken()
    {
        var token = await ManagementTokenAsync();
        var id = Id(await PostAsync("""{"name":"New"}"""));

        using var first = await SendAsync(HttpMethod.Delete, $"/api/v2/clients/{id}", token);
        using var again = await SendAsync(HttpMethod.Delete, $"/api/v2/clients/{id}", token);

        Assert.Equal(HttpStatusCode.NoContent, first.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, again.StatusCode);
        Assert.Empty(await first.Content.ReadAsByteArrayAsync(Cancel));
        await SendAsync(HttpStatusCode.NotFound, HttpMethod.Get, $"/api/v2/clients/{id}", token);
        Assert.Equal(12, (await SendAsync(HttpStatusCode.OK, HttpMethod.Get, "/api/v2/clients", token)).AsArray().Count);
    }

    [Fact]
    public async Task Delete_OfASeededClient_RemovesItFromItsPage()
    {
        var token = await ManagementTokenAsync();
        var second = (await SendAsync(HttpStatusCode.OK, HttpMethod.Get, "/api/v2/clients", token))[1]!;

        using var deleted = await SendAsync(HttpMethod.Delete, $"/api/v2/clients/{Id(second)}", token);

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        var left = (await SendAsync(HttpStatusCode.OK, HttpMethod.Get, "/api/v2/clients", token)).AsArray();
        Assert.Equal(11, left.Count);
        Assert.DoesNotContain(left, client => Id(client!) == Id(second));
    }

    [Fact]
    public async Task Delete_OfTheGlobalClient_IsRefused()
    {
        var token = await ManagementTokenAsync();
        var global = Assert.Single(
            (await SendAsync(HttpStatusCode.OK, HttpMethod.Get, "/api/v2/clients?is_global=true", token)).AsArray()
        )!;

        var refusal = await SendAsync(HttpStatusCode.BadRequest, HttpMethod.Delete, $"/api/v2/clients/{Id(global)}", token);

        Assert.Equal("Global client cannot be deleted.", refusal["message"]!.GetValue<string>());
    }

    [Fact]
    public async Task CreatedClient_WithAGrant_GetsTokensOfIt()
    {
        var created = await PostAsync("""{"name":"New","grant_types":["client_credentials"]}""");
        Tenant.AddClientGrant(Id(created), OrdersApi, "read:orders");

        using var response = await AskForTokenAsync(
            ("client_id", Id(created)),
            ("client_secret", created["client_secret"]!.GetValue<string>())
        );

        Assert.Equal("read:orders", (await ReadAsync(response))["scope"]!.GetValue<string>());
    }

    private static string Id(JsonNode client) => client["client_id"]!.GetValue<string>();

    private async Task<JsonNode> PostAsync(string json) =>
        await SendAsync(HttpStatusCode.Created, HttpMethod.Post, "/api/v2/clients", await ManagementTokenAsync(), json);

    private async Task<JsonNode> PatchAsync(string id, string json) =>
        await SendAsync(HttpStatusCode.OK, HttpMethod.Patch, $"/api/v2/clients/{id}", await ManagementTokenAsync(), json);

    private async Task<JsonNode> GetAsync(string id) =>
        await SendAsync(HttpStatusCode.OK, HttpMethod.Get, $"/api/v2/clients/{id}", await ManagementTokenAsync());
}
