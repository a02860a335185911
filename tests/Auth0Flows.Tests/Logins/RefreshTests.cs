using System.Net;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Logins;

public sealed class RefreshTests : LoginTest
{
    private const string Billing = "https://billing.example.com/";

    private static readonly TimeSpan _life = TimeSpan.FromHours(24);

    [Fact]
    public async Task Refresh_SendsTheFormOfTheGrant()
    {
        var token = await SignInForLongAsync(Mobile);
        var old = token.RefreshToken!.Reveal();

        await Mobile.RefreshAsync(token, cancellationToken: Cancel);

        Assert.Equal(Fields(("grant_type", "refresh_token"), ("client_id", Mobile.ClientId), ("refresh_token", old)), LastForm);
    }

    [Fact]
    public async Task Refresh_WithoutRotation_KeepsTheOldRefreshToken()
    {
        var token = await SignInForLongAsync(Web);
        var old = token.RefreshToken!.Reveal();

        var renewed = await Web.RefreshAsync(token, cancellationToken: Cancel);

        Assert.NotEqual(token.AccessToken.Reveal(), renewed.AccessToken.Reveal());
        Assert.Equal(old, renewed.RefreshToken!.Reveal());
        Assert.Equal(Auth0GrantType.RefreshToken, renewed.GrantType);
        Assert.Equal(token.Scope, renewed.Scope);
        Assert.Equal(token.Subject, renewed.Subject);
        Assert.NotNull(renewed.IdToken);
    }

    [Fact]
    public async Task Refresh_WithRotation_StoresTheNewTokenBeforeReturning()
    {
        var token = await SignInForLongAsync(Mobile);
        var old = token.RefreshToken!.Reveal();

        var renewed = await Mobile.RefreshAsync(token, cancellationToken: Cancel);

        Assert.NotEqual(old, renewed.RefreshToken!.Reveal());
        Assert.Equal(renewed.RefreshToken!.Reveal(), token.RefreshToken!.Reveal()); // the old object also has the new token
        Assert.Same(renewed, Assert.Single(Mobile.Tokens));
        await Mobile.RefreshAsync(renewed, cancellationToken: Cancel); // the family is still valid
    }

    [Theory]
    [InlineData("""{"access_token":"a","token_type":"mac","expires_in":60,"refresh_token":"next"}""", Auth0ErrorCode.UnsupportedTokenType)]
    [InlineData("""{"access_token":"a","token_type":"Bearer","refresh_token":"next"}""", Auth0ErrorCode.MissingExpiresIn)]
    [InlineData(
        """{"access_token":"a","token_type":"Bearer","expires_in":60,"refresh_token":"next","id_token":"x"}""",
        Auth0ErrorCode.InvalidIdToken
    )]
    public async Task Refresh_WhoseAnswerIsWrongOtherwise_KeepsTheNewRefreshToken(string answer, Auth0ErrorCode code)
    {
        var token = await SignInForLongAsync(Mobile);
        FaultToken(200, answer);

        await FailsAsync<Auth0ResponseException>(code, () => Mobile.RefreshAsync(token, cancellationToken: Cancel));

        Assert.Equal("next", token.RefreshToken!.Reveal());
    }

    [Fact]
    public async Task FiftyThreads_OnOneRotatingToken_CostOneRequest()
    {
        var token = await SignInForLongAsync(Mobile);
        Tenant.ClearRequests();
        using var start = new Barrier(50);

        var renewed = await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(_ =>
                    Task.Factory.StartNew(
                            () =>
                            {
                                start.SignalAndWait(Cancel);
                                return Mobile.RefreshAsync(token, cancellationToken: Cancel);
                            },
                            Cancel,
                            TaskCreationOptions.LongRunning,
                            TaskScheduler.Default
                        )
                        .Unwrap()
                )
        );

