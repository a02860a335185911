using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Logins;

public sealed class OtherGrantsTests : LoginTest
{
    private const string RedirectUri = "https://app.example.com/callback?a=b";
    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private const string SubjectTokenType = "urn:acme:legacy-token";

    [Fact]
    public async Task AuthorizationCode_SendsCodeRedirectAndVerifier()
    {
        var code = Tenant.IssueAuthorizationCode(
            Tenant.GetUser("alice"),
            MobileApplication.ClientId,
            RedirectUri,
            "openid read:orders",
            Orders,
            CodeChallenge(),
            "n-1"
        );

        var token = await Mobile.GetTokenAsync(
            new AuthorizationCodeGrant(Secret(code), RedirectUri, Secret(Verifier)) { Nonce = "n-1" },
            cancellationToken: Cancel
        );

        Assert.Equal(
            Fields(
                ("grant_type", "authorization_code"),
                ("client_id", Mobile.ClientId),
                ("code", code),
                ("redirect_uri", RedirectUri),
                ("code_verifier", Verifier)
            ),
            LastForm
        );
        Assert.Equal(Tenant.GetUser("alice").UserId, token.Subject);
        Assert.Same(token, await Mobile.GetTokenAsync(Orders, cancellationToken: Cancel)); // stored under the audience that the token names
    }

