using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Xunit;

namespace Auth0Flows.Tests.LocalTenant;

public sealed class TokenEndpointTests(SharedTenant shared) : TenantTest(shared), IClassFixture<SharedTenant>
{
    [Fact]
    public async Task ClientCredentials_WithSecretInTheBody_AnswersABearerToken()
    {
        using var response = await AskForTokenAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = await ReadAsync(response);
        Assert.Equal(["access_token", "expires_in", "scope", "token_type"], answer.AsObject().Select(property => property.Key).Order());
        Assert.Equal("Bearer", answer["token_type"]!.GetValue<string>());
        Assert.Equal(86400, answer["expires_in"]!.GetValue<int>());
        Assert.Equal("read:orders create:orders update:orders delete:orders", answer["scope"]!.GetValue<string>());
    }

    [Fact]
    public async Task ClientCredentials_WithAnyOutcome_MustNotBeStored()
    {
        using var good = await AskForTokenAsync();
        using var bad = await AskForTokenAsync(("client_secret", "wrong"));

        foreach (var response in new[] { good, bad })
        {
            Assert.True(response.Headers.CacheControl!.NoStore);
            Assert.Equal("no-cache", response.Headers.Pragma.ToString());
        }
    }

    [Fact]
    public async Task ClientCredentials_WithJson_AnswersAToken()
    {
        using var content = Json(
            $$"""{"grant_type":"client_credentials","client_id":"{{Tenant.ClientId}}","client_secret":"{{Secret}}","audience":"{{OrdersApi}}"}"""
        );
        using var response = await Http.PostAsync("/oauth/token", content, Cancel);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("""{"grant_type":"client_credentials","grant_type":"client_credentials"}""")]
    [InlineData("""{"grant_type":1}""")]
    public async Task TokenEndpoint_WithUnusableJson_IsInvalid(string json)
    {
        using var response = await Http.PostAsync("/oauth/token", Json(json), Cancel);

        await AssertRefusedAsync(response, HttpStatusCode.BadRequest, "invalid_request");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("multipart/form-data")]
    [InlineData(null)]
    public async Task TokenEndpoint_WithAnotherContentType_IsInvalid(string? contentType)
    {
        using var content = new ByteArrayContent("grant_type=client_credentials"u8.ToArray());
        content.Headers.ContentType = contentType is null ? null : new MediaTypeHeaderValue(contentType);
        using var response = await Http.PostAsync("/oauth/token", content, Cancel);

        await AssertRefusedAsync(response, HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task TokenEndpoint_WithGet_IsNotFound()
    {
        using var response = await Http.GetAsync("/oauth/token", Cancel);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task TokenEndpoint_WithoutGrantType_IsInvalid(string? grantType)
    {
        using var response = await AskForTokenAsync(("grant_type", grantType));

        await AssertRefusedAsync(response, HttpStatusCode.BadRequest, "invalid_request", "Missing required parameter: grant_type");
    }

    [Fact]
    public async Task TokenEndpoint_WithAnUnknownGrantType_IsUnsupported()
    {
        using var response = await AskForTokenAsync(("grant_type", "urn:example:wish"));

        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "unsupported_grant_type", "Unsupported grant type: urn:example:wish");
    }

    [Fact]
    public async Task ClientCredentials_WithAClientOfOtherGrants_IsNotAllowed()
    {
        using var response = await AskForTokenAsync(("client_id", await SeededIdAsync("web-shop")), ("client_secret", null));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        AssertJson(
            """
            {
              "error": "unauthorized_client",
              "error_description": "Grant type 'client_credentials' not allowed for the client.",
              "error_uri": "https://auth0.com/docs/clients/client-grant-types"
            }
            """,
            await ReadAsync(response)
        );
    }

    [Fact]
    public async Task ClientCredentials_WithAnUnknownAudience_IsDenied()
    {
        using var response = await AskForTokenAsync(("audience", "https://nowhere.example.com"));

        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "access_denied", "Service not found: https://nowhere.example.com");
    }

    [Fact]
    public async Task ClientCredentials_WithTheManagementAudienceButWithoutItsSlash_IsDenied()
    {
        using var response = await AskForTokenAsync(("audience", Tenant.ManagementAudience.TrimEnd('/')));

        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "access_denied", $"Service not found: {Tenant.Domain}/api/v2");
    }

