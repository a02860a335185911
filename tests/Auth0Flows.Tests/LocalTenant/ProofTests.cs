using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant;
using Auth0Flows.Tests.ProofOfPossession;
using Xunit;

namespace Auth0Flows.Tests.LocalTenant;

/// <summary>The local tenant is strict about DPoP (RFC 9449): each forged proof is refused for its own reason.</summary>
public sealed class ProofTests : TenantTest
{
    private readonly ProofForge _forge = new();

    private string TokenAddress => $"{Tenant.Domain}/oauth/token";

    public static TheoryData<string> Forgeries => [.. ForgedProof.All.Select(forged => forged.Name)];

    public static TheoryData<string> ForgeriesOfCalls => [.. ForgedProof.All.Concat(ForgedProof.OfCalls).Select(forged => forged.Name)];

    [Fact]
    public async Task Proof_BindsTheToken()
    {
        StartWith(new() { DPoP = Auth0LocalTenantDPoP.Allowed });

        var answer = await ReadAsync(await AskAsync(Right()));

        Assert.Equal("DPoP", (string?)answer["token_type"]);
        Assert.Equal(_forge.Thumbprint, (string?)Part((string)answer["access_token"]!, 1)["cnf"]!["jkt"]);
    }

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task ForgedProof_GetsNoToken(string name)
    {
        StartWith(new() { DPoP = Auth0LocalTenantDPoP.Allowed });
        var forged = ForgedProof.All.Single(one => one.Name == name);

        using var response = await AskAsync(forged.Create(_forge, ("POST", TokenAddress, Now, null, null)));

        await AssertRefusedAsync(response, HttpStatusCode.BadRequest, "invalid_dpop_proof");
        Assert.Contains(forged.Reason, await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ForgeriesOfCalls))]
    public async Task ForgedProof_CallsNoApi(string name)
    {
        StartWith(new() { DPoP = Auth0LocalTenantDPoP.Allowed });
        var token = await BoundTokenAsync();
        var forged = ForgedProof.All.Concat(ForgedProof.OfCalls).Single(one => one.Name == name);

        using var response = await CallAsync(token, forged.Create(_forge, ("GET", $"{Tenant.Domain}/echo/a", Now, token, null)));

        await AssertRefusedAsync(response, HttpStatusCode.Unauthorized, "invalid_dpop_proof");
        Assert.StartsWith("DPoP error=\"invalid_dpop_proof\"", $"{response.Headers.WwwAuthenticate}", StringComparison.Ordinal);
        Assert.Contains(forged.Reason, await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proof_CountsOnce()
    {
        StartWith(new() { DPoP = Auth0LocalTenantDPoP.Allowed });
        var proof = Right();

        Assert.Equal(HttpStatusCode.OK, (await AskAsync(proof)).StatusCode);

        await AssertRefusedAsync(
            await AskAsync(proof),
            HttpStatusCode.BadRequest,
            "invalid_dpop_proof",
            "Invalid DPoP proof: the jti has been used already."
        );
    }

    [Fact]
    public async Task TwoProofs_AreNone()
    {
        StartWith(new() { DPoP = Auth0LocalTenantDPoP.Allowed });

        await AssertRefusedAsync(
            await AskAsync($"{Right()}, {Right()}"),
            HttpStatusCode.BadRequest,
            "invalid_dpop_proof",
            "Invalid DPoP proof: the header must be one signed JWT."
        );
    }

    [Fact]
    public async Task BoundToken_AsABearerToken_IsRefusedEverywhere()
    {
        StartWith(new() { DPoP = Auth0LocalTenantDPoP.Allowed });
        var token = await BoundTokenAsync();
        var management = await BoundTokenAsync(Tenant.ManagementAudience);

        foreach (var (path, text) in new[] { ("/echo/a", token), ("/api/v2/clients", management) })
        {
            using var response = await SendAsync(HttpMethod.Get, path, text);

            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.StartsWith("DPoP error=\"invalid_token\"", $"{response.Headers.WwwAuthenticate}", StringComparison.Ordinal);
            Assert.Contains("must be sent with DPoP", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task BearerToken_WithAProof_IsRefused()
    {
        var token = await TokenAsync(OrdersApi);

        using var response = await CallAsync(token, _forge.Create("GET", $"{Tenant.Domain}/echo/a", Now, token));

        await AssertRefusedAsync(response, HttpStatusCode.Unauthorized, "invalid_token");
    }

    [Fact]
    public async Task BoundToken_WithAnotherKeysProof_IsRefused()
    {
        StartWith(new() { DPoP = Auth0LocalTenantDPoP.Allowed });
        var token = await BoundTokenAsync();
        using var thief = new ProofForge();

        using var response = await CallAsync(token, thief.Create("GET", $"{Tenant.Domain}/echo/a", Now, token));

        await AssertRefusedAsync(
            response,
            HttpStatusCode.Unauthorized,
            "invalid_token",
            "The access token is bound to another key than the proof's."
        );
    }

    [Fact]
    public async Task BoundToken_WithItsProof_CallsTheApis()
    {
        StartWith(new() { DPoP = Auth0LocalTenantDPoP.Allowed });
        var (token, management) = (await BoundTokenAsync(), await BoundTokenAsync(Tenant.ManagementAudience));

        using var echo = await CallAsync(token, _forge.Create("GET", $"{Tenant.Domain}/echo/a", Now, token), "/echo/a?b=c");
        using var clients = await CallAsync(
            management,
            _forge.Create("GET", $"{Tenant.Domain}/api/v2/clients", Now, management),
            "/api/v2/clients"
        );

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (echo.StatusCode, clients.StatusCode));
    }

    // The table of Auth0, "Configure Sender Constraining".
    [Theory]
    [InlineData(Auth0LocalTenantDPoP.None, false, false, "Bearer")]
    [InlineData(Auth0LocalTenantDPoP.None, false, true, "Bearer")]
    [InlineData(Auth0LocalTenantDPoP.None, true, false, null)]
    [InlineData(Auth0LocalTenantDPoP.None, true, true, null)]
    [InlineData(Auth0LocalTenantDPoP.Allowed, false, false, "Bearer")]
    [InlineData(Auth0LocalTenantDPoP.Allowed, false, true, "DPoP")]
    [InlineData(Auth0LocalTenantDPoP.Allowed, true, false, null)]
    [InlineData(Auth0LocalTenantDPoP.Allowed, true, true, "DPoP")]
    [InlineData(Auth0LocalTenantDPoP.Required, false, false, null)]
    [InlineData(Auth0LocalTenantDPoP.Required, false, true, "DPoP")]
    [InlineData(Auth0LocalTenantDPoP.Required, true, false, null)]
    [InlineData(Auth0LocalTenantDPoP.Required, true, true, "DPoP")]
    public async Task Token_IsOfTheTypeThatTheSettingsSay(Auth0LocalTenantDPoP ofApi, bool ofClient, bool isProven, string? type)
    {
        Tenant.Apis.Single(api => api.Identifier == OrdersApi).DPoP = ofApi;
        Tenant.ConfigureApplication(Tenant.ClientId, new JsonObject { ["require_proof_of_possession"] = ofClient }.ToJsonString());

        using var response = await AskAsync(isProven ? Right() : null);

        var answer = await ReadAsync(response);
        Assert.Equal(type, (string?)answer["token_type"]);
        Assert.Equal(type is null ? "invalid_request" : null, (string?)answer["error"]);
    }

    [Fact]
    public void Setting_OfTheTenant_IsAlsoThatOfApisThatAreAddedLater()
    {
        using var tenant = Auth0LocalTenant.Start(new Auth0LocalTenantOptions { DPoP = Auth0LocalTenantDPoP.Required });

        Assert.Equal(Auth0LocalTenantDPoP.Required, tenant.AddApi("urn:example:later", "read:later").DPoP);
        Assert.Equal(Auth0LocalTenantDPoP.None, Tenant.AddApi("urn:example:later", "read:later").DPoP);
    }

    [Fact]
    public async Task Setting_OfAnApi_IsTheManagementApis()
    {
        var token = await ManagementTokenAsync();
        var path = $"/api/v2/resource-servers/{Uri.EscapeDataString(OrdersApi)}";

        await SendAsync(
            HttpStatusCode.OK,
            HttpMethod.Patch,
            path,
            token,
            """{"proof_of_possession":{"mechanism":"dpop","required":true}}"""
        );
        Assert.Equal(Auth0LocalTenantDPoP.Required, Tenant.Apis.Single(api => api.Identifier == OrdersApi).DPoP);

        Tenant.Apis.Single(api => api.Identifier == OrdersApi).DPoP = Auth0LocalTenantDPoP.Allowed;
        var shown = await SendAsync(HttpStatusCode.OK, HttpMethod.Get, path, token);
        AssertJson("""{"mechanism":"dpop","required":false}""", shown["proof_of_possession"]!);

        var refused = await SendAsync(
            HttpStatusCode.BadRequest,
            HttpMethod.Patch,
            path,
            token,
            """{"proof_of_possession":{"mechanism":"tls"}}"""
        );
        Assert.Equal("invalid_body", (string?)refused["errorCode"]);
    }

    [Fact]
    public async Task Nonce_IsRequired_Issued_AndAges()
    {
        var time = new FakeTime();
        StartWith(
            new()
            {
                DPoP = Auth0LocalTenantDPoP.Allowed,
                RequireDPoPNonce = true,
                DPoPNonceLifetime = TimeSpan.FromSeconds(30),
                TimeProvider = time,
            }
        );

        using var first = await AskAsync(_forge.Create("POST", TokenAddress, time.GetUtcNow()));
        await AssertRefusedAsync(first, HttpStatusCode.BadRequest, "use_dpop_nonce", "Authorization server requires nonce in DPoP proof");
        var nonce = first.Headers.GetValues("DPoP-Nonce").Single();
        using var second = await AskAsync(_forge.Create("POST", TokenAddress, time.GetUtcNow(), nonce: nonce));
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.NotEmpty(second.Headers.GetValues("DPoP-Nonce"));
        time.Advance(TimeSpan.FromSeconds(31));
        await AssertRefusedAsync(
            await AskAsync(_forge.Create("POST", TokenAddress, time.GetUtcNow(), nonce: nonce)),
            HttpStatusCode.BadRequest,
            "use_dpop_nonce",
            "the nonce is too old"
        );
        await AssertRefusedAsync(
            await AskAsync(_forge.Create("POST", TokenAddress, time.GetUtcNow(), nonce: "c29tZSBvdGhlcg")),
            HttpStatusCode.BadRequest,
            "use_dpop_nonce",
            "the nonce is not one of this server's"
        );
        Assert.DoesNotContain(Tenant.Requests, request => request.StatusCode == 0);
    }

    [Fact]
    public async Task Nonce_OfTheAuthorizationServer_IsNoneOfTheApi()
    {
        StartWith(new() { DPoP = Auth0LocalTenantDPoP.Allowed, RequireDPoPNonce = true });
        using var asked = await AskAsync(Right());
        var nonce = asked.Headers.GetValues("DPoP-Nonce").Single();
        var answer = await ReadAsync(await AskAsync(_forge.Create("POST", TokenAddress, Now, nonce: nonce)));
        var token = (string)answer["access_token"]!;

        using var response = await CallAsync(token, _forge.Create("GET", $"{Tenant.Domain}/echo/a", Now, token, nonce));

        await AssertRefusedAsync(response, HttpStatusCode.Unauthorized, "use_dpop_nonce", "the nonce is not one of this server's");
        Assert.StartsWith("DPoP error=\"use_dpop_nonce\"", $"{response.Headers.WwwAuthenticate}", StringComparison.Ordinal);
        var ofApi = response.Headers.GetValues("DPoP-Nonce").Single();
        using var again = await CallAsync(token, _forge.Create("GET", $"{Tenant.Domain}/echo/a", Now, token, ofApi));
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task Discovery_NamesTheAlgorithm()
    {
        var configuration = await ReadAsync(await Http.GetAsync("/.well-known/openid-configuration", Cancel));

        AssertJson("""["ES256"]""", configuration["dpop_signing_alg_values_supported"]!);
    }

    private static DateTimeOffset Now => DateTimeOffset.UtcNow;

    private string Right() => _forge.Create("POST", TokenAddress, Now);

    private async Task<HttpResponseMessage> AskAsync(string? proof, string audience = OrdersApi)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/oauth/token")
        {
            Content = new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["grant_type"] = "client_credentials",
                    ["client_id"] = Tenant.ClientId,
                    ["client_secret"] = Secret,
                    ["audience"] = audience,
                }
            ),
        };
        if (proof is not null)
        {
            request.Headers.TryAddWithoutValidation("DPoP", proof);
        }

        return await Http.SendAsync(request, Cancel);
    }

    private async Task<string> BoundTokenAsync(string audience = OrdersApi) =>
        (string)(await ReadAsync(await AskAsync(Right(), audience)))["access_token"]!;

    private async Task<HttpResponseMessage> CallAsync(string token, string proof, string path = "/echo/a")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("DPoP", token);
        request.Headers.TryAddWithoutValidation("DPoP", proof);
        return await Http.SendAsync(request, Cancel);
    }
}
