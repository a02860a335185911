namespace Auth0Flows.Tests.Storage;

/// <summary>Users' logins in a store: the next process goes on with them, and a rotated refresh token is never sent twice.</summary>
public sealed class StoredLoginTests : StoreTest
{
    [Fact]
    public async Task Login_GoesOnInTheNextProcess()
    {
        var login = await SignInForLongAsync(NewMobileProcess());

        var token = await UseAsync(NewMobileProcess());

        Assert.Equal(1, TokenRequests);
        Assert.Equal(
            (login.AccessToken.Reveal(), login.IdToken!.Reveal(), login.RefreshToken!.Reveal()),
            (token.AccessToken.Reveal(), token.IdToken!.Reveal(), token.RefreshToken!.Reveal())
        );
        Assert.Equal((login.Subject, login.ExpiresAt, login.GrantType), (token.Subject, token.ExpiresAt, token.GrantType));
        AssertHidden(Bytes, login.AccessToken, login.IdToken, login.RefreshToken);
    }

    [Fact]
    public async Task RotatedToken_IsTakenFromTheOther_AndTheFamilyLives()
    {
        var (one, other) = (NewMobileProcess(), NewMobileProcess());
        await SignInForLongAsync(one);
        await UseAsync(other);

        for (var i = 0; i < 5; i++)
        {
            Time.Advance(TimeSpan.FromHours(23.95));
            var renewed = await UseAsync(i % 2 == 0 ? one : other);
            var taken = await UseAsync(i % 2 == 0 ? other : one);

            Assert.Equal(renewed.AccessToken.Reveal(), taken.AccessToken.Reveal());
            Assert.Equal(renewed.RefreshToken!.Reveal(), taken.RefreshToken!.Reveal());
        }

        Assert.Equal(6, TokenRequests);
        Assert.Empty(Warnings);
    }

    [Fact]
    public async Task TenProcesses_ThatRenewTogether_SendTheRefreshTokenOnce()
    {
        await SignInForLongAsync(NewMobileProcess());
        Time.Advance(TimeSpan.FromHours(23.95));
        var sessions = Enumerable.Range(0, 10).Select(_ => NewMobileProcess()).ToArray();

        var tokens = await Task.WhenAll(sessions.Select(UseAsync));

        Assert.Equal(2, TokenRequests);
        Assert.Single(tokens.Select(static token => token.RefreshToken!.Reveal()).Distinct());
    }

    [Fact]
    public async Task TenProcesses_ThatRenewByForce_SendTheNewestOneEach()
    {
        await SignInForLongAsync(NewMobileProcess());
        var sessions = Enumerable.Range(0, 10).Select(_ => NewMobileProcess()).ToArray();

        await Task.WhenAll(sessions.Select(session => RenewAsync(session)));

        Assert.Equal(11, TokenRequests);
        Assert.Equal(
            10,
            Tenant.Requests.Select(static request => request.Form.GetValueOrDefault("refresh_token")).OfType<string>().Distinct().Count()
        );
        await UseAsync(NewMobileProcess());
    }

    [Fact]
    public async Task OlderToken_RenewsByTheNewest()
    {
        var one = NewMobileProcess();
        var login = await SignInForLongAsync(one);
        await RenewAsync(NewMobileProcess());

        await one.RefreshAsync(login, force: true, activity: Log, cancellationToken: Cancel);

        Assert.Equal(3, TokenRequests);
    }

    [Fact]
    public async Task AnswerWithoutAnAccessToken_LeavesItsRefreshTokenInTheStore()
    {
        await SignInForLongAsync(NewMobileProcess());
        FaultToken(200, """{"refresh_token":"the.next.one"}""");

        await Assert.ThrowsAnyAsync<Auth0Exception>(() => RenewAsync(NewMobileProcess()));
        await Assert.ThrowsAnyAsync<Auth0Exception>(() => RenewAsync(NewMobileProcess()));

        Assert.Equal("the.next.one", LastForm["refresh_token"]);
    }

