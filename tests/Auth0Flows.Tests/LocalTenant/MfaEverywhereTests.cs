using System.Net;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.LocalTenant;

/// <summary>A second factor after something other than a password.</summary>
public sealed class MfaEverywhereTests : UserTenantTest
{
    private const string LegacyToken = "urn:acme:legacy-token";

    [Fact]
    public async Task Passwordless_WithAUserWhoNeedsASecondFactor_GoesOnAsItBegan()
    {
        using var start = await Http.PostAsync(
            "/passwordless/start",
            Json($$"""{"client_id":"{{Native.ClientId}}","connection":"email","email":"new@example.com","send":"code"}"""),
            Cancel
        );
        var user = Enrolled("new@example.com");

        var token = await RequiredAsync(
            ("grant_type", "http://auth0.com/oauth/grant-type/passwordless/otp"),
            ("realm", "email"),
            ("username", "new@example.com"),
            ("otp", Tenant.LastMessageTo("new@example.com")),
            ("audience", OrdersApi),
            ("scope", "openid read:orders offline_access")
        );
        var answer = await VerifyAsync(token, user);
        AssertIs(user, OrdersApi, "openid read:orders offline_access", answer);
        Assert.NotNull(answer["refresh_token"]);
        Assert.NotNull(answer["id_token"]);
    }

    [Fact]
    public async Task TokenExchange_WithAUserWhoNeedsASecondFactor_GoesOnAsItBegan()
    {
        var alice = Enrolled("alice");
        Tenant.AddSubjectToken(LegacyToken, "x", alice);

        var token = await RequiredAsync(
            ("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"),
            ("subject_token", "x"),
            ("subject_token_type", LegacyToken),
            ("audience", "urn:example:reports"),
            ("scope", "openid run:reports"),
            ("organization", "acme")
        );
        var answer = await VerifyAsync(token, alice);
        AssertIs(alice, "urn:example:reports", "openid run:reports", answer);
        Assert.Equal("acme", Text(Part(Text(answer, "access_token"), 1), "org_name"));
        Assert.Equal("acme", Text(Part(Text(answer, "id_token"), 1), "org_name"));
    }

    [Fact]
    public async Task Refresh_OnceTheUserNeedsASecondFactor_GoesOnAsItBegan()
    {
        Tenant.ConfigureApplication(
            Native.ClientId,
            """{"refresh_token":{"policies":[{"audience":"urn:example:reports","scope":["read:reports","run:reports"]}]}}"""
        );
        var first = await SignInAsync("openid read:orders offline_access", organization: "acme");
        var alice = Enrolled("alice");

        var token = await RequiredAsync(Refresh(first, ("audience", "urn:example:reports"), ("scope", "openid run:reports")));
        var answer = await VerifyAsync(token, alice);
        AssertIs(alice, "urn:example:reports", "openid run:reports", answer);
        Assert.Equal("acme", Text(Part(Text(answer, "access_token"), 1), "org_name"));
        Assert.NotEqual(first, Text(answer, "refresh_token"));
    }

    [Fact]
    public async Task Refresh_WithTheSecondFactorBrought_AsksForNoOther()
    {
        var first = await SignInAsync("read:orders offline_access");
        var alice = Enrolled("alice");
        var token = await RequiredAsync(Refresh(first));
        var second = Text(await VerifyAsync(token, alice), "refresh_token");

        Assert.Equal("read:orders offline_access", Text(await PostTokenOkAsync(Refresh(second)), "scope"));
    }

    [Fact]
    public async Task Refresh_ThatWaitsForASecondFactor_CostsNoToken()
    {
        var first = await SignInAsync("read:orders offline_access");
        var alice = Enrolled("alice");
        await RequiredAsync(Refresh(first));
        alice.RequiresMfa = false;

        await PostTokenOkAsync(Refresh(first));
    }

