using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Logins;

/// <summary>Which user's token a session calls an API with.</summary>
public sealed class UserSessionTests : LoginTest
{
    // Lets the application use the password grant, too.
    public UserSessionTests() =>
        Tenant.ConfigureApplication(Tenant.ClientId, """{"grant_types":["client_credentials","password","refresh_token"]}""");

    [Fact]
    public async Task SignedInUser_IsMeant_WhereTheirApiIsCalled()
    {
        var token = await SignInAsync(Web);

        Assert.Same(token, await Web.GetTokenAsync(Orders, cancellationToken: Cancel));
        Assert.Equal(1, TokenRequests);
    }

    [Fact]
    public async Task OtherApis_AreCalledAsTheApplication()
    {
        await SignInAsync(Session);

        Assert.Equal(
            Auth0GrantType.ClientCredentials,
            (await Session.GetTokenAsync(Session.ManagementAudience, cancellationToken: Cancel)).GrantType
        );
    }

    [Fact]
    public async Task ApplicationsOwnToken_IsHadByItsGrant()
    {
        await SignInAsync(Session);

        Assert.Equal(Auth0GrantType.ClientCredentials, (await GetTokenAsync()).GrantType);
    }

    [Fact]
    public async Task LastLogin_IsMeant()
    {
        await SignInAsync(Mobile, "alice");
        var grace = Tenant.GetUser("grace");
        var last = await Mobile.GetTokenAsync(
            new PasswordGrant("grace", grace.Password, Orders) { Realm = "employees" },
            cancellationToken: Cancel
        );

        Assert.Same(last, await Mobile.GetTokenAsync(Orders, cancellationToken: Cancel));
        Assert.Equal(2, Mobile.Tokens.Count);
    }

    [Fact]
    public async Task UsersTokens_BelongToOneSession()
    {
        var one = Connect(Auth0ClientAuthentication.SecretPost(Tenant.ClientId, Tenant.ClientSecret), systemTime: true);
        var other = Connect(Auth0ClientAuthentication.SecretPost(Tenant.ClientId, Tenant.ClientSecret), systemTime: true);
        await SignInAsync(one);

        Assert.Empty(other.Tokens);
        Assert.Equal(Auth0GrantType.ClientCredentials, (await other.GetTokenAsync(Orders, cancellationToken: Cancel)).GrantType);
        Assert.Equal(2, one.Tokens.Count); // the application's is shared
    }

