using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Storage;

/// <summary>
/// The answer to a renewal that comes when the session is closed, while the store fails: nobody calls the session any more, and the next
/// refresh token is stored all the same. The refresh tokens rotate without leeway: an old one ends the login.
/// </summary>
public sealed class LateAnswerTests : StoreTest
{
    [Theory]
    [InlineData(false, false, false)]
    [InlineData(false, true, false)] // in the place of its first try the store still fails
    [InlineData(true, false, false)]
    [InlineData(false, false, true)] // it failed since the login
    [InlineData(true, false, true)]
    public async Task SessionThatIsClosedDuringARenewal_WhileTheStoreFails_StoresItsAnswerLater(bool isBound, bool isLong, bool isDown)
    {
        Start(options => options.DPoP = isBound ? Auth0LocalTenantDPoP.Allowed : Auth0LocalTenantDPoP.None);
        var time = new FakeTime();
        var store = new MemoryTokenStore(Content) { Fault = isDown ? "it is down" : null };
        var session = ConnectMobile(store, isBound, time);
        var login = await SignInForLongAsync(session);
        Tenant.RequestReceived += (_, request) =>
        {
            if (request.Form.ContainsKey("refresh_token") && !session.IsClosed)
            {
                (store.Fault, store.WriteFault) = (null, "it is full");
                session.Dispose();
            }
        };
        await RenewAsync(session);
        Assert.Contains($"the login of {login.Subject}", Warnings.Last(), StringComparison.Ordinal);
        Assert.Contains("at the latest when this process ends", Warnings.Last(), StringComparison.Ordinal);
        var written = new TaskCompletionSource();
        store.Written = () => written.TrySetResult();

        await time.UntilWaitingAsync(1, Cancel);
        if (isLong)
        {
            var tried = time.UntilWaitingAsync(0, Cancel);
            time.Advance(TimeSpan.FromSeconds(0.5));
            await tried;
            await time.UntilWaitingAsync(1, Cancel);
        }

        store.WriteFault = null;
        time.Advance(TimeSpan.FromSeconds(1));
        await written.Task.WaitAsync(Cancel);

        var renewed = await RenewAsync(ConnectMobile(new MemoryTokenStore(Content), isBound));
        Assert.Equal(login.Confirmation, renewed.Confirmation);
        Assert.Equal(isBound, renewed.Confirmation is not null);
    }

    // Its answer would rotate the refresh token once more, and nobody could store that.
    [Fact]
    public async Task RenewalThatWaitsForAnother_IsNotSent_WhenTheSessionIsClosed()
    {
        var session = ConnectMobile(new MemoryTokenStore(Content), isBound: false);
        var login = await SignInForLongAsync(session);
        Task<Auth0Token>? waiting = null;
        Tenant.RequestReceived += (_, request) =>
        {
            if (request.Form.ContainsKey("refresh_token") && waiting is null)
            {
                waiting = session.RefreshAsync(login, scope: ["openid"], activity: Log, cancellationToken: Cancel);
                session.Dispose();
            }
        };

        await RenewAsync(session);

        await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.SessionClosed, () => waiting!);
        Assert.Equal(2, TokenRequests);
        await RenewAsync(ConnectMobile(new MemoryTokenStore(Content), isBound: false));
        Assert.Equal(3, TokenRequests);
        Assert.Empty(Warnings);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task LoginWhoseSessionIsClosedMeanwhile_IsStored(bool isBound)
    {
        Start(options => options.DPoP = isBound ? Auth0LocalTenantDPoP.Allowed : Auth0LocalTenantDPoP.None);
        var session = ConnectMobile(new MemoryTokenStore(Content), isBound);
        Tenant.RequestReceived += (_, request) => CloseAtTheLogin(session, request.Path);

        var login = await SignInForLongAsync(session);

        Assert.True(session.IsClosed);
        var next = ConnectMobile(new MemoryTokenStore(Content), isBound);
        Assert.Equal(login.AccessToken.Reveal(), (await UseAsync(next)).AccessToken.Reveal());
        Assert.Equal(login.Confirmation, (await RenewAsync(next)).Confirmation);
        Assert.Empty(Warnings);
    }

