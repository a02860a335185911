using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Storage;

/// <summary>
/// A store whose locks can be lost, as those of Redis can: of a process that slept, by a failover, by an eviction. A refresh token that
/// another process may have sent meanwhile is not sent: the refresh tokens rotate without leeway, an old one ends the login.
/// </summary>
public sealed class LostTurnTests : StoreTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)] // the token that the other process got is there, and is enough
    public async Task RenewalThatLosesItsTurnInAWait_GoesOnWithWhatTheOtherProcessStored(bool isForced)
    {
        var time = new FakeTime();
        var session = Connect(Client, store: new MemoryTokenStore(Content), cacheKey: Key, time: time);
        var login = await SignInForLongAsync(session);
        Tenant.AddFault(TooMany());
        var renewing = session.RefreshAsync(login, activity: Log, force: isForced, cancellationToken: Cancel);
        await time.DelayBegunAsync(Cancel);
        Content.Locks.Clear(); // lost
        var other = await NewMobileProcess().GetTokenAsync(Orders, activity: Log, force: true, cancellationToken: Cancel);
        time.Advance(TimeSpan.FromSeconds(30));
        var renewed = await renewing;

        Assert.Equal(!isForced, renewed.AccessToken.Reveal() == other.AccessToken.Reveal());
        Assert.Equal(isForced ? 4 : 3, TokenRequests);
        await NewMobileProcess().GetTokenAsync(Orders, activity: Log, force: true, cancellationToken: Cancel);
        Assert.Empty(Warnings);
    }

    // Nobody has changed the entry yet, but the lock is free for others: it is taken again before anything is sent.
    [Fact]
    public async Task RenewalWhoseLockIsKnownToBeLost_TakesItAgain()
    {
        var time = new FakeTime();
        var store = new MemoryTokenStore(Content);
        var session = Connect(Client, store: store, cacheKey: Key, time: time);
        await SignInForLongAsync(session);
        Tenant.AddFault(TooMany());
        var locks = 0;
        store.Locking = _ => locks++;

        var renewing = session.GetTokenAsync(Orders, activity: Log, force: true, cancellationToken: Cancel).AsTask();
        await time.DelayBegunAsync(Cancel);
        Content.Locks.Clear();
        store.HasLostLocks = true;
        time.Advance(TimeSpan.FromSeconds(30));
        await renewing;

        Assert.Equal((2, 3), (locks, TokenRequests));
        Assert.Empty(Warnings);
    }

    // Nobody else can have sent it.
    [Fact]
    public async Task RenewalThatKeepsItsTurn_IsSentAgain()
    {
        var time = new FakeTime();
        var session = Connect(Client, store: new MemoryTokenStore(Content), cacheKey: Key, time: time);
        await SignInForLongAsync(session);
        Tenant.AddFault(TooMany());

        var renewing = session.GetTokenAsync(Orders, activity: Log, force: true, cancellationToken: Cancel).AsTask();
        await time.DelayBegunAsync(Cancel);
        time.Advance(TimeSpan.FromSeconds(30));
        await renewing;

        Assert.Equal(3, TokenRequests);
        Assert.Empty(Warnings);
    }

    private const string Key = "a key of the user's own";

    private Auth0ClientAuthentication Client => Auth0ClientAuthentication.None(MobileApplication.ClientId);

    private static Auth0LocalTenantFault TooMany() =>
        new()
        {
            Path = "/oauth/token",
            StatusCode = 429,
            Headers = new Dictionary<string, string> { ["Retry-After"] = "30" },
        };
}
