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

        await CloseAndRenewInTheNextProcessAsync();
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

        await CloseAndRenewInTheNextProcessAsync();
    }

    [Fact]
    public async Task StoreThatWasDownAllTheTime_GetsTheLogin_WhenTheSessionIsClosed()
    {
        await SignInForLongAsync(_session);
        _store.Fault = "it is down";
        await RenewAsync(_session);
        _store.Fault = null;

        await CloseAndRenewInTheNextProcessAsync();
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

        await _session.StoreTokensAsync(Log, Cancel);
        _session.Dispose();

        Assert.Empty(Content.Entries);
        Assert.Contains("no longer has the login of", Warnings.Last(), StringComparison.Ordinal);
    }

    // Redis that restarted without its data, and another process that forgot it, look alike.
    [Fact]
    public async Task LoginThatTheStoreLost_IsRenewed_AndOneWarningNamesIt()
    {
        var login = await SignInForLongAsync(_session);
        Content.Entries.Clear();

        await _session.RefreshAsync(login, force: true, cancellationToken: Cancel); // nobody hears its warning
        await RenewAsync(_session);
        await RenewAsync(_session);
        _session.Dispose();

        Assert.Equal(4, TokenRequests);
        Assert.Empty(Content.Entries);
        Assert.StartsWith(
            $"The token store Memory no longer has the login of {login.Subject}: it was removed there, or the store lost it.",
            Assert.Single(Warnings),
            StringComparison.Ordinal
        );
    }

    // Nobody removed it.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LoginInADamagedEntry_IsStoredAgain(bool isDamagedDuringTheRenewal)
    {
        await SignInForLongAsync(_session);
        if (isDamagedDuringTheRenewal)
        {
            await RenewDuringAsync(store => store.WriteFault = "it is full");
        }

        var entry = Assert.Single(Content.Entries);
        Content.Entries[entry.Key] = entry.Value[..^20];
        if (!isDamagedDuringTheRenewal)
        {
            await RenewAsync(_session);
        }

        await CloseAndRenewInTheNextProcessAsync();
    }

    [Fact]
    public async Task EveryLoginInADamagedEntry_IsStoredAgain()
    {
        var alice = await SignInForLongAsync(_session);
        var grace = await SignInGraceAsync(_session, ["openid", "offline_access"]);
        var entry = Assert.Single(Content.Entries);
        Content.Entries[entry.Key] = entry.Value[..^20];

        await _session.RefreshAsync(alice, activity: Log, force: true, cancellationToken: Cancel);
        await _session.RefreshAsync(grace, activity: Log, force: true, cancellationToken: Cancel);
        _session.Dispose();

        var next = NewMobileProcess();
        await UseAsync(next);
        Assert.Equal(new[] { alice.Subject, grace.Subject }.Order(), next.Tokens.Select(static token => token.Subject).Order());
        Assert.Contains("were set aside as", Assert.Single(Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoginThatCouldNotBeForgotten_IsStored_WithItsNewestRefreshToken()
    {
        await SignInForLongAsync(_session);
        await RenewDuringAsync(store => store.WriteFault = "it is full");
        _store.WriteFault = "it is read-only";
        await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.TokenStoreUnavailable, () => _session.ForgetStoredAsync(Log, Cancel));
        _store.WriteFault = null;

        await CloseAndRenewInTheNextProcessAsync();
    }

    [Fact]
    public async Task Forgetting_WaitsForBothLocks_AMinuteTogether()
    {
        await SignInForLongAsync(_session);
        var time = new FakeTime();
        var patience = new List<TimeSpan>();
        var store = new MemoryTokenStore(Content)
        {
            Locking = left =>
            {
                patience.Add(left);
                time.Advance(TimeSpan.FromSeconds(45));
            },
        };

        var client = Auth0ClientAuthentication.None(MobileApplication.ClientId);
        await Connect(client, store: store, cacheKey: "a key of the user's own", time: time).ForgetStoredAsync(Log, Cancel);

        Assert.Equal([TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(15)], patience);
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

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)] // the store is still down when it is removed, and well again at the end
    [InlineData(true, false)]
    public async Task LoginThatCouldNotBeStored_AndIsRemoved_IsNotStored(bool isRevoked, bool isWell)
    {
        _store.Fault = "it is down";
        var login = await SignInForLongAsync(_session);
        _store.Fault = isWell ? null : "it is down";

        if (isRevoked)
        {
            await _session.RevokeAsync(login, Log, Cancel);
            Assert.DoesNotContain(Warnings, static warning => warning.Contains("still in the token store", StringComparison.Ordinal));
        }
        else if (isWell)
        {
            await _session.ForgetAsync(login, Log, Cancel);
        }
        else
        {
            await FailsAsync<Auth0ConfigurationException>(
                Auth0ErrorCode.TokenStoreUnavailable,
                () => _session.ForgetAsync(login, Log, Cancel)
            );
        }

        _store.Fault = null;
        await _session.StoreTokensAsync(Log, Cancel);
        _session.Dispose();

        Assert.Empty(Content.Entries);
    }

    // The login stays in the store, because it could not be removed: with its newest refresh token.
    [Fact]
    public async Task StoredLogin_ThatCouldNotBeRemoved_GetsItsNewestRefreshToken()
    {
        await SignInForLongAsync(_session);
        await RenewDuringAsync(store => store.WriteFault = "it is full");
        _store.WriteFault = "it is read-only";
        await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.TokenStoreUnavailable, () => _session.ForgetAllAsync(Log, Cancel));
        _store.WriteFault = null;

        await _session.StoreTokensAsync(Log, Cancel);
        await CloseAndRenewInTheNextProcessAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task StoredLogin_ThatIsRevokedAfterAFault_LeavesTheStore_OrAWarningTellsIt(bool isWell)
    {
        var login = await SignInForLongAsync(_session);
        _store.Fault = "it is down";
        await RenewAsync(_session);
        _store.Fault = isWell ? null : "it is down";

        await _session.RevokeAsync(login, Log, Cancel);

        Assert.Equal(isWell, Content.Entries.IsEmpty);
        Assert.Equal(!isWell, Warnings.Last().StartsWith("The revoked login is still in the token store Memory", StringComparison.Ordinal));
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

    // Fails if the store doesn't have the newest refresh token: the login, its renewal, and this one.
    private async Task CloseAndRenewInTheNextProcessAsync()
    {
        _session.Dispose();

        await RenewAsync(NewMobileProcess());
        Assert.Equal(3, TokenRequests);
    }

    private Task<Auth0Token> RenewAsync(Auth0Session session) =>
        session.GetTokenAsync(Orders, activity: Log, force: true, cancellationToken: Cancel).AsTask();
}