    // What a tenant that ignores the audience answers with is no session transfer token: "not kept" is true of the store, too.
    [Fact]
    public async Task AnswerThatIsNoTransferToken_IsNotStored_AndItsRefreshTokenIs()
    {
        var one = NewMobileProcess();
        var login = await SignInForLongAsync(one);
        FaultToken(200, """{"access_token":"CANARY-other","token_type":"Bearer","expires_in":86400,"refresh_token":"v1.next"}""");

        await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.SessionTransferNotAllowed,
            () => one.CreateSessionTransferTokenAsync(login, cancellationToken: Cancel)
        );

        var next = NewMobileProcess();
        await next.LoadTokensAsync(cancellationToken: Cancel);
        var stored = Assert.Single(next.Tokens);
        Assert.Equal(login.AccessToken.Reveal(), stored.AccessToken.Reveal());
        Assert.Equal("v1.next", stored.RefreshToken!.Reveal());
        Assert.Equal(1, await next.CountStoredTokensAsync(cancellationToken: Cancel));
    }

    [Fact]
    public async Task WidenedToken_IsRenewedAsSuch_InTheNextProcess()
    {
        Tenant.ConfigureApplication(
            MobileApplication.ClientId,
            $$"""{"refresh_token":{"rotation_type":"rotating","policies":[{"audience":"{{Orders}}","scope":["delete:orders"]}]} }"""
        );
        var one = NewMobileProcess();
        await SignInForLongAsync(one);
        await one.GetTokenAsync(Orders, scope: ["delete:orders"], cancellationToken: Cancel);
        var asked = LastForm["scope"];
        Time.Advance(TimeSpan.FromHours(23.95));

        await NewMobileProcess().GetTokenAsync(Orders, scope: ["delete:orders"], activity: Log, cancellationToken: Cancel);

        Assert.Equal(asked, LastForm["scope"]);
    }

    [Fact]
    public async Task RefreshTokenFromElsewhere_ForAnApiWithoutAPolicy_IsStored()
    {
        var login = await SignInForLongAsync(Mobile);
        var session = NewMobileProcess();

        await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.TokenAudienceMismatch,
            () => session.RefreshAsync(Secret(login.RefreshToken!.Reveal()), "urn:example:reports", cancellationToken: Cancel)
        );

        var next = NewMobileProcess();
        Assert.Contains(Orders, (await UseAsync(next)).Audience);
        await RenewAsync(next);
    }

    [Fact]
    public async Task LostAnswer_IsNoticedByTheNextProcess()
    {
        await SignInForLongAsync(NewMobileProcess());
        var store = new MemoryTokenStore(Content);
        var dying = NewMobileProcess(store);
        var writes = 0;
        byte[]? whenSent = null;
        store.Writing = () =>
        {
            if (++writes == 2) // the answer: the process dies before it is stored
            {
                whenSent = Content.Entries.Values.Single();
            }
        };
        await RenewAsync(dying);
        Content.Entries[Content.Entries.Keys.Single()] = whenSent!;

        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.InvalidRefreshToken, () => RenewAsync(NewMobileProcess()));

        Assert.Contains("before it could store the answer", Assert.Single(Warnings), StringComparison.Ordinal);
        Assert.Empty(Content.Entries);
    }

    [Fact]
    public async Task LostAnswer_WithinTheLeeway_LosesNothing()
    {
        Tenant.ConfigureApplication(MobileApplication.ClientId, """{"refresh_token": {"rotation_type": "rotating", "leeway": 60}}""");
        await SignInForLongAsync(NewMobileProcess());
        var store = new MemoryTokenStore(Content);
        byte[]? whenSent = null;
        store.Writing = () => whenSent ??= Content.Entries.Values.Single();
        await RenewAsync(NewMobileProcess(store));
        Content.Entries[Content.Entries.Keys.Single()] = whenSent!;

        await RenewAsync(NewMobileProcess());
        await RenewAsync(NewMobileProcess());

        Assert.Empty(Warnings);
    }

    [Fact]
    public async Task RefreshTokenThatWasStoredElsewhere_BecomesALoginOfTheStore()
    {
        var login = await SignInForLongAsync(ConnectMobile());
        await NewMobileProcess().RefreshAsync(login.RefreshToken!, activity: Log, cancellationToken: Cancel);

        var session = NewMobileProcess();
        await session.LoadTokensAsync(Log, Cancel);

        Assert.NotNull(session.Tokens.Single().RefreshToken);
    }

    [Fact]
    public async Task RefreshTokenOfLongAgo_LeadsToTheNewest()
    {
        var first = (await SignInForLongAsync(NewMobileProcess())).RefreshToken!.ToSecureString();
        for (var i = 0; i < 3; i++)
        {
            await RenewAsync(NewMobileProcess());
        }

        var token = await NewMobileProcess().RefreshAsync(first, activity: Log, cancellationToken: Cancel);

        Assert.Equal(5, TokenRequests);
        Assert.Equal(token.RefreshToken!.Reveal(), (await UseAsync(NewMobileProcess())).RefreshToken!.Reveal());
    }

    [Fact]
    public async Task RevokedLogin_LeavesTheStore()
    {
        var session = NewMobileProcess();
        await SignInForLongAsync(session);

        await session.RevokeAllAsync(Log, Cancel);

        Assert.Empty(Content.Entries);
    }

    [Fact]
    public async Task RevokedByItsRefreshToken_LeavesTheStore()
    {
        var login = await SignInForLongAsync(NewMobileProcess());

        await NewMobileProcess().RevokeAsync(login.RefreshToken!.ToSecureString(), Log, Cancel);

        Assert.Empty(Content.Entries);
    }

    [Fact]
    public async Task AllLogins_AreRevokedByTheNextProcess()
    {
        await SignInForLongAsync(NewMobileProcess());

        await NewMobileProcess().RevokeAllAsync(Log, Cancel);

        Assert.Equal(1, Tenant.CountRequests("POST", "/oauth/revoke"));
        Assert.Empty(Content.Entries);
    }

    [Fact]
    public async Task User_IsKnownToTheNextProcess()
    {
        var login = await SignInForLongAsync(NewMobileProcess());

        var user = await NewMobileProcess().GetUserInfoAsync(activity: Log, cancellationToken: Cancel);

        Assert.Equal(login.Subject, user.Subject);
    }

    [Fact]
    public async Task StoreThatIsBusy_KeepsTheRefreshToken_AndTheTokenThatIsValidIsUsed()
    {
        var store = new MemoryTokenStore(Content);
        var session = NewMobileProcess(store);
        var login = await SignInForLongAsync(session);
        Time.Advance(TimeSpan.FromHours(23.95));
        store.IsBusy = true;

        Assert.Same(login, await UseAsync(session));
        Time.Advance(TimeSpan.FromHours(1));
        await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.TokenStoreBusy, () => UseAsync(session));

        Assert.Equal(1, TokenRequests);
        store.IsBusy = false;
        await UseAsync(session);
        Assert.Equal(2, TokenRequests);
    }

    [Fact]
    public async Task StoreThatIsDown_GetsTheNewestRefreshToken_WhenItIsBack()
    {
        var store = new MemoryTokenStore(Content);
        var session = NewMobileProcess(store);
        await SignInForLongAsync(session);
        store.Fault = "it is down";
        await RenewAsync(session);
        store.Fault = null;
        Time.Advance(TimeSpan.FromMinutes(1));
        await RenewAsync(session);

        await RenewAsync(NewMobileProcess());

        Assert.Equal(4, TokenRequests);
        Assert.Equal(2, Warnings.Count());
        Assert.Contains("can't be used; the session goes on without it", Warnings.First(), StringComparison.Ordinal);
        Assert.Contains("not in the token store Memory yet", Warnings.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoginThatAnotherProcessForgot_IsNotStoredAgain()
    {
        var one = NewMobileProcess();
        await SignInForLongAsync(one);
        await NewMobileProcess().ForgetAllAsync(Log, Cancel);

        await RenewAsync(one);

        Assert.Empty(Content.Entries);
    }

    [Fact]
    public async Task OwnLogin_TakesPrecedenceOverStoredOnes()
    {
        await SignInForLongAsync(NewMobileProcess());
        var session = NewMobileProcess();
        var grace = await SignInGraceAsync(session);

        Assert.Same(grace, await UseAsync(session));
        Assert.Equal(2, session.Tokens.Count);
    }

    [Fact]
    public async Task LaterLogin_IsTheOneThatCounts_InTheNextProcess()
    {
        await SignInForLongAsync(NewMobileProcess());
        var grace = await SignInGraceAsync(NewMobileProcess());

        Assert.Equal(grace.Subject, (await UseAsync(NewMobileProcess())).Subject);
    }

    [Fact]
    public async Task SecondFactorThatARenewalNeeds_KeepsTheFamily()
    {
        var one = NewMobileProcess();
        await SignInForLongAsync(one);
        FaultToken(403, """{"error":"mfa_required","error_description":"Multifactor authentication required","mfa_token":"a.b.c"}""");

        await FailsAsync<Auth0MfaRequiredException>(Auth0ErrorCode.MfaRequired, () => RenewAsync(one));

        await RenewAsync(NewMobileProcess());
        Assert.Empty(Warnings);
    }

    [Fact]
    public async Task ExpiredLogin_WithoutARefreshToken_IsSwept()
    {
        await SignInAsync(NewMobileProcess());
        Time.Advance(TimeSpan.FromDays(2));

        await SignInGraceAsync(NewMobileProcess());

        var session = NewMobileProcess();
        await session.LoadTokensAsync(Log, Cancel);
        Assert.Single(session.Tokens);
    }

    [Fact]
    public async Task RenewalOfAnEarlierLogin_DoesNotMakeItTheOneThatCounts()
    {
        var one = NewMobileProcess();
        var alice = await SignInForLongAsync(one);
        var grace = await SignInGraceAsync(one);
        await one.RefreshAsync(alice, force: true, activity: Log, cancellationToken: Cancel);

        Assert.Equal(grace.Subject, (await UseAsync(NewMobileProcess())).Subject);
    }

    [Fact]
    public async Task ReplacedLogin_CanBeRevokedByTheNextProcess()
    {
        await SignInForLongAsync(NewMobileProcess());
        await SignInForLongAsync(NewMobileProcess());
        var session = NewMobileProcess();
        await session.LoadTokensAsync(Log, Cancel);
        Assert.Single(session.Tokens);
        Assert.Equal(1, await session.CountStoredTokensAsync(Log, Cancel));

        await session.RevokeAllAsync(Log, Cancel);

        Assert.Equal(2, Tenant.CountRequests("POST", "/oauth/revoke"));
        Assert.Empty(Content.Entries);
    }

    [Fact]
    public async Task RevokeAll_KnowsLoginsOfOtherProcesses()
    {
        var one = NewMobileProcess();
        await SignInForLongAsync(one);
        await SignInForLongAsync(NewMobileProcess());

        await one.RevokeAllAsync(Log, Cancel);

        Assert.Equal(2, Tenant.CountRequests("POST", "/oauth/revoke"));
        Assert.Empty(Content.Entries);
    }

    [Fact]
    public async Task Revoke_TakesTheNewestRefreshToken()
    {
        var one = NewMobileProcess();
        await SignInForLongAsync(one);
        var newest = await RenewAsync(NewMobileProcess());

        await one.RevokeAllAsync(Log, Cancel);

        Assert.Equal(newest.RefreshToken!.Reveal(), Tenant.Requests.Last(static request => request.Path == "/oauth/revoke").Form["token"]);
    }

    [Fact]
    public async Task FaultThatIsOver_LosesNoRefreshToken()
    {
        var store = new MemoryTokenStore(Content);
        var session = NewMobileProcess(store);
        await SignInForLongAsync(session);
        store.WriteFault = "it is full";
        Tenant.RequestReceived += (_, _) => store.WriteFault = null;

        await RenewAsync(session);
        await RenewAsync(NewMobileProcess());

        Assert.Equal(3, TokenRequests);
        Assert.Single(Warnings);
    }

    [Fact]
    public async Task StoreThatIsDown_KeepsTheRefreshToken_WhileTheTokenIsValid()
    {
        var store = new MemoryTokenStore(Content);
        var session = NewMobileProcess(store);
        var login = await SignInForLongAsync(session);
        Time.Advance(TimeSpan.FromHours(23.95));
        store.Fault = "it is down";

        Assert.Same(login, await UseAsync(session));
        Assert.Equal(1, TokenRequests);
        Time.Advance(TimeSpan.FromHours(1));
        Assert.NotSame(login, await UseAsync(session));
        store.Fault = null;
        Time.Advance(TimeSpan.FromMinutes(1));
        await SignInGraceAsync(session);

        await NewMobileProcess().GetTokenAsync(Orders, activity: Log, cancellationToken: Cancel);
        Assert.Equal(2, (await LoadAsync()).Tokens.Count);
    }

    [Fact]
    public async Task LockThatIsLost_CostsAnotherTurn_AndTheRefreshTokenIsSentOnce()
    {
        await SignInForLongAsync(NewMobileProcess());
        var slept = new MemoryTokenStore(Content);
        var sleeper = NewMobileProcess(slept);
        await sleeper.LoadTokensAsync(Log, Cancel);
        slept.Writing = () =>
        {
            slept.Writing = null;
            Content.Locks.Clear(); // the lock ends while its process sleeps
            RenewAsync(NewMobileProcess()).GetAwaiter().GetResult(); // the other process is done before this write goes on
        };

        await RenewAsync(sleeper);
        await RenewAsync(NewMobileProcess());

        Assert.Equal(4, TokenRequests);
        Assert.Empty(Warnings);
    }

    [Fact]
    public async Task SessionWithoutAStore_RenewsAStoredLoginThroughItsStore()
    {
        var store = new MemoryTokenStore(Content);
        using var stored = Connect(
            Auth0ClientAuthentication.None(MobileApplication.ClientId),
            store: store,
            cacheKey: "a key of the user's own"
        );
        var login = await SignInForLongAsync(stored);
        var family = login.Family!;
        Assert.NotNull(family.Home);

        await ConnectMobile().RefreshAsync(login, force: true, activity: Log, cancellationToken: Cancel);

        await RenewAsync(NewMobileProcess());
        Assert.Equal(3, TokenRequests);
    }

    [Fact]
    public async Task LoginOfAClosedSession_IsNotRenewedPastItsStore()
    {
        var session = NewMobileProcess();
        var login = await SignInForLongAsync(session);
        session.Dispose();

        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.TokenStoreUnavailable,
            () => ConnectMobile().RefreshAsync(login, force: true, cancellationToken: Cancel)
        );
        await NewMobileProcess().RefreshAsync(login, force: true, activity: Log, cancellationToken: Cancel);

        Assert.Equal(2, TokenRequests);
    }

    [Fact]
    public async Task SessionThatIsClosedDuringARenewal_StoresItsAnswer()
    {
        await SignInForLongAsync(NewMobileProcess());
        var session = NewMobileProcess();
        await session.LoadTokensAsync(Log, Cancel);
        Tenant.RequestReceived += (_, request) =>
        {
            if (request.Form.ContainsKey("refresh_token"))
            {
                session.Dispose();
            }
        };

        await RenewAsync(session).ContinueWith(_ => { }, TaskScheduler.Default);
        await RenewAsync(NewMobileProcess());

        Assert.Equal(3, TokenRequests);
        Assert.Empty(Warnings);
    }

    private async Task<Auth0Session> LoadAsync()
    {
        var session = NewMobileProcess();
        await session.LoadTokensAsync(Log, Cancel);
        return session;
    }

    private Task<Auth0Token> RenewAsync(Auth0Session session) =>
        session.GetTokenAsync(Orders, activity: Log, force: true, cancellationToken: Cancel).AsTask();
}
