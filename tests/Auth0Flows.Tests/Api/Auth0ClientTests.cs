using System.Collections.Specialized;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Api;

public sealed class Auth0ClientTests : SessionTest
{
    private const string Documented = """
        {"tenant":"acme","global":false,"client_id":"abc","client_secret":"s3cret","name":"Shop","description":"d","app_type":"spa","logo_uri":"https://l/",
         "is_first_party":true,"oidc_conformant":true,"callbacks":["https://c/"],"callback_url_template":false,"allowed_origins":[],"web_origins":["https://w/"],"client_aliases":[],
         "allowed_clients":[],"allowed_logout_urls":["https://o/"],"grant_types":["authorization_code"],"token_endpoint_auth_method":"none",
         "jwt_configuration":{"alg":"RS256","lifetime_in_seconds":36000,"secret_encoded":false,"future":1},
         "signing_keys":[{"cert":"PEM","pkcs7":"P7","subject":"/CN=acme"}],
         "refresh_token":{"rotation_type":"rotating","expiration_type":"expiring","leeway":0,"token_lifetime":2592000,"infinite_token_lifetime":false,
          "idle_token_lifetime":1296000,"infinite_idle_token_lifetime":false,"policies":[{"audience":"https://a/","scope":["read"]}]},
         "client_metadata":{"team":"web","Team":"other"},"mobile":{"ios":{"team_id":"t"}},"sso_disabled":false,"cross_origin_authentication":false,
         "custom_login_page_on":true,"is_token_endpoint_ip_header_trusted":true,"organization_usage":"allow",
         "organization_require_behavior":"no_prompt","initiate_login_uri":"https://i/","require_pushed_authorization_requests":false,
         "brand_new_setting":{"Deep":[1,2.5,null,"x"]},"another":"kept"}
        """;

    [Fact]
    public async Task Client_HasItsDocumentedProperties()
    {
        var client = await ReadAsync();

        Assert.Equal("abc", client.ClientId);
        Assert.Equal("Shop", client.Name);
        Assert.Equal("spa", client.AppType);
        Assert.Equal("s3cret", client.ClientSecret!.Reveal());
        Assert.Equal(["authorization_code"], client.GrantTypes!);
        Assert.Equal(["https://c/"], client.Callbacks!);
        Assert.False(client.CallbackUrlTemplate);
        Assert.Equal(["https://w/"], client.WebOrigins!);
        Assert.Equal(["https://o/"], client.AllowedLogoutUrls!);
        Assert.Equal("none", client.TokenEndpointAuthMethod);
        Assert.Equal("RS256", client.JwtConfiguration!.Alg);
        Assert.Equal(36000, client.JwtConfiguration.LifetimeInSeconds);
        Assert.Equal("/CN=acme", Assert.Single(client.SigningKeys!).Subject);
        Assert.Equal("rotating", client.RefreshToken!.RotationType);
        Assert.Equal(2592000, client.RefreshToken.TokenLifetime);
        Assert.Equal("web", client.ClientMetadata!["team"]);
        Assert.Equal("other", client.ClientMetadata["Team"]);
        Assert.True(client.IsTokenEndpointIpHeaderTrusted);
        Assert.Equal("Shop", client.ToString());
    }

    [Fact]
    public async Task Client_KeepsWhatItDoesNotKnow()
    {
        var client = await ReadAsync();

        Assert.Equal(["brand_new_setting", "another"], client.AdditionalProperties.Keys.Cast<string>());
        Assert.Equal("kept", client.AdditionalProperties["another"]);
        var setting = Assert.IsType<OrderedDictionary>(client.AdditionalProperties["brand_new_setting"]);
        Assert.Equal([1L, 2.5m, null, "x"], Assert.IsType<object?[]>(setting["Deep"]));
        Assert.Equal(1L, client.JwtConfiguration!.AdditionalProperties["future"]);
    }

    [Fact]
    public async Task Client_GoesBackAsItCame() =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Documented), JsonNode.Parse(Auth0Resources.Clients.ToJson(await ReadAsync()))));

    [Fact]
    public async Task Client_ById_ThatDoesNotExist_IsNotFound() =>
        await FailsAsync<Auth0ApiException>(
            Auth0ErrorCode.NotFound,
            () => Session.GetAsync(Auth0Resources.Clients, "nobody", cancellationToken: Cancel)
        );

    [Theory]
    [InlineData("a/../b")]
    [InlineData("a?b")]
    public async Task Client_ById_WithOddCharacters_StaysOneSegment(string id)
    {
        await FailsAsync<Auth0ApiException>(
            Auth0ErrorCode.NotFound,
            () => Session.GetAsync(Auth0Resources.Clients, id, cancellationToken: Cancel)
        );

        Assert.Equal("/api/v2/clients/" + Uri.EscapeDataString(id), Tenant.Requests[^1].Path);
    }

    [Theory]
    [InlineData("../users/abc")]
    [InlineData("a/../../users/abc")]
    [InlineData("a/..")]
    public async Task Client_ById_ThatWouldLeaveThePath_IsRefused_AndNotSent(string id)
    {
        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.TemplateValueMissing,
            () => Session.GetAsync(Auth0Resources.Clients, id, cancellationToken: Cancel)
        );

        Assert.Empty(Tenant.Requests);
    }

    private async Task<Auth0Client> ReadAsync()
    {
        await GetTokenAsync(Tenant.ManagementAudience);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/*",
                StatusCode = 200,
                Body = Documented,
            }
        );
        return await Session.GetAsync(Auth0Resources.Clients, "abc", cancellationToken: Cancel);
    }
}
