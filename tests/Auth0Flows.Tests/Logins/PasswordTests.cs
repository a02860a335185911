using System.Net;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Logins;

public sealed class PasswordTests : LoginTest
{
    [Fact]
    public async Task Password_SendsTheFormOfTheGrant_WithEverySpecialCharacter()
    {
        await SignInAsync(Mobile, "alice", "openid", "read:orders");

        Assert.Equal(
            Fields(
                ("grant_type", "password"),
                ("client_id", Mobile.ClientId),
                ("username", "alice@example.com"),
                ("password", "pä$$ w+rd&=%\"1"),
                ("audience", Orders),
                ("scope", "openid read:orders")
            ),
            LastForm
        );
    }

    [Fact]
    public async Task Realm_SendsTheRealmGrant()
    {
        var grace = Tenant.GetUser("grace");
        await Mobile.GetTokenAsync(new PasswordGrant("grace", grace.Password, Orders) { Realm = "employees" }, cancellationToken: Cancel);

        Assert.Equal("http://auth0.com/oauth/grant-type/password-realm", LastForm["grant_type"]);
        Assert.Equal("employees", LastForm["realm"]);
    }

    [Fact]
    public async Task ForwardedFor_GoesIntoTheHeader()
    {
        await Web.GetTokenAsync(Forwarded("alice"), cancellationToken: Cancel);

        Assert.Equal("203.0.113.7", Tenant.Requests[^1].Headers["auth0-forwarded-for"]);
    }

    [Fact]
    public async Task ForwardedFor_OfAPublicApplication_FailsBeforeAnythingIsSent()
    {
        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.MissingClientSecret,
            () => Mobile.GetTokenAsync(Forwarded("alice"), cancellationToken: Cancel).AsTask()
        );

        Assert.Empty(Tenant.Requests);
    }

    [Fact]
    public async Task WithoutScopes_AllOfTheApisAreGranted_AndTheTokenTellsThem()
    {
        var token = await SignInAsync(Mobile);

        Assert.Contains("read:orders", token.Scope);
        Assert.DoesNotContain("scope", LastForm.Keys);
    }

    [Fact]
    public async Task WithoutAudience_TheTokenIsOpaque_AndThatIsNoError()
    {
        var token = await Mobile.GetTokenAsync(Password("alice", audience: null, "openid"), cancellationToken: Cancel);

        Assert.Empty(token.Claims);
        Assert.Equal(Tenant.GetUser("alice").UserId, token.Subject);
    }

    [Theory]
    [InlineData("alice", "wrong", Auth0ErrorCode.InvalidUserPassword)]
    [InlineData("bob", null, Auth0ErrorCode.UserBlocked)]
    [InlineData("carol", null, Auth0ErrorCode.PasswordLeaked)]
    public async Task Refusal_HasItsOwnCode(string user, string? password, Auth0ErrorCode code)
    {
        var known = Tenant.GetUser(user);
        var grant = new PasswordGrant(known.Email!, password is null ? known.Password : Secret(password), Orders);

        var failure = await FailsAsync<Auth0TokenException>(code, () => Mobile.GetTokenAsync(grant, cancellationToken: Cancel).AsTask());

        Assert.Empty(Mobile.Tokens);
        Assert.DoesNotContain(known.Password.Reveal(), failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownRealm_HasItsOwnCode() =>
        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.UnknownRealm,
            () =>
                Mobile.GetTokenAsync(new PasswordGrant("a", Secret("b"), Orders) { Realm = "nowhere" }, cancellationToken: Cancel).AsTask()
        );

    [Fact]
    public async Task DisallowedGrant_HasItsOwnCode()
    {
        Tenant.ConfigureApplication(MobileApplication.ClientId, """{"grant_types":["refresh_token"]}""");

        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.UnauthorizedClient, () => SignInAsync(Mobile));
    }

    [Fact]
    public async Task TooManyAttempts_AreNotTriedAgain()
    {
        FaultToken(
            429,
            """{"error":"too_many_attempts","error_description":"Your account has been blocked after multiple consecutive login attempts."}""",
            times: 5
        );

        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.TooManyAttempts, () => SignInAsync(Mobile));

        Assert.Equal(1, TokenRequests);
        Assert.Empty(Time.Delays);
    }

    [Fact]
    public async Task TooManyAttempts_ComeAfterWrongPasswords()
    {
        var wrong = new PasswordGrant("alice@example.com", Secret("wrong"), Orders);
        for (var i = 0; i < 10; i++)
        {
            await Assert.ThrowsAsync<Auth0TokenException>(() => Mobile.GetTokenAsync(wrong, cancellationToken: Cancel).AsTask());
        }

        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.TooManyAttempts, () => SignInAsync(Mobile));
    }

    [Fact]
    public async Task OrdinaryRateLimit_IsWaitedFor()
    {
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/oauth/token",
                StatusCode = 429,
                Body = """{"error":"too_many_requests"}""",
                Headers = new Dictionary<string, string> { ["Retry-After"] = "2" },
            }
        );

        await SignInAsync(Mobile);

        Assert.Equal(2, TokenRequests);
    }

    [Fact]
    public async Task LostAnswer_IsNotTriedAgain_ForTheLoginMayHaveHappened()
    {
        Tenant.AddFault(new Auth0LocalTenantFault { Path = "/oauth/token", Kind = Auth0LocalTenantFaultKind.Truncate });

        await FailsAsync<Auth0ConnectionException>(Auth0ErrorCode.IncompleteResponse, () => SignInAsync(Mobile));

        Assert.Equal(1, TokenRequests);
    }

    [Fact]
    public async Task EveryLogin_AsksTheServer()
    {
        await SignInAsync(Mobile);
        await SignInAsync(Mobile);

        Assert.Equal(2, TokenRequests);
        Assert.Single(Mobile.Tokens);
    }

    private PasswordGrant Forwarded(string user)
    {
        var known = Tenant.GetUser(user);
        return new PasswordGrant(known.Email!, known.Password, Orders) { ForwardedFor = IPAddress.Parse("203.0.113.7") };
    }
}
