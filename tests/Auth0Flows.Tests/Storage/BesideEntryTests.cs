using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Storage;

/// <summary>Sessions with different keys, or with and without DPoP, of the same application in the same store.</summary>
public sealed class BesideEntryTests : StoreTest
{
    private const string Key = "a key of the user's own";
    private const string OtherKey = "another key of the user's";

    [Fact]
    public async Task LoginBesideAnotherKeys_Stays_WhenThatOneGoes()
    {
        await SignInForLongAsync(NewMobileProcess());
        var session = ConnectMobile(OtherKey);
        var grace = await SignInGraceAsync(session, ["openid", "offline_access"]);
        var first = Content.Entries.Keys.MinBy(static entry => entry.Length)!;
        Assert.True(Content.Entries.Remove(first, out _)); // its tokens have expired

        await session.RefreshAsync(grace, activity: Log, force: true, cancellationToken: Cancel);
        session.Dispose();

        var next = ConnectMobile(OtherKey);
        Assert.Equal(grace.Subject, (await UseAsync(next)).Subject);
        await next.GetTokenAsync(Orders, activity: Log, force: true, cancellationToken: Cancel);
        Assert.DoesNotContain(Warnings, static warning => warning.Contains("no longer has", StringComparison.Ordinal));
        Assert.Equal(4, TokenRequests);
    }

    // It would be in two entries, whose sessions know nothing of each other's renewals.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task LoginOfAClosedSession_IsNotRenewedByOneWithAnotherKey_OrOfTheOtherKind(bool isBound)
    {
        Start(options => options.DPoP = Auth0LocalTenantDPoP.Allowed);
        var session = NewMobileProcess();
        var login = await SignInForLongAsync(session);
        session.Dispose();
        var other = ConnectMobile(isBound ? Key : OtherKey, isBound);

        var failure = await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.TokenStoreUnavailable,
            () => other.RefreshAsync(login, activity: Log, force: true, cancellationToken: Cancel)
        );

        Assert.Contains("with the key and the kind of tokens (DPoP) that it was stored with", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, TokenRequests);
        await NewMobileProcess().RefreshAsync(login, activity: Log, force: true, cancellationToken: Cancel);
        Assert.Equal(2, TokenRequests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task LoginOfAClosedSession_IsRevokedByAnyOther(bool isBound)
    {
        Start(options => options.DPoP = Auth0LocalTenantDPoP.Allowed);
        var session = NewMobileProcess();
        var login = await SignInForLongAsync(session);
        session.Dispose();

        await ConnectMobile(isBound ? Key : OtherKey, isBound).RevokeAsync(login, Log, Cancel);

        Assert.Equal(1, Tenant.CountRequests("POST", "/oauth/revoke"));
        Assert.Contains("The revoked login is still in the token store", Assert.Single(Warnings), StringComparison.Ordinal);
    }

    // Its own is beside it, and whole.
    [Fact]
    public async Task LoginBesideADamagedEntry_IsFound()
    {
        await SignInForLongAsync(NewMobileProcess());
        var grace = await SignInGraceAsync(ConnectMobile(OtherKey), ["openid", "offline_access"]);
        Content.Entries[Content.Entries.Keys.MinBy(static entry => entry.Length)!] = [];

        Assert.Equal(grace.Subject, (await UseAsync(ConnectMobile(OtherKey))).Subject);
    }

    // Its answer would be bound to a key that the login's session doesn't have, and doesn't store.
    [Fact]
    public async Task LoginOfASessionWithoutDPoP_IsNotRenewedByOneWithIt_ButRevoked()
    {
        Start(options => options.DPoP = Auth0LocalTenantDPoP.Allowed);
        var session = NewMobileProcess();
        var login = await SignInForLongAsync(session);
        var bound = ConnectMobile(Key, isBound: true);

        var failure = await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.TokenStoreUnavailable,
            () => bound.RefreshAsync(login, activity: Log, force: true, cancellationToken: Cancel)
        );

        Assert.EndsWith("by a session without DPoP. Use that session.", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, TokenRequests);
        await session.RefreshAsync(login, activity: Log, force: true, cancellationToken: Cancel);
        await bound.RevokeAsync(login, Log, Cancel);
        Assert.Empty(Content.Entries);
    }

    private Auth0Session ConnectMobile(string key, bool isBound = false) =>
        Connect(
            Auth0ClientAuthentication.None(MobileApplication.ClientId),
            store: new MemoryTokenStore(Content),
            cacheKey: key,
            dpop: isBound
        );
}
