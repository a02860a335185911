using System.Net;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.LocalTenant;

public sealed class PasswordGrantTests : UserTenantTest
{
    [Fact]
    public async Task Password_WithTheRightOne_AnswersAnAccessToken()
    {
        var answer = await LoginOkAsync("alice", ("scope", "read:orders"));

        Assert.Equal(["access_token", "expires_in", "token_type"], Names(answer));
        var claims = Part(Text(answer, "access_token"), 1);
        Assert.Equal(OrdersApi, Text(claims, "aud"));
        Assert.Equal("password", Text(claims, "gty"));
        Assert.Equal("read:orders", Text(claims, "scope"));
        Assert.Equal(Native.ClientId, Text(claims, "azp"));
        Assert.Equal(Tenant.GetUser("alice").UserId, Text(claims, "sub"));
    }

    [Fact]
    public async Task Password_WithSpecialCharacters_IsReadAsItWasSent()
    {
        Assert.Equal("pä$$ w+rd&=%\"1", Plain(Tenant.GetUser("alice").Password));
        await LoginOkAsync("alice");
        Assert.Equal("pä$$ w+rd&=%\"1", Tenant.Requests[^1].Form["password"]);
        Assert.Contains("p%C3%A4%24%24+w%2Brd%26%3D%25%221", Tenant.Requests[^1].ReadBody(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("offline_access")]
    public async Task Password_WithoutScopesOfTheApi_GrantsAllAndSaysSo(string? scope)
    {
        var answer = await LoginOkAsync("alice", ("scope", scope));

        Assert.Equal($"read:orders create:orders update:orders delete:orders {scope}".Trim(), Text(answer, "scope"));
        Assert.Equal(scope is not null, answer["refresh_token"] is not null);
    }

    [Fact]
    public async Task Password_WithOpenId_AnswersAnIdTokenWithAllStandardClaims()
    {
        var answer = await LoginOkAsync("alice", ("scope", "openid read:orders"));

        Assert.Equal("openid profile email address phone read:orders", Text(answer, "scope"));
        Assert.Equal(
            [OrdersApi, $"{Tenant.Issuer}userinfo"],
            Part(Text(answer, "access_token"), 1)["aud"]!.AsArray().Select(aud => aud!.GetValue<string>())
        );
        var now = Now.ToUnixTimeSeconds();
        AssertJson(
            $$"""
            {
              "nickname": "alice", "name": "Alice Adams", "picture": "https://s.gravatar.com/avatar/00000000000000000000000000000000?d=mp",
              "updated_at": "2026-11-20T12:00:00.000Z", "email": "alice@example.com", "email_verified": true,
              "phone_number": "+15550100", "phone_number_verified": true, "sub": "{{Tenant.GetUser("alice").UserId}}",
              "iss": "{{Tenant.Issuer}}", "aud": "{{Native.ClientId}}", "iat": {{now}}, "exp": {{now + 36000}}, "auth_time": {{now}}
            }
            """,
            Part(Text(answer, "id_token"), 1)
        );
    }

    [Fact]
    public async Task IdToken_OfAnRs256Application_IsSignedByThePublishedKey()
    {
        var token = Text(await LoginOkAsync("alice", ("scope", "openid")), "id_token");

        var key = (await SendAsync(HttpStatusCode.OK, HttpMethod.Get, "/.well-known/jwks.json", token: null))["keys"]![0]!;
        Assert.Equal(Text(key, "kid"), Text(Part(token, 0), "kid"));
        using var rsa = RSA.Create(new RSAParameters { Modulus = FromBase64Url(Text(key, "n")), Exponent = FromBase64Url(Text(key, "e")) });
        var end = token.LastIndexOf('.');
        Assert.True(
            rsa.VerifyData(
                Encoding.ASCII.GetBytes(token[..end]),
                FromBase64Url(token[(end + 1)..]),
                HashAlgorithmName.SHA256,
                RSASignaturePadding.Pkcs1
            )
        );
    }

    [Fact]
    public async Task IdToken_OfAnHs256Application_IsSignedByItsSecret()
    {
        Tenant.ConfigureApplication(Web.ClientId, """{"jwt_configuration":{"alg":"HS256","lifetime_in_seconds":60}}""");

        var token = Text(await LoginOkAsync("alice", AsWeb(("scope", "openid"))), "id_token");

        var end = token.LastIndexOf('.');
        Assert.Equal("HS256", Text(Part(token, 0), "alg"));
        Assert.Equal(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(Plain(Web.ClientSecret!)), Encoding.ASCII.GetBytes(token[..end])),
            FromBase64Url(token[(end + 1)..])
        );
        Assert.Equal(Now.ToUnixTimeSeconds() + 60, Part(token, 1)["exp"]!.GetValue<long>());
    }

    [Fact]
    public async Task Password_WithoutAudience_AnswersAnOpaqueToken()
    {
        var answer = await LoginOkAsync("alice", ("audience", null), ("scope", "openid"));

        Assert.Single(Text(answer, "access_token").Split('.'));
        await SendAsync(HttpStatusCode.Unauthorized, HttpMethod.Get, "/api/v2/clients", Text(answer, "access_token"));
    }

    [Fact]
    public async Task Password_WithTheManagementApi_GrantsNoneOfItsScopes()
    {
        var answer = await LoginOkAsync("alice", ("audience", Tenant.ManagementAudience), ("scope", "read:clients"));

        await SendAsync(HttpStatusCode.Forbidden, HttpMethod.Get, "/api/v2/clients", Text(answer, "access_token"));
    }

    [Theory]
    [InlineData("alice@example.com", "wrong")]
    [InlineData("nobody@example.com", "wrong")]
    [InlineData("grace@example.com", null)]
    public async Task Password_WithAWrongOneOrAnUnknownUser_IsRefused(string username, string? password)
    {
        using var response = await LoginAsync(
            "grace",
            ("username", username),
            ("password", password ?? Plain(Tenant.GetUser("grace").Password))
        );

        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "invalid_grant", "Wrong email or password.");
    }