    [Fact]
    public async Task MissingScope_IsNotMadeUpForByTheApplication()
    {
        await SignInAsync(Session, "alice", "read:orders");

        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.ScopeBeyondOriginal,
            () => Session.GetTokenAsync(Orders, scope: ["delete:orders"], cancellationToken: Cancel).AsTask()
        );
    }

    [Fact]
    public async Task ExpiredLogin_IsNotMadeUpForByTheApplication()
    {
        await SignInAsync(Session, "alice", "read:orders");
        Time.Advance(TimeSpan.FromDays(1));

        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.TokenExpired,
            () => Session.GetTokenAsync(Orders, cancellationToken: Cancel).AsTask()
        );
    }

    [Fact]
    public async Task RefusedLogin_IsNotMadeUpForByTheApplication_NorTriedAgain()
    {
        await SignInAsync(Session, "alice", "read:orders");
        Tenant.RevokeTokens();

        await Assert.ThrowsAnyAsync<Auth0Exception>(() =>
            Session.SendAsync(
                new Auth0ApiRequest { Uri = new Uri(Tenant.Domain + "/echo/orders"), Audience = Orders },
                cancellationToken: Cancel
            )
        );

        Assert.Equal(1, Tenant.CountRequests("GET", "/echo/orders"));
        Assert.Equal(1, TokenRequests);
    }

    [Fact]
    public async Task AnotherOrganization_IsNotTheUsers()
    {
        await SignInAsync(Session);

        Assert.Equal(Auth0GrantType.ClientCredentials, (await Session.GetTokenAsync(Orders, "acme", cancellationToken: Cancel)).GrantType);
    }

    [Fact]
    public async Task LoginsOfTwoOrganizations_AreBothHeld()
    {
        Tenant.AddSubjectToken("urn:acme:legacy-token", "legacy", Tenant.GetUser("alice"));
        var acme = await Web.GetTokenAsync(Exchange("acme"), cancellationToken: Cancel);
        var globex = await Web.GetTokenAsync(Exchange("globex"), cancellationToken: Cancel);

        Assert.Same(acme, await Web.GetTokenAsync(Orders, "acme", cancellationToken: Cancel));
        Assert.Same(globex, await Web.GetTokenAsync(Orders, "globex", cancellationToken: Cancel));

        static TokenExchangeGrant Exchange(string organization) =>
            new(Secret("legacy"), "urn:acme:legacy-token", Orders, ["read:orders"], organization);
    }

    [Fact]
    public async Task DefaultOrganization_IsNotMadeUpForByALoginOfAnother()
    {
        var session = Connect(Auth0ClientAuthentication.SecretPost(Tenant.ClientId, Tenant.ClientSecret), organization: "acme");
        var ofNone = await SignInAsync(session);
        Assert.Same(ofNone, await session.GetTokenAsync(Orders, "acme", cancellationToken: Cancel));

        Tenant.AddIdTokenFault(new Auth0LocalTenantIdTokenFault { Claims = new Dictionary<string, object?> { ["org_id"] = "org_globex" } });
        await SignInAsync(session, "alice", "openid");

        Assert.Same(ofNone, await session.GetTokenAsync(Orders, "acme", cancellationToken: Cancel));
    }

    [Fact]
    public async Task SecondLogin_TakesThePlaceOfTheFirst_WhoseRefreshTokenIsStillRevokedWithTheOthers()
    {
        var first = await SignInForLongAsync(Web);
        var second = await SignInForLongAsync(Web);
        Assert.Same(second, Assert.Single(Web.Tokens));

        await Web.RevokeAllAsync(cancellationToken: Cancel);

        Assert.Equal(2, Tenant.CountRequests("POST", "/oauth/revoke"));
        Assert.Null(first.RefreshToken);
        Assert.Null(second.RefreshToken);
        Assert.Empty(Web.Tokens);
    }

    [Fact]
    public async Task SecondFactor_WantedAtAnEarlyRenewal_LeavesTheTokenThatLives()
    {
        var token = await SignInForLongAsync(Mobile);
        Tenant.EnrollOtp(Tenant.GetUser("alice"));
        Tenant.GetUser("alice").RequiresMfa = true;
        Time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(2));

        Assert.Same(token, await Mobile.GetTokenAsync(Orders, activity: Log, cancellationToken: Cancel));
        Assert.Single(Log.Messages(Auth0ActivityKind.Warning));
    }

    [Fact]
    public async Task NobodySignedIn_AndNoSecret_SaysSo() =>
        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.MissingClientSecret,
            () => Mobile.GetTokenAsync(Orders, cancellationToken: Cancel).AsTask()
        );

    [Fact]
    public async Task WithoutAudience_TheLastLoginIsMeant_OrNothing()
    {
        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.MissingClientSecret,
            () => Mobile.GetTokenAsync((string?)null, cancellationToken: Cancel).AsTask()
        );
        var token = await SignInAsync(Mobile);

        Assert.Same(token, await Mobile.GetTokenAsync((string?)null, cancellationToken: Cancel));
    }

    [Fact]
    public async Task Closed_ASessionForgetsItsUsers_AndSignsNobodyIn()
    {
        await SignInAsync(Mobile);
        Mobile.Dispose();

        Assert.Empty(Mobile.Tokens);
        await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.SessionClosed, () => SignInAsync(Mobile));
    }

    [Fact]
    public async Task Closed_InTheMiddleOfALogin_ASessionKeepsNothing()
    {
        var held = new Auth0LocalTenantFault { Path = "/oauth/token", Kind = Auth0LocalTenantFaultKind.Hold };
        Tenant.AddFault(held);
        var login = SignInAsync(Mobile);
        Assert.True(SpinWait.SpinUntil(() => TokenRequests == 1, TimeSpan.FromSeconds(20)));

        Mobile.Dispose();
        held.Release();
        await login;

        Assert.Empty(Mobile.Tokens);
    }

    [Fact]
    public async Task UserInfo_TellsTheClaimsOfTheScopes_AndKeepsWhatItDoesntKnow()
    {
        await SignInAsync(Mobile, "alice", "openid", "profile", "email");

        var user = await Mobile.GetUserInfoAsync(cancellationToken: Cancel);

        Assert.Equal(Tenant.GetUser("alice").UserId, user.Subject);
        Assert.Equal("Alice Adams", user.Name);
        Assert.Equal("alice@example.com", user.Email);
        Assert.True(user.EmailVerified);
        Assert.True(user.AdditionalProperties.Contains("updated_at"));
    }

    [Fact]
    public async Task UserInfo_WithoutOpenId_FailsBeforeAnythingIsSent()
    {
        await SignInAsync(Mobile, "alice", "read:orders");
        Tenant.ClearRequests();

        var failure = await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.MissingOpenIdScope,
            () => Mobile.GetUserInfoAsync(cancellationToken: Cancel)
        );

        Assert.Empty(Tenant.Requests);
        Assert.EndsWith("which /userinfo requires; it has read:orders.", failure.Message, StringComparison.Ordinal);
        Assert.Equal((Mobile.ClientId, Orders), (failure.ClientId, failure.Audience));
        Assert.Equal(["openid"], failure.RequiredScopes);
    }

    [Fact]
    public async Task UserInfo_WhereNobodySignedIn_SaysSo() =>
        await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.NotSignedIn, () => Mobile.GetUserInfoAsync(cancellationToken: Cancel));

    [Theory]
    [InlineData("""{"sub":"auth0|mallory","name":"Mallory"}""", "auth0|mallory")]
    [InlineData("""{"name":"Nobody"}""", "")]
    public async Task UserInfo_AboutAnotherUser_IsNotUsed(string answer, string about)
    {
        await SignInAsync(Mobile, "alice", "openid");
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/userinfo",
                StatusCode = 200,
                Body = answer,
            }
        );

        var failure = await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.IdTokenSubjectMismatch,
            () => Mobile.GetUserInfoAsync(cancellationToken: Cancel)
        );

        Assert.EndsWith("/userinfo", failure.Request, StringComparison.Ordinal);
        Assert.EndsWith(
            $"returned claims about '{about}', but the token is about '{Tenant.GetUser("alice").UserId}'.",
            failure.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task UserInfo_OfAnotherForm_IsInvalid()
    {
        await SignInAsync(Mobile, "alice", "openid");
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/userinfo",
                StatusCode = 200,
                Body = """{"sub":["alice"]}""",
            }
        );

        var failure = await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.InvalidJson,
            () => Mobile.GetUserInfoAsync(cancellationToken: Cancel)
        );

        Assert.EndsWith("/userinfo", failure.Request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UserInfo_OfAnExpiredToken_FailsBeforeAnythingIsSent()
    {
        var token = await SignInAsync(Mobile, "alice", "openid");
        Time.Advance(TimeSpan.FromDays(1));
        Tenant.ClearRequests();

        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.TokenExpired,
            () => Mobile.GetUserInfoAsync(token, cancellationToken: Cancel)
        );

        Assert.Empty(Tenant.Requests);
    }

    [Fact]
    public async Task UserInfo_OfARefusedToken_HasItsCode()
    {
        await SignInAsync(Mobile, "alice", "openid");
        Tenant.RevokeTokens();

        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.InvalidToken, () => Mobile.GetUserInfoAsync(cancellationToken: Cancel));
    }
}
