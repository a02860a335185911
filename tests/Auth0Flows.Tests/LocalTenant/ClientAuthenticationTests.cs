using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Xunit;

namespace Auth0Flows.Tests.LocalTenant;

public sealed class ClientAuthenticationTests(SharedTenant shared) : TenantTest(shared), IClassFixture<SharedTenant>
{
    [Fact]
    public async Task ClientCredentials_WithHttpBasic_AnswersAToken()
    {
        using var response = await AskWithBasicAsync(Tenant.ClientId, Secret);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task ClientCredentials_WithHttpBasic_FormDecodesBothParts()
    {
        // A secret with characters that are special in forms and in Basic.
        const string secret = "a+b c%d:e&f=g ü";
        var id = (await CreateClientAsync($$"""{"name":"Odd secret","grant_types":["client_credentials"],"client_secret":"{{secret}}"}"""))[
            "client_id"
        ]!.GetValue<string>();
        Tenant.AddClientGrant(id, OrdersApi, "read:orders");

        using var encoded = await AskWithBasicAsync(id, WebUtility.UrlEncode(secret));
        using var asItIs = await AskWithBasicAsync(id, secret);

        Assert.Equal(HttpStatusCode.OK, encoded.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, asItIs.StatusCode);
    }

    [Fact]
    public async Task ClientCredentials_WithBasicAndASecretInTheBody_IsInvalid()
    {
        using var response = await AskWithBasicAsync(Tenant.ClientId, Secret, ("client_secret", Secret));

        await AssertRefusedAsync(response, HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task ClientCredentials_WithBasicForOneClientAndTheIdOfAnother_IsInvalid()
    {
        using var response = await AskWithBasicAsync(Tenant.ClientId, Secret, ("client_id", "another"));

        await AssertRefusedAsync(response, HttpStatusCode.BadRequest, "invalid_request");
    }

    [Theory]
    [InlineData("no base64!")]
    [InlineData("bm9jb2xvbg==")]
    public async Task ClientCredentials_WithUnreadableBasic_IsUnauthorized(string credentials)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/oauth/token");
        request.Headers.TryAddWithoutValidation("Authorization", $"Basic {credentials}");
        request.Content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("audience", OrdersApi)]);
        using var response = await Http.SendAsync(request, Cancel);

        await AssertRefusedAsync(response, HttpStatusCode.Unauthorized, "access_denied", "Unauthorized");
    }

    [Fact]
    public async Task ClientCredentials_WithTheWrongSecret_IsUnauthorized()
    {
        using var response = await AskForTokenAsync(("client_secret", Secret + "x"));

        await AssertRefusedAsync(response, HttpStatusCode.Unauthorized, "access_denied", "Unauthorized");
    }

    [Theory]
    [InlineData("client_id", "nobody")]
    [InlineData("client_id", null)]
    [InlineData("client_secret", null)]
    [InlineData("client_secret", "")]
    public async Task ClientCredentials_WithoutAKnownClientOrItsSecret_IsUnauthorized(string name, string? value)
    {
        using var response = await AskForTokenAsync((name, value));

        await AssertRefusedAsync(response, HttpStatusCode.Unauthorized, "access_denied", "Unauthorized");
    }

    [Fact]
    public async Task ClientCredentials_WithAPublicClient_IsNotAllowed()
    {
        var id = (
            await CreateClientAsync("""{"name":"Public","token_endpoint_auth_method":"none","grant_types":["client_credentials"]}""")
        )["client_id"]!.GetValue<string>();
        Tenant.AddClientGrant(id, OrdersApi);

        using var response = await AskForTokenAsync(("client_id", id), ("client_secret", null));

        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "unauthorized_client");
    }

    [Fact]
    public async Task ClientCredentials_WithTheGlobalClient_IsUnauthorized()
    {
        var client = await SeededAsync("All Applications");

        using var response = await AskForTokenAsync(
            ("client_id", client["client_id"]!.GetValue<string>()),
            ("client_secret", client["client_secret"]!.GetValue<string>())
        );

        await AssertRefusedAsync(response, HttpStatusCode.Unauthorized, "access_denied");
    }

    [Fact]
    public async Task ClientCredentials_WithTheSecretOfAClientOfPrivateKeyJwt_IsUnauthorized()
    {
        var client = await SeededAsync("billing-worker");

        using var response = await AskForTokenAsync(
            ("client_id", client["client_id"]!.GetValue<string>()),
            ("client_secret", client["client_secret"]!.GetValue<string>())
        );

        await AssertRefusedAsync(response, HttpStatusCode.Unauthorized, "access_denied");
    }

    private async Task<HttpResponseMessage> AskWithBasicAsync(string clientId, string secret, params (string Name, string Value)[] more)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/oauth/token");
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"{clientId}:{secret}"))
        );
        request.Content = new FormUrlEncodedContent(
            more.Select(parameter => new KeyValuePair<string, string>(parameter.Name, parameter.Value))
                .Append(new("grant_type", "client_credentials"))
                .Append(new("audience", OrdersApi))
        );
        return await Http.SendAsync(request, Cancel);
    }
}