    [Theory]
    [InlineData("username")]
    [InlineData("password")]
    public async Task Password_WithAMissingParameter_IsInvalid(string name)
    {
        using var response = await LoginAsync("alice", (name, null));

        await AssertRefusedAsync(response, HttpStatusCode.BadRequest, "invalid_request", $"Missing required parameter: {name}");
    }

    [Fact]
    public async Task Password_WithABlockedUser_IsUnauthorized()
    {
        using var response = await LoginAsync("bob");
        using var wrong = await LoginAsync("bob", ("password", "wrong"));

        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "unauthorized", "user is blocked");
        await AssertRefusedAsync(wrong, HttpStatusCode.Forbidden, "invalid_grant");
    }

    [Fact]
    public async Task Password_WithALeakedOne_IsRefused()
    {
        using var response = await LoginAsync("carol");

        await AssertRefusedAsync(response, HttpStatusCode.Unauthorized, "password_leaked");
    }

    [Fact]
    public async Task Password_WithAnActionThatDenies_IsRefusedByItsReason()
    {
        Tenant.GetUser("alice").DenialByAction = "Not on Sundays.";

        using var response = await LoginAsync("alice");
        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "access_denied", "Not on Sundays.");
    }

    [Fact]
    public async Task Password_WithAnUnknownAudience_IsDenied()
    {
        using var response = await LoginAsync("alice", ("audience", "urn:nowhere"));

        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "access_denied", "Service not found: urn:nowhere");
    }

    [Fact]
    public async Task Password_WithAnApplicationOfOtherGrants_IsNotAllowed()
    {
        using var response = await LoginAsync("alice", ("client_id", await SeededIdAsync("TV Player")));

        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "unauthorized_client");
    }

    [Theory]
    [InlineData("grace@example.com")]
    [InlineData("GRACE")]
    public async Task PasswordRealm_WithTheRealmOfTheUser_AnswersAToken(string username) =>
        await LoginOkAsync("grace", ("grant_type", PasswordRealm), ("realm", "employees"), ("username", username));

    [Theory]
    [InlineData("nowhere", "the connection was not found")]
    [InlineData("Employees", "the connection was not found")]
    [InlineData("sms", "specified strategy does not support requested operation")]
    [InlineData(null, "Missing required parameter: realm")]
    public async Task PasswordRealm_WithARealmThatIsNone_IsInvalid(string? realm, string description)
    {
        using var response = await LoginAsync("grace", ("grant_type", PasswordRealm), ("realm", realm));

        await AssertRefusedAsync(response, HttpStatusCode.BadRequest, "invalid_request", description);
    }

    [Fact]
    public async Task Password_AfterTenWrongOnes_IsRefusedEvenWhenRight()
    {
        await FailAsync(10);
        using (var response = await LoginAsync("alice"))
        {
            await AssertRefusedAsync(response, HttpStatusCode.TooManyRequests, "too_many_attempts");
        }

        Tenant.ClearFailedLogins();
        await LoginOkAsync("alice");
    }

    [Fact]
    public async Task Password_AfterNineWrongOnesAndARightOne_CountsFromTheBeginning()
    {
        await FailAsync(9);
        await LoginOkAsync("alice");
        await FailAsync(9);
        await LoginOkAsync("alice");
    }

    [Fact]
    public async Task ForwardedFor_OfATrustedApplication_CountsByThatAddress()
    {
        Tenant.ConfigureApplication(Web.ClientId, """{"is_token_endpoint_ip_header_trusted":true}""");
        await FailAsync(10, "203.0.113.7", AsWeb());

        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync("203.0.113.7", AsWeb()));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("203.0.113.8", AsWeb()));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(null, AsWeb()));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task ForwardedFor_OfAnApplicationThatIsNotTrustedOrPublic_IsPassedOver(bool isConfidential, bool isTrusted)
    {
        var application = isConfidential ? AsWeb() : [];
        Tenant.ConfigureApplication(
            isConfidential ? Web.ClientId : Native.ClientId,
            $$"""{"is_token_endpoint_ip_header_trusted":{{(isTrusted ? "true" : "false")}}}"""
        );
        await FailAsync(10, "203.0.113.7", application);

        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync("203.0.113.8", application));
    }

    [Fact]
    public async Task AddUser_WithAConnection_LetsTheUserIn()
    {
        using var password = new SecureString();
        Array.ForEach("Tr0ub4dor".ToCharArray(), password.AppendChar);
        var user = Tenant.AddUser("ivan@example.com", password, "employees");

        await LoginOkAsync("ivan", ("grant_type", PasswordRealm), ("realm", "employees"));
        Assert.Contains(user, Tenant.Users);
        Assert.Equal(user.UserId, user.ToString());
        Assert.Throws<ArgumentException>(() => Tenant.AddUser("IVAN@example.com", password, "employees"));
        Assert.Throws<ArgumentException>(() => Tenant.AddUser("ivan@example.com", password, "nowhere"));
    }

    [Fact]
    public async Task AUserWithoutPassword_WithAnEmptyOne_IsRefused()
    {
        Tenant.GetUser("alice").Password = new SecureString();

        using var response = await LoginAsync("alice", ("password", ""));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private async Task<HttpStatusCode> StatusAsync(
        string? forwardedFor,
        (string Name, string? Value)[] application,
        string? password = null
    )
    {
        using var form = Form(
            Login("alice", [.. application, .. password is null ? [] : new (string, string?)[] { ("password", password) }])
        );
        using var request = new HttpRequestMessage(HttpMethod.Post, "/oauth/token") { Content = form };
        if (forwardedFor is not null)
        {
            request.Headers.Add("auth0-forwarded-for", forwardedFor);
        }

        using var response = await Http.SendAsync(request, Cancel);
        return response.StatusCode;
    }

    private async Task FailAsync(int times, string? forwardedFor = null, (string Name, string? Value)[]? application = null)
    {
        foreach (var _ in Enumerable.Range(0, times))
        {
            Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(forwardedFor, application ?? [], "wrong"));
        }
    }
}
