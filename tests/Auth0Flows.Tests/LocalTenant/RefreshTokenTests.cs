using System.Net;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.LocalTenant;

public sealed class RefreshTokenTests : UserTenantTest
{
    private const string Dead = "Unknown or invalid refresh token.";

    [Fact]
    public async Task Login_WithOfflineAccess_AnswersAnOpaqueRefreshToken()
    {
        var answer = await LoginOkAsync("alice", ("scope", "read:orders offline_access"));

        Assert.NotEqual(3, Text(answer, "refresh_token").Split('.').Length);
        Assert.DoesNotContain("alice", Text(answer, "refresh_token"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_WithoutOfflineAccess_AnswersNone() =>
        Assert.Null((await LoginOkAsync("alice", ("scope", "read:orders")))["refresh_token"]);

    [Fact]
    public async Task Login_WithAnApiThatAllowsNoOfflineAccess_AnswersNone()
    {
        var answer = await LoginOkAsync("alice", ("audience", "urn:example:reports"), ("scope", "read:reports offline_access"));

        Assert.Null(answer["refresh_token"]);
        Assert.Equal("read:reports", Text(answer, "scope"));
        Tenant.Apis.Single(api => api.Identifier == "urn:example:reports").AllowOfflineAccess = true;
        Assert.NotNull((await LoginOkAsync("alice", ("audience", "urn:example:reports"), ("scope", "offline_access")))["refresh_token"]);
    }

    [Fact]
    public async Task Refresh_WithRotation_AnswersANewTokenAndKillsTheOld()
    {
        var first = await FirstAsync();
        var second = await RefreshOkAsync(first);

        Assert.NotEqual(first, Text(second, "refresh_token"));
        Assert.Equal("read:orders offline_access", Text(second, "scope"));
        Assert.Equal(Tenant.GetUser("alice").UserId, Text(Part(Text(second, "access_token"), 1), "sub"));
        await AssertDeadAsync(first);
    }

    [Fact]
    public async Task Refresh_WithNoAuthorizationDetailsAtAll_IsRefused_AndUsesNothingUp()
    {
        var first = await FirstAsync();

        using var refused = await RefreshAsync(first, ("authorization_details", "[]"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal("invalid_authorization_details", Text(await ReadAsync(refused), "error"));
        await RefreshOkAsync(first);
    }

    [Fact]
    public async Task Refresh_WithADeadTokenOfAFamily_KillsAllOfIt()
    {
        var first = await FirstAsync();
        var third = Text(await RefreshOkAsync(Text(await RefreshOkAsync(first), "refresh_token")), "refresh_token");

        await AssertDeadAsync(first);
        await AssertDeadAsync(third);
    }

    [Fact]
    public async Task Refresh_WithAnotherFamilysDeadToken_LeavesThisOneAlive()
    {
        var (first, other) = (await FirstAsync(), await FirstAsync());
        await RefreshOkAsync(first);
        await AssertDeadAsync(first);

        await RefreshOkAsync(other);
    }

    [Fact]
    public async Task Refresh_WithinTheLeeway_TakesThePreviousTokenAgain()
    {
        Tenant.ConfigureApplication(Native.ClientId, """{"refresh_token":{"leeway":10}}""");
        var first = await FirstAsync();
        var second = Text(await RefreshOkAsync(first), "refresh_token");
        Advance(TimeSpan.FromSeconds(9));
        var again = Text(await RefreshOkAsync(first), "refresh_token");

        Assert.NotEqual(second, again);
        Advance(TimeSpan.FromSeconds(1));
        await AssertDeadAsync(first);
        await AssertDeadAsync(again);
    }

    [Fact]
    public async Task Refresh_WithinTheLeewayButTwoTokensBack_KillsTheFamily()
    {
        Tenant.ConfigureApplication(Native.ClientId, """{"refresh_token":{"leeway":10}}""");
        var first = await FirstAsync();
        var third = Text(await RefreshOkAsync(Text(await RefreshOkAsync(first), "refresh_token")), "refresh_token");

        await AssertDeadAsync(first);
        await AssertDeadAsync(third);
    }

    [Fact]
    public async Task Refresh_WithoutRotation_KeepsTheToken()
    {
        var token = await FirstAsync(AsWeb());

        foreach (var _ in Enumerable.Range(0, 3))
        {
            Assert.Null((await RefreshOkAsync(token, AsWeb()))["refresh_token"]);
        }
    }

    [Fact]
    public async Task Refresh_WithFiftyAtOnce_RotatesOnce()
    {
        var first = await FirstAsync();
        var responses = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => RefreshAsync(first)));

        Assert.Single(responses, response => response.StatusCode == HttpStatusCode.OK);
        Assert.All(responses, response => response.Dispose());
    }

    [Fact]
    public async Task Refresh_WithSomeOfTheScopes_NarrowsThisTokenAlone()
    {
        var first = await FirstAsync([("scope", "openid read:orders create:orders offline_access")]);
        var narrow = await RefreshOkAsync(first, ("scope", "read:orders"));
        var wide = await RefreshOkAsync(Text(narrow, "refresh_token"));

        Assert.Equal("read:orders", Text(narrow, "scope"));
        Assert.Null(narrow["id_token"]);
        Assert.Contains("create:orders", Text(wide, "scope"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refresh_WithAScopeBeyond_IsInvalidAndCostsNoToken()
    {
        var first = await FirstAsync();
        using (var response = await RefreshAsync(first, ("scope", "read:orders delete:orders")))
        {
            await AssertRefusedAsync(response, HttpStatusCode.BadRequest, "invalid_scope");
        }

        await RefreshOkAsync(first);
    }

    [Fact]
    public async Task Refresh_WithOpenIdInTheFirstRequest_AnswersAnIdTokenWithoutNonce()
    {
        var code = Tenant.IssueAuthorizationCode(
            Tenant.GetUser("alice"),
            Native.ClientId,
            "x:/",
            "openid offline_access",
            OrdersApi,
            nonce: "n"
        );
        var login = await PostTokenOkAsync(("grant_type", "authorization_code"), ("code", code), ("redirect_uri", "x:/"));
        Advance(TimeSpan.FromMinutes(5));
        var refreshed = await RefreshOkAsync(Text(login, "refresh_token"));

        var (before, after) = (Part(Text(login, "id_token"), 1), Part(Text(refreshed, "id_token"), 1));
        Assert.Equal("n", Text(before, "nonce"));
        Assert.Null(after["nonce"]);
        Assert.Equal(before["auth_time"]!.GetValue<long>(), after["auth_time"]!.GetValue<long>());
        Assert.Equal(Now.ToUnixTimeSeconds(), after["iat"]!.GetValue<long>());
    }

    [Fact]
    public async Task Refresh_WithAnAudienceOfAPolicy_AnswersATokenForIt()
    {
        Tenant.ConfigureApplication(
            Native.ClientId,
            """{"refresh_token":{"policies":[{"audience":"urn:example:reports","scope":["read:reports"]}]}}"""
        );
        var first = await FirstAsync([("scope", "openid read:orders offline_access")]);
        var answer = await RefreshOkAsync(first, ("audience", "urn:example:reports"));

        Assert.Equal("urn:example:reports", Part(Text(answer, "access_token"), 1)["aud"]![0]!.GetValue<string>());
        Assert.Contains("read:reports", Text(answer, "scope"), StringComparison.Ordinal);
        Assert.DoesNotContain("read:orders", Text(answer, "scope"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refresh_WithAnAudienceOfNoPolicy_AnswersOneForTheFirst()
    {
        var answer = await RefreshOkAsync(await FirstAsync(), ("audience", "urn:example:reports"));

        Assert.Equal(OrdersApi, Text(Part(Text(answer, "access_token"), 1), "aud"));
    }

    [Fact]
    public async Task Refresh_WithAnotherApplication_IsInvalid()
    {
        var first = await FirstAsync();
        using (var response = await RefreshAsync(first, AsWeb()))
        {
            await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "invalid_grant", Dead);
        }

        await RefreshOkAsync(first);
    }

    [Fact]
    public async Task Refresh_WithABlockedUser_IsRefused()
    {
        var first = await FirstAsync();
        Tenant.GetUser("alice").IsBlocked = true;

        using var response = await RefreshAsync(first);
        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "invalid_grant", "user is blocked");
    }

    [Fact]
    public async Task Refresh_WithAUserWhoIsGone_IsRefused()
    {
        var first = await FirstAsync();
        Tenant.RemoveUser(Tenant.GetUser("alice"));

        using var response = await RefreshAsync(first);
        await AssertRefusedAsync(
            response,
            HttpStatusCode.Forbidden,
            "invalid_grant",
            "The refresh_token was generated for a user who doesn't exist anymore."
        );
    }

    [Theory]
    [InlineData(14, true)]
    [InlineData(15, false)]
    public async Task Refresh_AtTheEndOfTheIdleLifetime_IsRefused(int days, bool lives)
    {
        var first = await FirstAsync();
        Advance(TimeSpan.FromDays(days));

        using var response = await RefreshAsync(first);
        Assert.Equal(lives ? HttpStatusCode.OK : HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Refresh_AtTheEndOfTheFamilysLifetime_IsRefused()
    {
        var token = await FirstAsync();
        foreach (var _ in Enumerable.Range(0, 2))
        {
            Advance(TimeSpan.FromDays(14));
            token = Text(await RefreshOkAsync(token), "refresh_token");
        }

        Advance(TimeSpan.FromDays(2));
        await AssertDeadAsync(token);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Revoke_WithALiveToken_EndsItsFamily(bool asJson)
    {
        var token = Text(await RefreshOkAsync(await FirstAsync()), "refresh_token");
        using HttpContent content = asJson ? Json($$"""{"client_id":"{{Native.ClientId}}","token":"{{token}}"}""") : Form(("token", token));
        using var response = await Http.PostAsync("/oauth/revoke", content, Cancel);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsStringAsync(Cancel));
        await AssertDeadAsync(token);
    }

    [Fact]
    public async Task Revoke_WithADeadOrAnothersToken_IsOkAndDoesNothing()
    {
        var token = await FirstAsync();
        foreach (var parameters in new[] { [("token", "unknown")], AsWeb(("token", token)) })
        {
            using var form = Form(parameters);
            using var response = await Http.PostAsync("/oauth/revoke", form, Cancel);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        await RefreshOkAsync(token);
    }

    [Fact]
    public async Task Revoke_WithWrongClientAuthentication_IsAnInvalidClient()
    {
        using var form = Form(("client_id", Web.ClientId), ("client_secret", "wrong"), ("token", "x"));
        using var response = await Http.PostAsync("/oauth/revoke", form, Cancel);

        await AssertRefusedAsync(response, HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Fact]
    public async Task Revoke_WithoutToken_IsInvalid()
    {
        using var form = Form();
        using var response = await Http.PostAsync("/oauth/revoke", form, Cancel);

        await AssertRefusedAsync(response, HttpStatusCode.BadRequest, "invalid_request", "Missing required parameter: token");
    }

    private async Task<string> FirstAsync((string Name, string? Value)[]? changes = null) =>
        Text(await LoginOkAsync("alice", [("scope", "read:orders offline_access"), .. changes ?? []]), "refresh_token");

    private Task<HttpResponseMessage> RefreshAsync(string token, params (string Name, string? Value)[] changes) =>
        PostTokenAsync([("grant_type", "refresh_token"), ("refresh_token", token), .. changes]);

    private Task<JsonNode> RefreshOkAsync(string token, params (string Name, string? Value)[] changes) =>
        PostTokenOkAsync([("grant_type", "refresh_token"), ("refresh_token", token), .. changes]);

    private async Task AssertDeadAsync(string token)
    {
        using var response = await RefreshAsync(token);
        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "invalid_grant", Dead);
    }
}