    [Fact]
    public async Task ClientCredentials_WithoutAudience_IsDenied()
    {
        using var response = await AskForTokenAsync(("audience", null));

        await AssertRefusedAsync(
            response,
            HttpStatusCode.Forbidden,
            "access_denied",
            "No audience parameter was provided, and no default audience has been configured."
        );
    }

    [Fact]
    public async Task ClientCredentials_WithoutClientGrant_IsDenied()
    {
        var client = await CreateClientAsync("""{"name":"Without grants","grant_types":["client_credentials"]}""");

        using var response = await AskForTokenAsync(
            ("client_id", client["client_id"]!.GetValue<string>()),
            ("client_secret", client["client_secret"]!.GetValue<string>())
        );

        await AssertRefusedAsync(
            response,
            HttpStatusCode.Forbidden,
            "access_denied",
            $"Client is not authorized to access \"{OrdersApi}\". You need to create a \"client-grant\" associated to this API. "
                + "See: https://auth0.com/docs/api/v2#!/Client_Grants/post_client_grants"
        );
    }

    [Fact]
    public async Task ClientCredentials_WithAScopeBeyondTheGrant_IsDenied()
    {
        using var response = await AskForTokenAsync(("scope", "read:orders eat:orders Read:orders"));

        await AssertRefusedAsync(
            response,
            HttpStatusCode.Forbidden,
            "access_denied",
            "Client has not been granted scopes: eat:orders, Read:orders"
        );
    }

    [Fact]
    public async Task ClientCredentials_WithSomeOfTheScopes_GrantsThese()
    {
        using var response = await AskForTokenAsync(("scope", "delete:orders read:orders"));

        Assert.Equal("delete:orders read:orders", (await ReadAsync(response))["scope"]!.GetValue<string>());
    }

    [Fact]
    public async Task ClientCredentials_WithAGrantWithoutScopes_AnswersNoScope()
    {
        Tenant.AddApi("urn:no-scopes");

        using var response = await AskForTokenAsync(("audience", "urn:no-scopes"));

        var answer = await ReadAsync(response);
        Assert.Null(answer["scope"]);
        Assert.Null(Part(answer["access_token"]!.GetValue<string>(), 1)["scope"]);
    }

    [Fact]
    public async Task ClientCredentials_WithAnOrganization_PutsItIntoTheToken()
    {
        var byName = await OrganizationClaimsAsync("acme");
        var byId = await OrganizationClaimsAsync(byName["org_id"]!.GetValue<string>());

        Assert.StartsWith("org_", byName["org_id"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("acme", byName["org_name"]!.GetValue<string>());
        Assert.Equal(byName["org_id"]!.GetValue<string>(), byId["org_id"]!.GetValue<string>());
    }

    [Fact]
    public async Task ClientCredentials_WithAnUnknownOrganization_IsInvalid()
    {
        using var response = await AskForTokenAsync(("organization", "nobody"));

        await AssertRefusedAsync(response, HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task TokenEndpoint_WithUnknownParameters_IgnoresThem()
    {
        using var response = await AskForTokenAsync(("colour", "blue"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task TokenEndpoint_WithARepeatedParameter_IsInvalid()
    {
        using var form = new FormUrlEncodedContent([
            new("grant_type", "client_credentials"),
            new("client_id", Tenant.ClientId),
            new("client_secret", Secret),
            new("audience", OrdersApi),
            new("audience", OrdersApi),
        ]);
        using var response = await Http.PostAsync("/oauth/token", form, Cancel);

        await AssertRefusedAsync(response, HttpStatusCode.BadRequest, "invalid_request");
    }

    private async Task<JsonNode> OrganizationClaimsAsync(string organization)
    {
        using var response = await AskForTokenAsync(("organization", organization));
        return Part((await ReadAsync(response))["access_token"]!.GetValue<string>(), 1);
    }
}
