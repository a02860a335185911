using System.Net;
using System.Text.Json.Nodes;

namespace Auth0Flows.Tests.LocalTenant;

/// <summary>POST /bc-authorize and its grant, without the client library: OpenID Connect CIBA Core, Auth0's own texts.</summary>
public sealed class BackchannelTests : UserTenantTest
{
    private const string Grant = "urn:openid:params:grant-type:ciba";

    [Fact]
    public async Task Start_ByAConfidentialApplication_AnswersTheId_AndTheLogSaysSo()
    {
        var answer = await BeginAsync();

        Assert.Equal(["auth_req_id", "expires_in", "interval"], Names(answer));
        Assert.Equal(300, answer["expires_in"]!.GetValue<int>());
        Assert.Equal(5, answer["interval"]!.GetValue<int>());
        Assert.Equal(["ciba_start_succeeded"], await EventsAsync());
    }

    [Fact]
    public async Task Poll_BeforeTheUserAnswers_IsPending_AndFasterThanTheInterval_SlowsDownForGood()
    {
        var id = Text(await BeginAsync(), "auth_req_id");

        await AssertWaitingAsync(id, "authorization_pending", null);
        await AssertWaitingAsync(id, "slow_down", "10");
        Advance(TimeSpan.FromSeconds(10));
        await AssertWaitingAsync(id, "authorization_pending", null);
        Advance(TimeSpan.FromSeconds(9));
        await AssertWaitingAsync(id, "slow_down", "15");
    }

    [Fact]
    public async Task Approved_GivesTokensOnce_AndTheLogSaysSo()
    {
        var id = Text(await BeginAsync(("scope", "openid read:orders offline_access"), ("audience", OrdersApi)), "auth_req_id");
        Tenant.ApproveBackchannelLogin(Tenant.GetUser("frank"));

        var answer = await PostTokenOkAsync(AsWeb(("grant_type", Grant), ("auth_req_id", id)));
        using var again = await PostTokenAsync(AsWeb(("grant_type", Grant), ("auth_req_id", id)));

        Assert.Equal(["access_token", "expires_in", "id_token", "refresh_token", "scope", "token_type"], Names(answer));
        Assert.Equal(Tenant.GetUser("frank").UserId, Text(Part(Text(answer, "id_token"), 1), "sub"));
        await AssertRefusedAsync(again, HttpStatusCode.Forbidden, "invalid_grant", "Invalid or expired auth_req_id.");
        Assert.Equal(["ciba_start_succeeded", "ciba_exchange_succeeded", "ciba_exchange_failed"], await EventsAsync());
    }

    [Fact]
    public async Task Details_ComeBackWithTheTokens()
    {
        Tenant.Apis.Single(api => api.Identifier == OrdersApi).AuthorizationDetailsTypes = ["payment"];
        var id = Text(
            await BeginAsync(("audience", OrdersApi), ("authorization_details", """[{"type":"payment","amount":5}]""")),
            "auth_req_id"
        );
        Tenant.ApproveBackchannelLogin(Tenant.GetUser("frank"));

        AssertJson(
            """[{"type":"payment","amount":5}]""",
            (await PostTokenOkAsync(AsWeb(("grant_type", Grant), ("auth_req_id", id))))["authorization_details"]!
        );
    }

    [Theory]
    [InlineData("deny")]
    [InlineData("expire")]
    public async Task DeniedOrExpired_HaveOneError(string what)
    {
        var id = Text(await BeginAsync(), "auth_req_id");
        if (what == "deny")
        {
            Tenant.DenyBackchannelLogin(Tenant.GetUser("frank"), "ABC-123");
        }
        else
        {
            Tenant.ApproveBackchannelLogin(Tenant.GetUser("frank"));
            Advance(TimeSpan.FromSeconds(300));
        }

        using var response = await PostTokenAsync(AsWeb(("grant_type", Grant), ("auth_req_id", id)));

        await AssertRefusedAsync(
            response,
            HttpStatusCode.Forbidden,
            "access_denied",
            "The end-user denied the authorization request or it has been expired"
        );
        Assert.Empty(Tenant.BackchannelLogins);
        Assert.Throws<InvalidOperationException>(() => Tenant.ApproveBackchannelLogin(Tenant.GetUser("frank")));
    }

    [Fact]
    public async Task Answer_IsForTheLoginWithThisMessage()
    {
        var first = Text(await BeginAsync(("binding_message", "first")), "auth_req_id");
        var second = Text(await BeginAsync(("binding_message", "second")), "auth_req_id");
        Tenant.ApproveBackchannelLogin(Tenant.GetUser("frank"), "second");

        Assert.Equal("first", Assert.Single(Tenant.BackchannelLogins).BindingMessage);
        await AssertWaitingAsync(first, "authorization_pending", null);
        await PostTokenOkAsync(AsWeb(("grant_type", Grant), ("auth_req_id", second)));
        Assert.Throws<InvalidOperationException>(() => Tenant.DenyBackchannelLogin(Tenant.GetUser("frank"), "third"));
    }