    [Fact]
    public async Task AuthorizationCode_UsedTwice_HasItsOwnCode()
    {
        var grant = new AuthorizationCodeGrant(
            Secret(Tenant.IssueAuthorizationCode(Tenant.GetUser("alice"), MobileApplication.ClientId, RedirectUri, "openid")),
            RedirectUri
        );
        await Mobile.GetTokenAsync(grant, cancellationToken: Cancel);

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.InvalidAuthorizationCode,
            () => Mobile.GetTokenAsync(grant, cancellationToken: Cancel).AsTask()
        );
    }

    [Fact]
    public async Task AuthorizationCode_WithAnotherNonceThanWasSent_KeepsNoToken()
    {
        var code = Tenant.IssueAuthorizationCode(Tenant.GetUser("alice"), MobileApplication.ClientId, RedirectUri, "openid", nonce: "n-1");

        await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.IdTokenNonceMismatch,
            () =>
                Mobile
                    .GetTokenAsync(new AuthorizationCodeGrant(Secret(code), RedirectUri) { Nonce = "n-2" }, cancellationToken: Cancel)
                    .AsTask()
        );

        Assert.Empty(Mobile.Tokens);
    }

    [Fact]
    public async Task AuthorizationCode_WhereOpenIdWasGranted_NeedsTheIdToken()
    {
        var code = Tenant.IssueAuthorizationCode(
            Tenant.GetUser("alice"),
            MobileApplication.ClientId,
            RedirectUri,
            "openid profile read:orders",
            Orders
        );
        FaultToken(200, """{"access_token":"a","token_type":"Bearer","expires_in":60,"scope":"openid read:orders"}""");

        await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.MissingIdToken,
            () => Mobile.GetTokenAsync(new AuthorizationCodeGrant(Secret(code), RedirectUri), cancellationToken: Cancel).AsTask()
        );
    }

    [Fact]
    public async Task PasswordlessByEmail_StartsAndSignsIn()
    {
        var login = await Web.StartPasswordlessByEmailAsync(
            "zoe@example.com",
            audience: Orders,
            scope: ["openid", "email"],
            cancellationToken: Cancel
        );

        var start = Json("/passwordless/start");
        Assert.Equal(["client_id", "client_secret", "connection", "email", "send"], Names(start));
        Assert.Equal("code", start.GetProperty("send").GetString());
        var token = await Web.GetTokenAsync(Otp(login, Tenant.LastMessageTo("zoe@example.com")!), cancellationToken: Cancel);
        Assert.Equal("http://auth0.com/oauth/grant-type/passwordless/otp", LastForm["grant_type"]);
        Assert.Equal("email", LastForm["realm"]);
        Assert.Equal("zoe@example.com", LastForm["username"]);
        Assert.Equal("zoe@example.com", token.IdClaims["email"]);
    }

    [Fact]
    public async Task PasswordlessBySms_StartsAndSignsIn()
    {
        var login = await Web.StartPasswordlessBySmsAsync("+15550177", Orders, cancellationToken: Cancel);

        await Web.GetTokenAsync(Otp(login, Tenant.LastMessageTo("+15550177")!), cancellationToken: Cancel);

        Assert.Equal("sms", LastForm["realm"]);
        Assert.Equal("+15550177", Json("/passwordless/start").GetProperty("phone_number").GetString());
    }

    [Fact]
    public async Task PasswordlessLink_TellsWhatItIsFor()
    {
        await Web.StartPasswordlessByEmailAsync("zoe@example.com", sendsLink: true, Orders, ["openid"], cancellationToken: Cancel);

        var start = Json("/passwordless/start");
        Assert.Equal("link", start.GetProperty("send").GetString());
        Assert.Equal(Orders, start.GetProperty("authParams").GetProperty("audience").GetString());
        Assert.Equal("openid", start.GetProperty("authParams").GetProperty("scope").GetString());
    }

    [Fact]
    public async Task PasswordlessLink_ForNothingInParticular_SaysNothing()
    {
        await Web.StartPasswordlessByEmailAsync("zoe@example.com", sendsLink: true, cancellationToken: Cancel);

        Assert.Equal("{}", Json("/passwordless/start").GetProperty("authParams").GetRawText());
    }

    [Fact]
    public async Task Passwordless_WithAWrongCode_HasItsOwnCode()
    {
        var login = await Web.StartPasswordlessByEmailAsync("zoe@example.com", cancellationToken: Cancel);

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.InvalidOtp,
            () => Web.GetTokenAsync(Otp(login, "000000x"), cancellationToken: Cancel).AsTask()
        );
    }

    [Fact]
    public async Task PasswordlessStart_WithNoAddress_IsRefusedInTheServersWords()
    {
        var failure = await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.InvalidRequest,
            () => Web.StartPasswordlessByEmailAsync("nobody", cancellationToken: Cancel)
        );

        Assert.Contains("bad.email", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TokenExchange_SendsBothTokensWithTheirTypes()
    {
        Tenant.AddSubjectToken(SubjectTokenType, "legacy+token", Tenant.GetUser("alice"));
        var grant = new TokenExchangeGrant(Secret("legacy+token"), SubjectTokenType, Orders, ["read:orders"])
        {
            ActorToken = Secret("actor"),
            ActorTokenType = "urn:acme:actor",
        };

        var token = await Web.GetTokenAsync(grant, cancellationToken: Cancel);

        Assert.Equal(
            Fields(
                ("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"),
                ("client_id", Web.ClientId),
                ("client_secret", WebApplication.ClientSecret!.Reveal()),
                ("subject_token", "legacy+token"),
                ("subject_token_type", SubjectTokenType),
                ("actor_token", "actor"),
                ("actor_token_type", "urn:acme:actor"),
                ("audience", Orders),
                ("scope", "read:orders")
            ),
            LastForm
        );
        Assert.Equal(Tenant.GetUser("alice").UserId, token.Subject);
    }

    [Fact]
    public async Task TokenExchange_ForAnotherOrganizationThanTheIdTokens_KeepsNoToken()
    {
        Tenant.AddSubjectToken(SubjectTokenType, "legacy", Tenant.GetUser("alice"));
        Tenant.AddIdTokenFault(
            new Auth0LocalTenantIdTokenFault
            {
                Claims = new Dictionary<string, object?> { ["org_id"] = "org_other", ["org_name"] = "other" },
            }
        );

        await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.IdTokenOrganizationMismatch,
            () =>
                Web.GetTokenAsync(
                        new TokenExchangeGrant(Secret("legacy"), SubjectTokenType, Orders, ["openid"], "acme"),
                        cancellationToken: Cancel
                    )
                    .AsTask()
        );

        Assert.Empty(Web.Tokens);
    }

    [Theory]
    [InlineData("acme", "org_name", "ACME", true)]
    [InlineData("acme", "org_name", "globex", false)]
    [InlineData("org_Ab", "org_id", "org_Ab", true)]
    [InlineData("org_Ab", "org_id", "org_ab", false)]
    [InlineData("org_Ab", "org_name", "org_Ab", false)]
    public async Task Organization_OfTheIdToken_IsComparedByItsKind(string asked, string claim, string value, bool isTaken)
    {
        // The tenant issues the token without an organization; the test inserts the claims of one.
        Tenant.AddSubjectToken(SubjectTokenType, "legacy", Tenant.GetUser("alice"));
        var plain = await Web.GetTokenAsync(
            new TokenExchangeGrant(Secret("legacy"), SubjectTokenType, Orders, ["openid"]),
            cancellationToken: Cancel
        );
        Tenant.AddIdTokenFault(
            new Auth0LocalTenantIdTokenFault
            {
                Claims = new Dictionary<string, object?>
                {
                    ["org_id"] = null,
                    ["org_name"] = null,
                    [claim] = value,
                },
            }
        );
        var signed = await Web.GetTokenAsync(
            new TokenExchangeGrant(Secret("legacy"), SubjectTokenType, Orders, ["openid"]),
            cancellationToken: Cancel
        );
        FaultToken(
            200,
            $$"""{"access_token":"{{plain.AccessToken.Reveal()}}","token_type":"Bearer","expires_in":60,"id_token":"{{signed.IdToken!.Reveal()}}"}"""
        );

        Task ExchangeAsync() =>
            Web.GetTokenAsync(
                    new TokenExchangeGrant(Secret("legacy"), SubjectTokenType, Orders, ["openid"], asked),
                    cancellationToken: Cancel
                )
                .AsTask();

        if (isTaken)
        {
            await ExchangeAsync();
        }
        else
        {
            await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.IdTokenOrganizationMismatch, ExchangeAsync);
        }
    }

    [Fact]
    public async Task DeviceCode_IsPendingUntilApproved_AndNeverTriedAgainByItself()
    {
        var (device, user) = await StartDeviceAsync();
        var grant = new DeviceCodeGrant(Secret(device), Orders);

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.AuthorizationPending,
            () => Mobile.GetTokenAsync(grant, cancellationToken: Cancel).AsTask()
        );
        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.SlowDown,
            () => Mobile.GetTokenAsync(grant, cancellationToken: Cancel).AsTask()
        );
        Assert.Equal(2, TokenRequests);

        Tenant.ApproveDevice(user, Tenant.GetUser("alice"));
        var token = await Mobile.GetTokenAsync(grant, cancellationToken: Cancel);
        Assert.Equal(
            Fields(("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("client_id", Mobile.ClientId), ("device_code", device)),
            LastForm
        );
        Assert.Equal(Tenant.GetUser("alice").UserId, token.Subject);
        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.DeviceCodeExpired,
            () => Mobile.GetTokenAsync(grant, cancellationToken: Cancel).AsTask()
        );
    }

    [Fact]
    public async Task DeviceCode_Denied_HasItsOwnCode()
    {
        var (device, user) = await StartDeviceAsync();
        Tenant.DenyDevice(user);

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.DeviceLoginDenied,
            () => Mobile.GetTokenAsync(new DeviceCodeGrant(Secret(device)), cancellationToken: Cancel).AsTask()
        );
    }

    private static PasswordlessOtpGrant Otp(Auth0PasswordlessLogin login, string code) =>
        new(login.Username, Secret(code), login.Realm, login.Audience, login.Scope);

    private static string CodeChallenge() =>
        System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    private static IEnumerable<string> Names(JsonElement json) =>
        json.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal);

    private JsonElement Json(string path) =>
        JsonDocument.Parse(Tenant.Requests.Last(request => request.Path == path).ReadBody()).RootElement;

    private async Task<(string Device, string User)> StartDeviceAsync()
    {
        using var http = new HttpClient();
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["client_id"] = MobileApplication.ClientId,
                ["scope"] = "openid read:orders",
                ["audience"] = Orders,
            }
        );
        using var response = await http.PostAsync(new Uri(Tenant.Domain + "/oauth/device/code"), form, Cancel);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel));
        return (json.RootElement.GetProperty("device_code").GetString()!, json.RootElement.GetProperty("user_code").GetString()!);
    }
}