    [Fact]
    public async Task Refresh_WithoutRotation_KeepsItsTokenAfterTheSecondFactor()
    {
        var web = AsWeb();
        var first = await SignInAsync("read:orders offline_access", application: Web);
        var alice = Enrolled("alice");
        var token = await RequiredAsync(Refresh(first, web));

        Assert.Null((await VerifyAsync(token, alice, web))["refresh_token"]);
        await PostTokenOkAsync(Refresh(first, web));
    }

    [Fact]
    public async Task Refresh_WithARefreshTokenThatDiedMeanwhile_IsRefused()
    {
        var first = await SignInAsync("read:orders offline_access");
        var alice = Enrolled("alice");
        var token = await RequiredAsync(Refresh(first));
        using var form = Form(("token", first));
        using var revoked = await Http.PostAsync("/oauth/revoke", form, Cancel);

        using var response = await PostTokenAsync(("grant_type", MfaOtp), ("mfa_token", token), ("otp", Tenant.GetOtp(alice)));
        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "invalid_grant", "Unknown or invalid refresh token.");
    }

    [Fact]
    public async Task Refresh_WithAUserWhoBroughtASecondFactorAtTheLogin_AsksForNone()
    {
        var alice = Enrolled("alice");
        var login = await VerifyAsync(await MfaTokenAsync("alice", ("scope", "offline_access")), alice);

        await PostTokenOkAsync(Refresh(Text(login, "refresh_token")));
    }

    private static (string Name, string? Value)[] Refresh(string token, params (string Name, string? Value)[] more) =>
        [("grant_type", "refresh_token"), ("refresh_token", token), .. more];

    private void AssertIs(Auth0LocalTenantUser user, string audience, string scope, JsonNode answer)
    {
        var claims = Part(Text(answer, "access_token"), 1);
        Assert.Equal(user.UserId, Text(claims, "sub"));
        Assert.Equal(audience, claims["aud"]![0]!.GetValue<string>());
        Assert.Equal(scope, Text(claims, "scope"));
        Assert.Equal($"{Tenant.Issuer}userinfo", claims["aud"]![1]!.GetValue<string>());
    }

    /// <summary>A user who has a one-time password from now on, and always needs it.</summary>
    private Auth0LocalTenantUser Enrolled(string name)
    {
        var user = Tenant.GetUser(name);
        Tenant.EnrollOtp(user);
        user.RequiresMfa = true;
        return user;
    }

    private async Task<string> SignInAsync(string scope, string? organization = null, Auth0LocalTenantApplication? application = null)
    {
        var code = Tenant.IssueAuthorizationCode(
            Tenant.GetUser("alice"),
            (application ?? Native).ClientId,
            "x:/",
            scope,
            OrdersApi,
            organization: organization
        );
        return Text(
            await PostTokenOkAsync([
                ("grant_type", "authorization_code"),
                ("code", code),
                ("redirect_uri", "x:/"),
                .. application is null ? [] : AsWeb(),
            ]),
            "refresh_token"
        );
    }

    /// <summary>Sends a request that requires a second factor, and returns the mfa_token.</summary>
    private async Task<string> RequiredAsync(params (string Name, string? Value)[] parameters)
    {
        using var response = await PostTokenAsync(parameters);
        var answer = await ReadAsync(response);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal(["error", "error_description", "mfa_requirements", "mfa_token"], Names(answer));
        Assert.Equal("mfa_required", Text(answer, "error"));
        Assert.Equal("Multifactor authentication required", Text(answer, "error_description"));
        AssertJson("""{"challenge":[{"type":"otp"}]}""", answer["mfa_requirements"]!);
        return Text(answer, "mfa_token");
    }

    private Task<JsonNode> VerifyAsync(string token, Auth0LocalTenantUser user, params (string Name, string? Value)[] more) =>
        PostTokenOkAsync([("grant_type", MfaOtp), ("mfa_token", token), ("otp", Tenant.GetOtp(user)), .. more]);
}