        Assert.Equal(1, TokenRequests);
        Assert.All(renewed, one => Assert.Same(renewed[0], one));
        await Mobile.RefreshAsync(renewed[0], cancellationToken: Cancel); // the family is still valid
        Assert.Equal(2, TokenRequests);
    }

    [Fact]
    public async Task LateComer_WithATokenThatWasRenewed_GetsWhatItWasRenewedTo()
    {
        var token = await SignInForLongAsync(Mobile);
        var renewed = await Mobile.RefreshAsync(token, cancellationToken: Cancel);
        var again = await Mobile.RefreshAsync(renewed, cancellationToken: Cancel);

        Assert.Same(again, await Mobile.RefreshAsync(token, cancellationToken: Cancel));
        Assert.Same(again, await Mobile.RefreshAsync(renewed, cancellationToken: Cancel));
        Assert.Equal(3, TokenRequests);
        Assert.NotSame(again, await Mobile.RefreshAsync(token, force: true, cancellationToken: Cancel));
    }

    [Fact]
    public async Task LateComer_WhereWhatItWasRenewedToIsDueItself_GetsANewOne()
    {
        var token = await SignInForLongAsync(Mobile);
        var renewed = await Mobile.RefreshAsync(token, cancellationToken: Cancel);
        Time.Advance(_life - TimeSpan.FromMinutes(1));

        Assert.NotSame(renewed, await Mobile.RefreshAsync(token, cancellationToken: Cancel));
    }

    [Fact]
    public async Task DifferentRequests_OnOneRefreshToken_GoOneAfterTheOther()
    {
        var token = await SignInForLongAsync(Mobile);
        var held = new Auth0LocalTenantFault { Path = "/oauth/token", Kind = Auth0LocalTenantFaultKind.Hold };
        Tenant.AddFault(held);
        Tenant.ClearRequests();

        var first = Mobile.RefreshAsync(token, cancellationToken: Cancel);
        var second = Mobile.RefreshAsync(token, scope: ["read:orders"], cancellationToken: Cancel);
        Assert.True(SpinWait.SpinUntil(() => TokenRequests == 1, TimeSpan.FromSeconds(20)));
        held.Release();

        Assert.Equal(["read:orders"], (await second).Scope);
        await first;
        Assert.Equal(2, TokenRequests);
    }

    [Fact]
    public async Task CallerWhoLeaves_LosesNoRefreshToken()
    {
        var token = await SignInForLongAsync(Mobile);
        var old = token.RefreshToken!.Reveal();
        var held = new Auth0LocalTenantFault { Path = "/oauth/token", Kind = Auth0LocalTenantFaultKind.Hold };
        Tenant.AddFault(held);
        Tenant.ClearRequests();
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancel);

        var left = Mobile.RefreshAsync(token, cancellationToken: leaving.Token);
        Assert.True(SpinWait.SpinUntil(() => TokenRequests == 1, TimeSpan.FromSeconds(20)));
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        held.Release();

        await Mobile.RefreshAsync(token, cancellationToken: Cancel); // waits its turn, and uses the new token
        Assert.NotEqual(old, LastForm["refresh_token"]);
    }

    [Fact]
    public async Task CallerWhoLeaves_LeavesTheTokenToTheSession()
    {
        var token = await SignInForLongAsync(Mobile);
        var held = new Auth0LocalTenantFault { Path = "/oauth/token", Kind = Auth0LocalTenantFaultKind.Hold };
        Tenant.AddFault(held);
        Tenant.ClearRequests();
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancel);

        var left = Mobile.RefreshAsync(token, cancellationToken: leaving.Token);
        Assert.True(SpinWait.SpinUntil(() => TokenRequests == 1, TimeSpan.FromSeconds(20)));
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        held.Release();

        Assert.True(SpinWait.SpinUntil(() => !ReferenceEquals(token, Mobile.Tokens[0]), TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task LostAnswer_IsNotTriedAgain()
    {
        var token = await SignInForLongAsync(Mobile);
        Tenant.ClearRequests();
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/oauth/token",
                Kind = Auth0LocalTenantFaultKind.Reset,
                Times = 3,
            }
        );

        await Assert.ThrowsAsync<Auth0ConnectionException>(() => Mobile.RefreshAsync(token, cancellationToken: Cancel));

        Assert.Equal(1, TokenRequests);
    }

    [Fact]
    public async Task FewerScopes_AreSent_AndTheSessionKeepsItsOwnToken()
    {
        var token = await SignInForLongAsync(Web);

        var narrow = await Web.RefreshAsync(token, scope: ["read:orders"], cancellationToken: Cancel);

        Assert.Equal("read:orders", LastForm["scope"]);
        Assert.Equal(["read:orders"], narrow.Scope);
        Assert.Same(token, await Web.GetTokenAsync(Orders, cancellationToken: Cancel));
        Assert.Contains(
            "create:orders",
            (await Web.RefreshAsync(narrow, scope: ["read:orders", "create:orders"], cancellationToken: Cancel)).Scope
        ); // the login had both
    }

    [Fact]
    public async Task MoreScopes_AreAskedFor_AndTheTenantRefusesThem()
    {
        var token = await SignInForLongAsync(Mobile);

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.ScopeBeyondOriginal,
            () => Mobile.RefreshAsync(token, scope: ["read:orders", "delete:orders"], cancellationToken: Cancel)
        );

        Assert.Equal("delete:orders read:orders", LastForm["scope"]);
        await Mobile.RefreshAsync(token, cancellationToken: Cancel); // the refresh token was not spent
    }

    [Fact]
    public async Task MoreScopes_ThatAPolicyAllows_AreGranted()
    {
        AddPolicy(Orders, "delete:orders");
        var token = await SignInForLongAsync(Mobile);

        var wider = await Mobile.RefreshAsync(token, scope: ["read:orders", "delete:orders"], activity: Log, cancellationToken: Cancel);

        Assert.Equal(["delete:orders", "read:orders"], wider.Scope.Order());
        Assert.Empty(Log.Messages(Auth0ActivityKind.Warning));
    }

    [Fact]
    public async Task MoreScopes_ThatAPolicyIgnores_AreSaid()
    {
        AddPolicy(Orders, "delete:orders");
        var token = await SignInForLongAsync(Mobile);

        var wider = await Mobile.RefreshAsync(token, scope: ["read:orders", "update:orders"], activity: Log, cancellationToken: Cancel);

        Assert.Equal(["read:orders"], wider.Scope);
        Assert.Contains("without update:orders", Assert.Single(Log.Messages(Auth0ActivityKind.Warning)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refresh_WithAPolicyForTheSameApi_GetsItsScopesUnasked()
    {
        AddPolicy(Orders, "delete:orders");
        var token = await SignInForLongAsync(Mobile);

        Assert.Contains("delete:orders", (await Mobile.RefreshAsync(token, cancellationToken: Cancel)).Scope);
        Assert.False(LastForm.ContainsKey("scope"));
    }

    [Fact]
    public async Task GetToken_WithAScopeOfAPolicy_AsksOnce_AndKeepsTheWiderToken()
    {
        AddPolicy(Orders, "delete:orders");
        var token = await SignInForLongAsync(Mobile);
        Tenant.ClearRequests();

        var wider = await Mobile.GetTokenAsync(Orders, scope: ["delete:orders"], cancellationToken: Cancel);
        var again = await Mobile.GetTokenAsync(Orders, scope: ["delete:orders"], cancellationToken: Cancel);

        Assert.Same(wider, again);
        Assert.Superset(token.Scope.Append("delete:orders").ToHashSet(), wider.Scope.ToHashSet());
        Assert.Same(wider, await Mobile.GetTokenAsync(Orders, cancellationToken: Cancel));
        Assert.Equal(1, TokenRequests);
    }

    [Fact]
    public async Task GetToken_WithAScopeThatNobodyAllows_AsksTheTenant_AndSaysSo()
    {
        AddPolicy(Orders, "delete:orders");
        var token = await SignInForLongAsync(Mobile);

        var failure = await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.ScopeBeyondOriginal,
            () => Mobile.GetTokenAsync(Orders, scope: ["update:orders"], cancellationToken: Cancel).AsTask()
        );

        Assert.Equal(["update:orders"], failure.RequiredScopes);
        Assert.Contains("update:orders", LastForm["scope"], StringComparison.Ordinal);
        Assert.Same(token, await Mobile.GetTokenAsync(Orders, cancellationToken: Cancel));
    }

    [Fact]
    public async Task MoreScopes_OfATokenFromElsewhere_AreRefusedByTheServer()
    {
        var token = await SignInForLongAsync(Web);

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.ScopeBeyondOriginal,
            () => ConnectElsewhere().RefreshAsync(Secret(token.RefreshToken!.Reveal()), scope: ["delete:orders"], cancellationToken: Cancel)
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WidenedToken_StaysWide_WhenItIsRenewedOrReplaced(bool isReplaced)
    {
        AddPolicy(Orders, "delete:orders");
        await SignInForLongAsync(Mobile);
        var wider = await Mobile.GetTokenAsync(Orders, scope: ["delete:orders"], cancellationToken: Cancel);
        var asked = LastForm["scope"];
        Tenant.ClearRequests();

        if (isReplaced)
        {
            Tenant.RevokeTokens();
            await Mobile.SendAsync(
                new Auth0ApiRequest { Uri = new Uri(Tenant.Domain + "/echo/x"), Audience = Orders },
                cancellationToken: Cancel
            );
        }
        else
        {
            Time.Advance(wider.RenewsAt - Time.GetUtcNow());
        }

        var renewed = await Mobile.GetTokenAsync(Orders, scope: ["delete:orders"], cancellationToken: Cancel);

        Assert.NotSame(wider, renewed);
        Assert.Equal(1, TokenRequests);
        Assert.Equal(asked, LastForm["scope"]);
        Assert.Contains("delete:orders", renewed.Scope);
    }

    [Fact]
    public async Task RefreshTokenFromElsewhere_ForAnApiWithoutAPolicy_KeepsTheLogin_AndSaysSo()
    {
        var old = (await SignInForLongAsync(Mobile)).RefreshToken!.Reveal();
        var elsewhere = ConnectMobile();

        var failure = await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.TokenAudienceMismatch,
            () => elsewhere.RefreshAsync(Secret(old), Billing, ["read:orders"], cancellationToken: Cancel)
        );

        Assert.Contains("It was kept", failure.Message, StringComparison.Ordinal);
        var kept = Assert.Single(elsewhere.Tokens);
        Assert.NotEqual(old, kept.RefreshToken!.Reveal());
        Assert.Contains(Orders, kept.Audience);
        Assert.Same(kept, await elsewhere.GetTokenAsync(Orders, cancellationToken: Cancel));
        await elsewhere.RefreshAsync(kept, force: true, cancellationToken: Cancel); // the rotated one is not lost
        Assert.False(LastForm.ContainsKey("audience"));
    }

    [Fact]
    public async Task AnotherApi_OfAPolicy_IsReachedUnasked_WithTheOnlyLogin()
    {
        var login = await SignInForLongAsync(Mobile);
        AddBilling();
        Tenant.ClearRequests();

        var billing = await Mobile.GetTokenAsync(Billing, scope: ["read:bills"], cancellationToken: Cancel);

        Assert.Equal(("refresh_token", Billing, "read:bills"), (LastForm["grant_type"], LastForm["audience"], LastForm["scope"]));
        Assert.Contains(Billing, billing.Audience);
        Assert.Same(billing, await Mobile.GetTokenAsync(Billing, cancellationToken: Cancel));
        Assert.Same(login, await Mobile.GetTokenAsync(Orders, cancellationToken: Cancel));
        Assert.Equal(1, TokenRequests);
    }

    [Fact]
    public async Task AnotherApi_CostsOneRequest_ForManyCallers()
    {
        await SignInForLongAsync(Mobile);
        AddBilling();
        Tenant.ClearRequests();

        var tokens = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Task.Run(() => Mobile.GetTokenAsync(Billing, cancellationToken: Cancel).AsTask(), Cancel))
        );

        Assert.All(tokens, token => Assert.Same(tokens[0], token));
        Assert.Equal(1, TokenRequests);
    }

    [Fact]
    public async Task AnotherApi_WithoutAPolicy_SaysThatNoneNamesIt()
    {
        var login = await SignInForLongAsync(Mobile);

        await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.TokenAudienceMismatch,
            () => Mobile.GetTokenAsync("urn:example:reports", cancellationToken: Cancel).AsTask()
        );

        Assert.Same(login, Assert.Single(Mobile.Tokens));
    }

    [Fact]
    public async Task AnotherApi_WhereSomethingElseMayBeMeant_IsNotRefreshedFor()
    {
        AddBilling();
        await SignInForLongAsync(Mobile);
        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.MissingClientSecret,
            () => Mobile.GetTokenAsync(Mobile.ManagementAudience, cancellationToken: Cancel).AsTask()
        );
        await Mobile.GetTokenAsync(
            new PasswordGrant(Tenant.GetUser("grace").Email!, Tenant.GetUser("grace").Password, Orders, ["offline_access"])
            {
                Realm = "employees",
            },
            cancellationToken: Cancel
        );
        Tenant.ClearRequests();

        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.MissingClientSecret,
            () => Mobile.GetTokenAsync(Billing, cancellationToken: Cancel).AsTask()
        );

        Assert.Empty(Tenant.Requests);
    }

    [Fact]
    public async Task AnotherApi_IsNamedEachTime_AndEachTokenStaysItsOwn()
    {
        var orders = await SignInForLongAsync(Mobile);
        AddBilling();
        var billing = await Mobile.RefreshAsync(orders, Billing, cancellationToken: Cancel);
        Assert.Contains(Billing, billing.Audience);
        Assert.Same(billing, await Mobile.GetTokenAsync(Billing, cancellationToken: Cancel));
        Assert.Same(orders, await Mobile.GetTokenAsync(Orders, cancellationToken: Cancel));
        Time.Advance(_life);

        var again = await Mobile.GetTokenAsync(Billing, cancellationToken: Cancel);

        Assert.Equal(Billing, LastForm["audience"]);
        Assert.Contains(Billing, again.Audience);
        Assert.Contains(Orders, (await Mobile.GetTokenAsync(Orders, cancellationToken: Cancel)).Audience);
        Assert.False(LastForm.ContainsKey("audience"));
        Assert.Contains(Billing, (await Mobile.RefreshAsync(billing, force: true, cancellationToken: Cancel)).Audience);
        Assert.Equal(2, Mobile.Tokens.Count);
    }

    [Fact]
    public async Task LoginsApi_AskedForWithAnothersToken_IsNamed()
    {
        var orders = await SignInForLongAsync(Mobile);
        AddBilling();
        var billing = await Mobile.RefreshAsync(orders, Billing, cancellationToken: Cancel);

        Assert.Contains(Orders, (await Mobile.RefreshAsync(billing, Orders, cancellationToken: Cancel)).Audience);

        Assert.Equal(Orders, LastForm["audience"]);
    }

    [Fact]
    public async Task Renewal_DoesNotMakeALoginTheLastOne()
    {
        var orders = await SignInForLongAsync(Mobile);
        AddBilling();
        await Mobile.RefreshAsync(orders, Billing, cancellationToken: Cancel);
        var last = await SignInAsync(Mobile, "alice", "openid");
        Time.Advance(_life - TimeSpan.FromMinutes(1));

        await Mobile.GetTokenAsync(Billing, cancellationToken: Cancel);

        Assert.Same(last, Mobile.Tokens[^1]);
    }

    [Fact]
    public async Task AnotherApi_ThatTheTenantPassesOver_GivesNoTokenOfTheLogins()
    {
        var orders = await SignInForLongAsync(Mobile);

        await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.TokenAudienceMismatch,
            () => Mobile.RefreshAsync(orders, Billing, cancellationToken: Cancel)
        );

        Assert.Same(orders, Assert.Single(Mobile.Tokens));
        await Mobile.RefreshAsync(orders, cancellationToken: Cancel); // the family is still valid
    }

    [Fact]
    public async Task RenewalWithoutIdToken_KeepsTheOneBefore_AndWhoItIsAbout()
    {
        var token = await SignInForLongAsync(Mobile);
        Tenant.AddIdTokenFault(new Auth0LocalTenantIdTokenFault { Kind = Auth0LocalTenantIdTokenFaultKind.LeftOut });

        var renewed = await Mobile.RefreshAsync(token, cancellationToken: Cancel);

        Assert.Same(token.IdToken, renewed.IdToken);
        Tenant.AddIdTokenFault(new Auth0LocalTenantIdTokenFault { Claims = new Dictionary<string, object?> { ["sub"] = "auth0|mallory" } });
        await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.IdTokenSubjectMismatch,
            () => Mobile.RefreshAsync(renewed, cancellationToken: Cancel)
        );
    }

    [Fact]
    public async Task OpaqueToken_RenewedWithoutIdToken_TakesItsPlace()
    {
        var token = await Mobile.GetTokenAsync(Password("alice", audience: null, "openid", "offline_access"), cancellationToken: Cancel);
        Tenant.AddIdTokenFault(new Auth0LocalTenantIdTokenFault { Kind = Auth0LocalTenantIdTokenFaultKind.LeftOut });

        var renewed = await Mobile.RefreshAsync(token, cancellationToken: Cancel);

        Assert.Same(renewed, Assert.Single(Mobile.Tokens));
        Assert.Equal(token.Subject, renewed.Subject);
    }

    [Fact]
    public async Task ReusedToken_KillsTheFamily_AndLeavesTheSession()
    {
        var token = await SignInForLongAsync(Mobile);
        var old = token.RefreshToken!.Reveal();
        await Mobile.RefreshAsync(token, cancellationToken: Cancel);

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.InvalidRefreshToken,
            () => ConnectMobile().RefreshAsync(Secret(old), cancellationToken: Cancel)
        ); // a thief, elsewhere
        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.InvalidRefreshToken,
            () => Mobile.RefreshAsync(token, force: true, cancellationToken: Cancel)
        );

        Assert.Null(token.RefreshToken);
        Tenant.ClearRequests();
        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.InvalidRefreshToken,
            () => Mobile.RefreshAsync(token, force: true, cancellationToken: Cancel)
        );
        Assert.Empty(Tenant.Requests); // an invalid token isn't sent again
    }

    [Fact]
    public async Task TokenWithoutRefreshToken_SaysSo() =>
        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.MissingRefreshToken,
            async () => await Web.RefreshAsync(await SignInAsync(Web, "alice", "openid"), cancellationToken: Cancel)
        );

    [Fact]
    public async Task TokenOfAnotherApplication_IsNotSent()
    {
        var token = await SignInForLongAsync(Mobile);
        Tenant.ClearRequests();

        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.ClientMismatch,
            () => Web.RefreshAsync(token, cancellationToken: Cancel)
        );
        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.ClientMismatch,
            () => Web.RevokeAsync(token, cancellationToken: Cancel)
        );

        Assert.Empty(Tenant.Requests);
    }

    [Fact]
    public async Task TokenOfAnotherTenant_IsNotSent()
    {
        var token = await SignInForLongAsync(Mobile);
        await using var other = Auth0LocalTenant.Start(new Auth0LocalTenantOptions { TimeProvider = Time });
        var elsewhere = Connect(Auth0ClientAuthentication.None(Mobile.ClientId), other.Domain);

        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.ClientMismatch,
            () => elsewhere.RefreshAsync(token, cancellationToken: Cancel)
        );
        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.ClientMismatch,
            () => elsewhere.RevokeAsync(token, cancellationToken: Cancel)
        );
        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.ClientMismatch,
            () => elsewhere.GetUserInfoAsync(token, cancellationToken: Cancel)
        );
        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.ClientMismatch,
            () => elsewhere.Mfa.ListAuthenticatorsAsync(token, cancellationToken: Cancel)
        );
        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.ClientMismatch,
            () => elsewhere.Mfa.AddAuthenticatorAsync(token, Auth0MfaAuthenticatorType.Otp, cancellationToken: Cancel)
        );
        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.ClientMismatch,
            () => elsewhere.Mfa.RemoveAuthenticatorAsync(token, "totp|dev_1", cancellationToken: Cancel)
        );

        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task SessionThatSentTheRequest_Closed_LeavesTheOthersTheirToken()
    {
        var token = await SignInForLongAsync(Web);
        var other = ConnectElsewhere();
        var held = new Auth0LocalTenantFault { Path = "/oauth/token", Kind = Auth0LocalTenantFaultKind.Hold };
        Tenant.AddFault(held);
        Tenant.ClearRequests();
        var before = Web.RefreshAsync(token, scope: ["read:orders"], cancellationToken: Cancel); // so that the next one waits its turn
        Assert.True(SpinWait.SpinUntil(() => TokenRequests == 1, TimeSpan.FromSeconds(20)));
        var own = Web.RefreshAsync(token, cancellationToken: Cancel);
        var joined = other.RefreshAsync(token, cancellationToken: Cancel);

        Web.Dispose();
        held.Release();

        await before;
        await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.SessionClosed, () => own);
        Assert.Equal(token.Subject, (await joined).Subject);
    }

    [Fact]
    public async Task RefreshTokenFromElsewhere_SignsIn()
    {
        var kept = (await SignInForLongAsync(Web)).RefreshToken!.ToSecureString();
        var other = ConnectElsewhere();

        var token = await other.RefreshAsync(kept, cancellationToken: Cancel);

        Assert.Equal(Tenant.GetUser("alice").UserId, token.Subject);
        Assert.Same(token, await other.GetTokenAsync(Orders, cancellationToken: Cancel));
    }

    [Fact]
    public async Task RefreshTokenFromElsewhere_MayBeWipedByWhoGaveIt()
    {
        var kept = (await SignInForLongAsync(Web)).RefreshToken!.ToSecureString();
        var other = ConnectElsewhere();
        var token = await other.RefreshAsync(kept, cancellationToken: Cancel);

        kept.Dispose();

        var next = await other.RefreshAsync(token, force: true, cancellationToken: Cancel);
        Assert.NotSame(token, next);
        Assert.Equal(token.Subject, next.Subject);
    }

    [Fact]
    public async Task RefreshTokenOfAFamily_GivenByItself_IsTheFamilys()
    {
        var token = await SignInForLongAsync(Mobile);
        var old = token.RefreshToken!.ToSecureString();
        await Mobile.RefreshAsync(token, cancellationToken: Cancel);
        Tenant.ClearRequests();

        await Mobile.RefreshAsync(old, cancellationToken: Cancel);

        Assert.NotEqual(old.Reveal(), LastForm["refresh_token"]);
    }

    [Fact]
    public async Task NewestRefreshToken_GivenByItself_IsTheFamilysToo()
    {
        var token = await SignInForLongAsync(Mobile);
        var newest = (await Mobile.RefreshAsync(token, cancellationToken: Cancel)).RefreshToken!.ToSecureString();

        var given = await Mobile.RefreshAsync(newest, cancellationToken: Cancel);

        Assert.Same(given.RefreshToken, token.RefreshToken);
    }

    [Fact]
    public async Task RefreshTokenThatWasRefused_MayBeGivenAgainByItself()
    {
        var token = await SignInForLongAsync(Mobile);
        var kept = token.RefreshToken!.ToSecureString();
        FaultToken(403, """{"error":"invalid_grant","error_description":"Unknown or invalid refresh token."}""");
        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.InvalidRefreshToken,
            () => Mobile.RefreshAsync(token, cancellationToken: Cancel)
        );

        var before = TokenRequests;
        var next = await Mobile.RefreshAsync(kept, cancellationToken: Cancel); // the tenant decides
        Assert.Equal(token.Subject, next.Subject);
        Assert.Equal(before + 1, TokenRequests);
    }

    [Fact]
    public async Task Session_RenewsByItself_OnUse()
    {
        var token = await SignInForLongAsync(Mobile);
        Time.Advance(_life);

        var used = await Mobile.SendAsync(
            new Auth0ApiRequest { Uri = new Uri(Tenant.Domain + "/echo/orders"), Audience = Orders },
            cancellationToken: Cancel
        );

        Assert.Equal(HttpStatusCode.OK, used.StatusCode);
        Assert.True(token.IsExpired);
        Assert.False(Assert.Single(Mobile.Tokens).IsExpired);
        Assert.Equal(2, TokenRequests);
    }

    [Fact]
    public async Task Session_WhereTheRefreshTokenDied_UsesWhatLives_AndWarns_ThenSaysHowItIs()
    {
        var token = await SignInForLongAsync(Mobile);
        Time.Advance(_life - TimeSpan.FromMinutes(2));
        FaultToken(403, """{"error":"invalid_grant","error_description":"Unknown or invalid refresh token."}""");

        Assert.Same(token, await Mobile.GetTokenAsync(Orders, activity: Log, cancellationToken: Cancel));
        Assert.Single(Log.Messages(Auth0ActivityKind.Warning));

        Time.Advance(TimeSpan.FromMinutes(2));
        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.TokenExpired,
            () => Mobile.GetTokenAsync(Orders, cancellationToken: Cancel).AsTask()
        );
        Assert.Empty(Mobile.Tokens);
    }

    [Fact]
    public async Task Session_WhoseTokenAnApiRefuses_RenewsItOnce()
    {
        await SignInForLongAsync(Mobile);
        Tenant.RevokeTokens();

        await Mobile.SendAsync(
            new Auth0ApiRequest { Uri = new Uri(Tenant.Domain + "/echo/orders"), Audience = Orders },
            cancellationToken: Cancel
        );

        Assert.Equal(2, TokenRequests);
        Assert.Equal("refresh_token", LastForm["grant_type"]);
    }

    [Fact]
    public async Task RenewedIdToken_OfAnotherUser_IsRefused()
    {
        var token = await SignInForLongAsync(Mobile);
        Tenant.AddIdTokenFault(new Auth0LocalTenantIdTokenFault { Claims = new Dictionary<string, object?> { ["sub"] = "auth0|mallory" } });

        await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.IdTokenSubjectMismatch,
            () => Mobile.RefreshAsync(token, cancellationToken: Cancel)
        );

        Assert.Same(token, Assert.Single(Mobile.Tokens));
    }

    [Fact]
    public async Task Revoke_EndsTheFamily_AndTheSessionForgetsItsTokens()
    {
        var token = await SignInForLongAsync(Web);
        var refreshToken = token.RefreshToken!.Reveal();

        await Web.RevokeAsync(token, cancellationToken: Cancel);

        var request = Tenant.Requests[^1];
        Assert.Equal("/oauth/revoke", request.Path);
        Assert.Equal(
            Fields(("client_id", Web.ClientId), ("client_secret", WebApplication.ClientSecret!.Reveal()), ("token", refreshToken)),
            request.Form
        );
        Assert.Empty(Web.Tokens);
        Assert.Null(token.RefreshToken);
        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.InvalidRefreshToken,
            () => ConnectElsewhere().RefreshAsync(Secret(refreshToken), cancellationToken: Cancel)
        );
    }

    [Fact]
    public async Task Revoke_InTheMiddleOfARefresh_RevokesWhatThatBrings()
    {
        var token = await SignInForLongAsync(Mobile);
        var held = new Auth0LocalTenantFault { Path = "/oauth/token", Kind = Auth0LocalTenantFaultKind.Hold };
        Tenant.AddFault(held);
        Tenant.ClearRequests();

        var refresh = Mobile.RefreshAsync(token, cancellationToken: Cancel);
        Assert.True(SpinWait.SpinUntil(() => TokenRequests == 1, TimeSpan.FromSeconds(20)));
        var old = LastForm["refresh_token"];
        var revocation = Mobile.RevokeAsync(token, cancellationToken: Cancel);
        held.Release();
        await refresh;
        await revocation;

        Assert.NotEqual(old, Tenant.Requests.Single(request => request.Path == "/oauth/revoke").Form["token"]);
        Assert.Null(token.RefreshToken);
        Assert.Empty(Mobile.Tokens);
    }

    [Fact]
    public async Task Revoked_AFamilyGivesNothing_AlsoToWhoComesLate()
    {
        var token = await SignInForLongAsync(Mobile);
        await Mobile.RefreshAsync(token, cancellationToken: Cancel);
        await Mobile.RevokeAsync(token, cancellationToken: Cancel);

        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.InvalidRefreshToken,
            () => Mobile.RefreshAsync(token, cancellationToken: Cancel)
        );
    }

    [Fact]
    public async Task Revoke_ThatFails_LeavesAllAsItIs()
    {
        var token = await SignInForLongAsync(Web);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/oauth/revoke",
                StatusCode = 400,
                Body = """{"error":"invalid_request","error_description":"no"}""",
            }
        );

        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.InvalidRequest, () => Web.RevokeAsync(token, cancellationToken: Cancel));

        Assert.NotNull(token.RefreshToken);
        Assert.Single(Web.Tokens);
    }

    private void AddPolicy(string audience, params string[] scope) =>
        Tenant.ConfigureApplication(
            MobileApplication.ClientId,
            $$$"""{"refresh_token":{"policies":[{"audience":"{{{audience}}}","scope":["{{{string.Join("\",\"", scope)}}}"]}]}}"""
        );

    private void AddBilling()
    {
        Tenant.AddApi(Billing, "read:bills");
        Tenant.ConfigureApplication(
            MobileApplication.ClientId,
            $$$"""{"refresh_token":{"rotation_type":"rotating","policies":[{"audience":"{{{Orders}}}","scope":["read:orders","create:orders"]},{"audience":"{{{Billing}}}","scope":["read:bills"]}]}}"""
        );
    }

    // As in another process: a session that doesn't share the others' state.
    private Auth0Session ConnectElsewhere() =>
        Connect(Auth0ClientAuthentication.SecretPost(WebApplication.ClientId, WebApplication.ClientSecret!));
}