    [Theory]
    [InlineData("binding_message", null, 400, "invalid_request")]
    [InlineData("binding_message", "what?", 400, "invalid_binding_message")]
    [InlineData("login_hint", null, 400, "invalid_request")]
    [InlineData("login_hint", "frank@example.com", 400, "invalid_request")]
    [InlineData("login_hint", """{"format":"email","email":"frank@example.com"}""", 400, "invalid_request")]
    [InlineData("login_hint", """{"format":"iss_sub","iss":"https://elsewhere.example.com/","sub":"auth0|x"}""", 400, "invalid_request")]
    [InlineData("scope", null, 400, "invalid_scope")]
    [InlineData("scope", "read:orders", 400, "invalid_scope")]
    [InlineData("audience", "https://nowhere.example.com/", 403, "access_denied")]
    [InlineData("requested_expiry", "0", 400, "invalid_request")]
    [InlineData("requested_expiry", "259201", 400, "invalid_request")]
    [InlineData("requested_expiry", "soon", 400, "invalid_request")]
    [InlineData("requested_expiry", "301", 400, "invalid_request")] // the channel e-mail isn't enabled
    [InlineData("authorization_details", "[]", 400, "invalid_authorization_details")]
    [InlineData("authorization_details", """{"type":"x"}""", 400, "invalid_authorization_details")]
    [InlineData("client_secret", "wrong", 401, "access_denied")]
    [InlineData("client_secret", null, 401, "access_denied")]
    public async Task Start_WithUnusableParameters_IsRefused_AndTheLogSaysSo(string name, string? value, int status, string error)
    {
        using var response = await RequestAsync((name, value));

        await AssertRefusedAsync(response, (HttpStatusCode)status, error);
        Assert.Empty(Tenant.BackchannelLogins);
        Assert.Equal(["ciba_start_failed"], await EventsAsync());
    }

    [Fact]
    public async Task Start_ByAnApplicationThatMayNot_IsRefused()
    {
        Tenant.ConfigureApplication(Native.ClientId, $$"""{"grant_types":["{{Grant}}"]}""");
        using var isPublic = await RequestAsync(("client_id", Native.ClientId), ("client_secret", null));
        using var withoutGrant = await RequestAsync(("client_id", Tenant.ClientId), ("client_secret", Secret));

        await AssertRefusedAsync(isPublic, HttpStatusCode.Forbidden, "unauthorized_client");
        await AssertRefusedAsync(withoutGrant, HttpStatusCode.Forbidden, "unauthorized_client");
    }

    [Fact]
    public async Task Start_ForAUserWithoutADevice_IsRefused()
    {
        using var nobody = await RequestAsync(("login_hint", Hint("auth0|nobody")));
        using var alice = await RequestAsync(("login_hint", Hint(Tenant.GetUser("alice").UserId)));

        await AssertRefusedAsync(nobody, HttpStatusCode.BadRequest, "unknown_user_id");
        await AssertRefusedAsync(alice, HttpStatusCode.BadRequest, "invalid_request", "The user is not enrolled in push notifications.");
    }

    [Fact]
    public async Task Id_OfAnotherApplication_CantBeRedeemed()
    {
        Tenant.ConfigureApplication(Tenant.ClientId, $$"""{"grant_types":["{{Grant}}"]}""");
        var id = Text(await BeginAsync(), "auth_req_id");
        Tenant.ApproveBackchannelLogin(Tenant.GetUser("frank"));

        using var response = await PostTokenAsync(
            ("grant_type", Grant),
            ("auth_req_id", id),
            ("client_id", Tenant.ClientId),
            ("client_secret", Secret)
        );

        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "invalid_grant");
    }

    [Fact]
    public async Task Start_AsJson_IsRefused()
    {
        using var body = Json("{}");
        using var response = await Http.PostAsync("/bc-authorize", body, Cancel);

        await AssertRefusedAsync(response, HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task Discovery_NamesTheEndpoint()
    {
        using var response = await Http.GetAsync("/.well-known/openid-configuration", Cancel);
        var configuration = await ReadAsync(response);

        Assert.Equal($"{Tenant.Issuer}bc-authorize", Text(configuration, "backchannel_authentication_endpoint"));
        AssertJson("""["poll"]""", configuration["backchannel_token_delivery_modes_supported"]!);
        Assert.Contains(Grant, configuration["grant_types_supported"]!.AsArray().Select(grant => grant!.GetValue<string>()));
    }

    private string Hint(string userId) =>
        new JsonObject
        {
            ["format"] = "iss_sub",
            ["iss"] = Tenant.Issuer,
            ["sub"] = userId,
        }.ToJsonString();

    private async Task<HttpResponseMessage> RequestAsync(params (string Name, string? Value)[] changes)
    {
        using var form = Form([
            .. AsWeb(("binding_message", "ABC-123"), ("login_hint", Hint(Tenant.GetUser("frank").UserId)), ("scope", "openid")),
            .. changes,
        ]);
        return await Http.PostAsync("/bc-authorize", form, Cancel);
    }

    private async Task<JsonNode> BeginAsync(params (string Name, string? Value)[] changes)
    {
        using var response = await RequestAsync(changes);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await ReadAsync(response);
    }

    private async Task AssertWaitingAsync(string id, string error, string? retryAfter)
    {
        using var response = await PostTokenAsync(AsWeb(("grant_type", Grant), ("auth_req_id", id)));
        await AssertRefusedAsync(response, HttpStatusCode.BadRequest, error);
        Assert.Equal(retryAfter, response.Headers.RetryAfter?.ToString());
    }

    private async Task<IEnumerable<string>> EventsAsync() =>
        (await SendAsync(HttpStatusCode.OK, HttpMethod.Get, "/api/v2/logs?per_page=100&sort=date:1", await ManagementTokenAsync()))
            .AsArray()
            .Select(entry => Text(entry!, "type"))
            .Where(type => type.StartsWith("ciba", StringComparison.Ordinal));
}
