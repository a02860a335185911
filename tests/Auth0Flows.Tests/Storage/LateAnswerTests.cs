using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Storage;

/// <summary>
/// The answer to a renewal that comes when the session is closed, while the store fails: nobody calls the session any more, and the next
/// refresh token is stored all the same. The refresh tokens rotate without leeway: an old one ends the login.
/// </summary>
public sealed class LateAnswerTests : StoreTest
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)] // in the place of its first try the store still fails
    [InlineData(true, false)]
    public async Task SessionThatIsClosedDuringARenewal_WhileTheStoreFails_StoresItsAnswerLater(bool isBound, bool isLong)
    {
        Start(options => options.DPoP = isBound ? Auth0LocalTenantDPoP.Allowed : Auth0LocalTenantDPoP.None);
        var time = new FakeTime();
        var store = new MemoryTokenStore(Content);
        var session = ConnectMobile(store, isBound, time);
        var login = await SignInForLongAsync(session);
        Tenant.RequestReceived += (_, request) =>
        {
            if (request.Form.ContainsKey("refresh_token") && !session.IsClosed)
            {
                store.WriteFault = "it is full";
                session.Dispose();
            }
        };
        await RenewAsync(session);
        Assert.Contains($"the login of {login.Subject}", Warnings.Last(), StringComparison.Ordinal);
        Assert.Contains("at the latest when this process ends", Warnings.Last(), StringComparison.Ordinal);
        var written = new TaskCompletionSource();
        store.Writing = () => written.TrySetResult();

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
