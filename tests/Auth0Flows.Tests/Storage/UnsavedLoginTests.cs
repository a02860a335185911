namespace Auth0Flows.Tests.Storage;

/// <summary>
/// A store that fails for a short time during a renewal: the next refresh token is stored by the end of the session, also within the 30
/// seconds in which the session doesn't try the store otherwise. The refresh tokens rotate without leeway: an old one ends the login.
/// </summary>
public sealed class UnsavedLoginTests : StoreTest
{
    private readonly MemoryTokenStore _store;
    private readonly Auth0Session _session;

    public UnsavedLoginTests()
    {
        _store = new MemoryTokenStore(Content);
        _session = NewMobileProcess(_store);
    }

    [Theory]
    [InlineData(true)] // Disconnect-Auth0
    [InlineData(false)] // Remove-Module, or a program's own using
    public async Task FaultThatIsOver_CostsNoLogin_WhenTheSessionIsClosed(bool isDisconnected)
    {
        await SignInForLongAsync(_session);
        await RenewDuringAsync(store => store.WriteFault = "it is full");

        if (isDisconnected)
        {
            await _session.StoreTokensAsync(Log, Cancel);
        }

        _session.Dispose();

        await RenewAsync(NewMobileProcess());
        Assert.Equal(3, TokenRequests);
    }

    // Redis, when it failed: the lock of the renewal could not be given back.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FaultThatIsOver_ButLeftItsLock_CostsNoLogin(bool isDisconnected)
    {
        await SignInForLongAsync(_session);
        await RenewDuringAsync(store => store.WriteFault = "it is read-only");
        _store.LockLeft = RedisTokenStore.LockExpiry;

        if (isDisconnected)
        {
            await _session.StoreTokensAsync(Log, Cancel);
            Assert.DoesNotContain(
                Warnings,
                static warning => warning.Contains("does not have the newest refresh token", StringComparison.Ordinal)
            );
        }

        _session.Dispose();

        await RenewAsync(NewMobileProcess());
        Assert.Equal(3, TokenRequests);
    }

    [Fact]
    public async Task StoreThatWasDownAllTheTime_GetsTheLogin_WhenTheSessionIsClosed()
    {
        await SignInForLongAsync(_session);
        _store.Fault = "it is down";
        await RenewAsync(_session);
        _store.Fault = null;

        _session.Dispose();

        await RenewAsync(NewMobileProcess());
        Assert.Equal(3, TokenRequests);
    }

    [Fact]
    public async Task LoginThatCouldNotBeStored_IsStored_WhenTheSessionIsClosed()
    {
        _store.Fault = "it is down";
        var login = await SignInForLongAsync(_session);
        _store.Fault = null;

        _session.Dispose();

        Assert.Equal(login.AccessToken.Reveal(), (await UseAsync(NewMobileProcess())).AccessToken.Reveal());
        Assert.Equal(1, TokenRequests);
    }

    [Fact]
    public async Task Renewal_WhoseTokenCouldNotBeStored_SaysThatTheLoginIsAtStake()
    {
        var login = await SignInForLongAsync(_session);

        await RenewDuringAsync(store => store.WriteFault = "it is full");

        Assert.Contains(
            $"The new refresh token of the login of {login.Subject} is not in the token store Memory yet",
            Warnings.Last(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task StoreThatStaysDown_CostsAWarning_ThatNamesTheLogin()
    {
        var login = await SignInForLongAsync(_session);
        _store.Fault = "it is down";
        await RenewAsync(_session);
        var before = Warnings.Count();

        await _session.StoreTokensAsync(Log, Cancel);

        Assert.Equal(before + 1, Warnings.Count());
        Assert.Contains(
            $"does not have the newest refresh token of the login of {login.Subject}",
            Warnings.Last(),
            StringComparison.Ordinal
        );
        Assert.Contains("has to sign in again", Warnings.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoginThatWasForgottenMeanwhile_IsNotStoredAgain()
    {
        await SignInForLongAsync(_session);
        await RenewDuringAsync(store => store.WriteFault = "it is full");
        await NewMobileProcess().ForgetStoredAsync(Log, Cancel);

        _session.Dispose();

        Assert.Empty(Content.Entries);
    }

    [Fact]
    public async Task LoginThatCouldNotBeStored_AndIsForgotten_IsNotStored()
    {
        _store.Fault = "it is down";
        await SignInForLongAsync(_session);
        _store.Fault = null;

        await _session.ForgetStoredAsync(Log, Cancel);
        _session.Dispose();

        Assert.Empty(Content.Entries);
    }

    [Fact]
    public async Task SessionWithEverythingStored_DoesNotAskTheStoreAgain()
    {
        await SignInForLongAsync(_session);
        var reads = _store.Reads;

        await _session.StoreTokensAsync(Log, Cancel);
        _session.Dispose();

        Assert.Equal(reads, _store.Reads);
        Assert.Empty(Warnings);
    }

    // The store fails when the answer is there, and is well again afterwards.
    private async Task RenewDuringAsync(Action<MemoryTokenStore> fail)
    {
        Tenant.RequestReceived += (_, request) =>
        {
            if (request.Form.ContainsKey("refresh_token") && TokenRequests == 2)
            {
                fail(_store);
            }
        };
        await RenewAsync(_session);
        (_store.Fault, _store.WriteFault) = (null, null);
    }

    private Task<Auth0Token> RenewAsync(Auth0Session session) =>
        session.GetTokenAsync(Orders, activity: Log, force: true, cancellationToken: Cancel).AsTask();
}