    // Also while the store fails: the key is stored with the login.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task LoginWhoseSessionIsClosedMeanwhile_WhileTheStoreFails_IsStoredLater(bool isBound)
    {
        Start(options => options.DPoP = isBound ? Auth0LocalTenantDPoP.Allowed : Auth0LocalTenantDPoP.None);
        var time = new FakeTime();
        var store = new MemoryTokenStore(Content) { WriteFault = "it is full" };
        var session = ConnectMobile(store, isBound, time);
        Tenant.RequestReceived += (_, request) => CloseAtTheLogin(session, request.Path);
        var written = new TaskCompletionSource();
        store.Written = () => written.TrySetResult();

        var login = await SignInForLongAsync(session);
        await time.UntilWaitingAsync(1, Cancel);
        store.WriteFault = null;
        time.Advance(TimeSpan.FromSeconds(1));
        await written.Task.WaitAsync(Cancel);

        Assert.Equal(login.Confirmation, (await RenewAsync(ConnectMobile(new MemoryTokenStore(Content), isBound))).Confirmation);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // its answer can't be stored, and waits
    public async Task LoginDuringWhichTheStoreIsCleared_IsNotStored(bool fails)
    {
        var store = new MemoryTokenStore(Content);
        var session = ConnectMobile(store, isBound: false);
        Tenant.RequestReceived += (_, request) =>
        {
            if (request.Path == "/oauth/token")
            {
                // Blocks the tenant's thread: it must be over before the answer is sent, and an event has no way to await.
                session.ForgetStoredAsync(Log, Cancel).GetAwaiter().GetResult();
                session.Dispose();
                store.WriteFault = fails ? "it is full" : null;
            }
        };

        await SignInForLongAsync(session);

        Assert.Empty(Content.Entries);
        Assert.Empty(Warnings);
    }

    // The caller leaves (Ctrl+C), and then the session is closed.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task LoginThatWaitsForTheStore_IsStoredWithItsKey_WhenNobodyWaitsForIt(bool isBound)
    {
        Start(options => options.DPoP = isBound ? Auth0LocalTenantDPoP.Allowed : Auth0LocalTenantDPoP.None);
        await SignInForLongAsync(ConnectMobile(new MemoryTokenStore(Content), isBound));
        var gate = Assert.Single(Content.Locks).Value;
        await gate.WaitAsync(Cancel);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var store = new MemoryTokenStore(Content) { Locking = _ => leaving.Cancel() };
        var session = ConnectMobile(store, isBound);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            SignInGraceAsync(session, ["openid", "offline_access"], leaving.Token)
        );
        session.Dispose();
        gate.Release();
        await gate.WaitAsync(Cancel); // after the login, which waited before
        gate.Release();

        var next = ConnectMobile(new MemoryTokenStore(Content), isBound);
        await UseAsync(next);
        foreach (var token in next.Tokens)
        {
            var renewed = await next.RefreshAsync(token, activity: Log, force: true, cancellationToken: Cancel);
            Assert.Equal(isBound, renewed.Confirmation is not null);
        }

        Assert.Contains(Tenant.GetUser("grace").UserId, next.Tokens.Select(static token => token.Subject));
        Assert.Empty(Warnings);
    }

    // Its answer could not be stored when it began, and is not wanted any more when it is there.
    [Fact]
    public async Task LoginByARefreshToken_DuringWhichTheStoreIsCleared_IsNotStored()
    {
        var elsewhere = await SignInForLongAsync(Mobile);
        var time = new FakeTime();
        var store = new MemoryTokenStore(Content) { Fault = "it is down" };
        var session = ConnectMobile(store, isBound: false, time);
        Tenant.RequestReceived += (_, request) =>
        {
            if (request.Form.ContainsKey("refresh_token"))
            {
                store.Fault = null;
                // Blocks the tenant's thread: it must be over before the answer is sent, and an event has no way to await.
                session.ForgetStoredAsync(Log, Cancel).GetAwaiter().GetResult();
                session.Dispose();
            }
        };

        await session.RefreshAsync(elsewhere.RefreshToken!, Orders, activity: Log, cancellationToken: Cancel);

        // What is to be stored later is said at once.
        Assert.DoesNotContain(Warnings, static warning => warning.Contains("is not in the token store", StringComparison.Ordinal));
        await time.UntilWaitingAsync(0, Cancel);
        Assert.Empty(Content.Entries);
    }

    // The other kind has an entry of its own, and its lock.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task LoginThatASessionOfTheOtherKindForgets_DoesNotComeBackByARenewal(bool isBound)
    {
        Start(options => options.DPoP = Auth0LocalTenantDPoP.Allowed);
        var session = ConnectMobile(new MemoryTokenStore(Content), isBound);
        await SignInForLongAsync(session);
        var other = ConnectMobile(new MemoryTokenStore(Content), !isBound);
        Task? forgetting = null;
        Tenant.RequestReceived += (_, request) =>
        {
            if (request.Form.ContainsKey("refresh_token"))
            {
                forgetting ??= other.ForgetStoredAsync(Log, Cancel);
            }
        };

        await RenewAsync(session);
        await forgetting!;

        Assert.Empty(Content.Entries);
    }

    // Between two questions whether the user has confirmed it.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task DeviceLogin_IsNotAskedForAgain_WhenTheSessionIsClosed(bool hasStore)
    {
        var time = new FakeTime();
        var client = Auth0ClientAuthentication.None(MobileApplication.ClientId);
        var store = hasStore ? new MemoryTokenStore(Content) : null;
        var session = Connect(client, store: store, cacheKey: hasStore ? "a key of the user's own" : null, time: time);
        var code = await session.StartDeviceLoginAsync(Orders, ["openid"], activity: Log, cancellationToken: Cancel);
        var waiting = session.WaitDeviceLoginAsync(code, activity: Log, cancellationToken: Cancel);
        await time.UntilWaitingAsync(1, Cancel);
        Tenant.ApproveDevice(code.UserCode, Tenant.GetUser("alice"));

        session.Dispose();
        time.Advance(code.Interval);

        await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.SessionClosed, () => waiting);
        Assert.Equal(0, TokenRequests);
    }

    private static void CloseAtTheLogin(Auth0Session session, string path)
    {
        if (path == "/oauth/token")
        {
            session.Dispose();
        }
    }

    private Task<Auth0Token> RenewAsync(Auth0Session session) =>
        session.GetTokenAsync(Orders, activity: Log, force: true, cancellationToken: Cancel).AsTask();

    private Auth0Session ConnectMobile(MemoryTokenStore store, bool isBound, TimeProvider? time = null) =>
        Connect(
            Auth0ClientAuthentication.None(MobileApplication.ClientId),
            store: store,
            cacheKey: "a key of the user's own",
            dpop: isBound,
            time: time
        );
}
