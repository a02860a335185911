using System.Net;
using System.Text.Json.Nodes;

namespace Auth0Flows.Tests.LocalTenant;

public sealed class DeviceTests : UserTenantTest
{
    private const string Grant = "urn:ietf:params:oauth:grant-type:device_code";
    private const string UnusableCode = "Invalid or expired device code.";

    [Fact]
    public async Task DeviceCode_WithAPublicApplication_AnswersTheCodes()
    {
        var answer = await BeginAsync();

        Assert.Equal(
            ["device_code", "expires_in", "interval", "user_code", "verification_uri", "verification_uri_complete"],
            Names(answer)
        );
        Assert.Matches("^[B-DF-HJ-NP-TV-XZ]{4}-[B-DF-HJ-NP-TV-XZ]{4}$", Text(answer, "user_code"));
        Assert.Equal($"{Tenant.Issuer}activate", Text(answer, "verification_uri"));
        Assert.Equal($"{Tenant.Issuer}activate?user_code={Text(answer, "user_code")}", Text(answer, "verification_uri_complete"));
        Assert.Equal(900, answer["expires_in"]!.GetValue<int>());
        Assert.Equal(5, answer["interval"]!.GetValue<int>());
        Assert.DoesNotContain(Text(answer, "user_code"), Text(answer, "device_code"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeviceCode_WithAnApplicationThatMayNot_IsUnauthorized()
    {
        Tenant.ConfigureApplication(Web.ClientId, $$"""{"grant_types":["{{Grant}}"]}""");
        (string, string?)[][] requests =
        [
            [("client_id", Tenant.GetApplication("web-shop").ClientId)], // without the grant
            [("client_id", Web.ClientId)], // confidential
            [.. AsWeb()],
            [("client_id", Native.ClientId), ("client_secret", "x")],
            [("client_id", Native.ClientId), ("client_assertion", "x")],
        ];

        foreach (var request in requests)
        {
            using var response = await RequestAsync(request);
            await AssertRefusedAsync(
                response,
                HttpStatusCode.Forbidden,
                "unauthorized_client",
                $"Grant type '{Grant}' not allowed for the client."
            );
        }
    }

    [Fact]
    public async Task DeviceCode_WithUnusableParameters_IsRefused()
    {
        using var noClient = await RequestAsync(("client_id", null));
        using var unknownClient = await RequestAsync(("client_id", "nobody"));
        using var unknownApi = await RequestAsync(("audience", "urn:nowhere"));
        using var text = new StringContent("client_id=x");
        using var wrongType = await Http.PostAsync("/oauth/device/code", text, Cancel);

        await AssertRefusedAsync(noClient, HttpStatusCode.BadRequest, "invalid_request", "Missing required parameter: client_id");
        await AssertRefusedAsync(unknownClient, HttpStatusCode.Unauthorized, "access_denied", "Unauthorized");
        await AssertRefusedAsync(unknownApi, HttpStatusCode.Forbidden, "access_denied", "Service not found: urn:nowhere");
        await AssertRefusedAsync(wrongType, HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task Poll_BeforeTheUserSaidAnything_IsPending()
    {
        var device = await BeginAsync();

        await AssertPendingAsync(device);
        Advance(TimeSpan.FromSeconds(5));
        await AssertPendingAsync(device);
    }

    [Fact]
    public async Task Poll_FasterThanTheInterval_HasToSlowDownForGood()
    {
        var device = await BeginAsync();
        await AssertPendingAsync(device);
        Advance(TimeSpan.FromSeconds(4.9));
        await AssertSlowDownAsync(device, 5);
        Advance(TimeSpan.FromSeconds(9.9));
        await AssertSlowDownAsync(device, 10);

        Advance(TimeSpan.FromSeconds(15));
        await AssertPendingAsync(device);
        Advance(TimeSpan.FromSeconds(14.9));
        await AssertSlowDownAsync(device, 15);
    }

    [Fact]
    public async Task Poll_OnceApproved_AnswersTokensForOnce()
    {
        var device = await BeginAsync(("scope", "openid email read:orders offline_access eat:orders"), ("audience", OrdersApi));
        await AssertPendingAsync(device);
        Tenant.ApproveDevice(
            Text(device, "user_code").ToLowerInvariant().Replace("-", "", StringComparison.Ordinal),
            Tenant.GetUser("alice")
        );

        using var response = await PollAsync(device);
        var answer = await ReadAsync(response);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["access_token", "expires_in", "id_token", "refresh_token", "scope", "token_type"], Names(answer));
        Assert.Equal("openid email read:orders offline_access", Text(answer, "scope"));
        Assert.Equal(Tenant.GetUser("alice").UserId, Text(Part(Text(answer, "access_token"), 1), "sub"));
        Assert.Equal("alice@example.com", Text(Part(Text(answer, "id_token"), 1), "email"));
        await PostTokenOkAsync(("grant_type", "refresh_token"), ("refresh_token", Text(answer, "refresh_token")));
        await AssertPollAsync(device, HttpStatusCode.Forbidden, "invalid_grant", UnusableCode);
    }

    [Fact]
    public async Task Poll_OnceApprovedWithoutOpenIdAndOfflineAccess_AnswersTheAccessTokenAlone()
    {
        var device = await BeginAsync(("scope", "read:orders"), ("audience", OrdersApi));
        Tenant.ApproveDevice(Text(device, "user_code"), Tenant.GetUser("alice"));

        using var response = await PollAsync(device);
        Assert.Equal(["access_token", "expires_in", "scope", "token_type"], Names(await ReadAsync(response)));
    }

    [Fact]
    public async Task Poll_OnceDenied_IsDeniedAndThenUnknown()
    {
        var device = await BeginAsync();
        Tenant.DenyDevice(Text(device, "user_code"));

        await AssertPollAsync(device, HttpStatusCode.Forbidden, "access_denied", "User cancelled the confirmation prompt.");
        await AssertPollAsync(device, HttpStatusCode.Forbidden, "invalid_grant", UnusableCode);
    }

    [Fact]
    public async Task Poll_WithAUserWhomTheTenantRefuses_IsDenied()
    {
        var (blocked, denied) = (await BeginAsync(), await BeginAsync());
        Tenant.ApproveDevice(Text(blocked, "user_code"), Tenant.GetUser("bob"));
        Tenant.GetUser("alice").DenialByAction = "Not on Sundays.";
        Tenant.ApproveDevice(Text(denied, "user_code"), Tenant.GetUser("alice"));

        await AssertPollAsync(blocked, HttpStatusCode.Forbidden, "access_denied", "user is blocked");
        await AssertPollAsync(denied, HttpStatusCode.Forbidden, "access_denied", "Not on Sundays.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Poll_AfterFifteenMinutes_IsExpiredOnceAndThenUnknown(bool isApproved)
    {
        var device = await BeginAsync();
        Advance(TimeSpan.FromSeconds(899));
        if (isApproved)
        {
            Tenant.ApproveDevice(Text(device, "user_code"), Tenant.GetUser("alice"));
        }

        Advance(TimeSpan.FromSeconds(1));
        await AssertPollAsync(device, HttpStatusCode.Forbidden, "expired_token");
        await AssertPollAsync(device, HttpStatusCode.Forbidden, "invalid_grant", UnusableCode);
    }

    [Fact]
    public async Task Poll_WithAnotherApplicationOrCode_IsInvalidAndCostsNothing()
    {
        var device = await BeginAsync();
        Tenant.ApproveDevice(Text(device, "user_code"), Tenant.GetUser("alice"));

        using var otherApplication = await PollAsync(device, ("client_id", Tenant.GetApplication("TV Player").ClientId));
        using var otherCode = await PollAsync(device, ("device_code", Text(device, "user_code")));
        using var noCode = await PollAsync(device, ("device_code", null));
        using var right = await PollAsync(device);

        await AssertRefusedAsync(otherApplication, HttpStatusCode.Forbidden, "invalid_grant", UnusableCode);
        await AssertRefusedAsync(otherCode, HttpStatusCode.Forbidden, "invalid_grant", UnusableCode);
        await AssertRefusedAsync(noCode, HttpStatusCode.BadRequest, "invalid_request", "Missing required parameter: device_code");
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Fact]
    public async Task Poll_WithAConfidentialApplication_IsUnauthorized()
    {
        Tenant.ConfigureApplication(Web.ClientId, $$"""{"grant_types":["{{Grant}}"]}""");

        using var response = await PostTokenAsync([("grant_type", Grant), ("device_code", "x"), .. AsWeb()]);
        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "unauthorized_client");
    }

    [Fact]
    public async Task ApproveDevice_WithACodeThatNobodyWaitsWith_SaysSo()
    {
        var alice = Tenant.GetUser("alice");
        var (answered, expired) = (Text(await BeginAsync(), "user_code"), Text(await BeginAsync(), "user_code"));
        Tenant.DenyDevice(answered);

        Assert.Throws<InvalidOperationException>(() => Tenant.ApproveDevice(answered, alice));
        Advance(TimeSpan.FromMinutes(15));
        Assert.Throws<InvalidOperationException>(() => Tenant.DenyDevice(expired));
        Assert.Throws<InvalidOperationException>(() => Tenant.ApproveDevice("QTZL-MCBW", alice));
        Assert.Throws<ArgumentException>(() => Tenant.ApproveDevice("", alice));
        Tenant.RemoveUser(alice);
        Assert.Throws<ArgumentException>(() => Tenant.ApproveDevice(expired, alice));
    }

    [Fact]
    public async Task ActivationPage_WithOneClick_ConnectsTheDevice()
    {
        var device = await BeginAsync(("scope", "openid"));
        var page = await GetPageAsync(Text(device, "verification_uri_complete"));
        var user = Tenant.GetUser("alice").UserId;
        Assert.Contains(Text(device, "user_code"), page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{user}\">Continue as alice@example.com", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);

        Assert.Equal(HttpStatusCode.OK, await ClickAsync(("user_code", Text(device, "user_code")), ("user", user)));
        using var response = await PollAsync(device);
        Assert.Equal(user, Text(Part(Text(await ReadAsync(response), "id_token"), 1), "sub"));
    }

    [Fact]
    public async Task ActivationPage_WithCancel_DeniesTheDevice()
    {
        var device = await BeginAsync();

        Assert.Equal(HttpStatusCode.OK, await ClickAsync(("user_code", Text(device, "user_code")), ("action", "deny")));
        await AssertPollAsync(device, HttpStatusCode.Forbidden, "access_denied");
    }

    [Fact]
    public async Task ActivationPage_WithAUserWhomTheTenantRefuses_SaysSo()
    {
        var device = await BeginAsync();
        var (_, page) = await PostPageAsync(("user_code", Text(device, "user_code")), ("user", Tenant.GetUser("bob").UserId));

        Assert.Contains("Not connected", page, StringComparison.Ordinal);
        await AssertPollAsync(device, HttpStatusCode.Forbidden, "access_denied", "user is blocked");
    }

    [Fact]
    public async Task ActivationPage_WithoutACode_AsksForOne() =>
        Assert.Contains("name=\"user_code\"", await GetPageAsync("/activate"), StringComparison.Ordinal);

    [Fact]
    public async Task ActivationPage_WithAnUnknownCodeOrUser_SaysSo()
    {
        var userCode = Text(await BeginAsync(), "user_code");
        using var unknown = await Http.GetAsync("/activate?user_code=%3Cscript%3E", Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        Assert.DoesNotContain("<script", await unknown.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, await ClickAsync(("user_code", "QTZL-MCBW"), ("user", Tenant.GetUser("alice").UserId)));
        Assert.Equal(HttpStatusCode.BadRequest, await ClickAsync(("user_code", "QTZL-MCBW"), ("action", "deny")));
        Assert.Equal(HttpStatusCode.BadRequest, await ClickAsync(("user_code", userCode), ("user", "nobody")));
    }

    private async Task<HttpResponseMessage> RequestAsync(params (string Name, string? Value)[] parameters)
    {
        using var form = Form(parameters);
        return await Http.PostAsync("/oauth/device/code", form, Cancel);
    }

    private async Task<JsonNode> BeginAsync(params (string Name, string? Value)[] parameters)
    {
        using var response = await RequestAsync(parameters);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await ReadAsync(response);
    }

    private Task<HttpResponseMessage> PollAsync(JsonNode device, params (string Name, string? Value)[] changes) =>
        PostTokenAsync([("grant_type", Grant), ("device_code", Text(device, "device_code")), .. changes]);

    private async Task AssertPollAsync(JsonNode device, HttpStatusCode status, string error, string? description = null)
    {
        using var response = await PollAsync(device);
        await AssertRefusedAsync(response, status, error, description);
    }

    private Task AssertPendingAsync(JsonNode device) =>
        AssertPollAsync(device, HttpStatusCode.Forbidden, "authorization_pending", "User has yet to authorize device code.");

    private Task AssertSlowDownAsync(JsonNode device, int seconds) =>
        AssertPollAsync(
            device,
            HttpStatusCode.TooManyRequests,
            "slow_down",
            $"You are polling faster than the specified interval of {seconds} seconds."
        );

    private async Task<string> GetPageAsync(string address)
    {
        using var response = await Http.GetAsync(new Uri(address, UriKind.RelativeOrAbsolute), Cancel);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(Cancel);
    }

    private async Task<HttpStatusCode> ClickAsync(params (string Name, string? Value)[] parameters) =>
        (await PostPageAsync(parameters)).Status;

    private async Task<(HttpStatusCode Status, string Page)> PostPageAsync(params (string Name, string? Value)[] parameters)
    {
        using var form = Form(parameters);
        using var response = await Http.PostAsync("/activate", form, Cancel);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }
}
