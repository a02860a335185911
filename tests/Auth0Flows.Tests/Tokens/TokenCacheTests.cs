using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Tokens;

public sealed class TokenCacheTests : SessionTest
{
    [Fact]
    public async Task SecondCall_CostsNoRequest()
    {
        var first = await GetTokenAsync();
        var second = await GetTokenAsync();

        Assert.Same(first, second);
        Assert.Equal(1, TokenRequests);
    }

    [Fact]
    public async Task CachedToken_IsThereWithoutWaiting()
    {
        await GetTokenAsync();

        Assert.True(Session.GetTokenAsync(new ClientCredentialsGrant(Orders), cancellationToken: Cancel).AsTask().IsCompletedSuccessfully);
        Assert.True(Session.TryGetToken(new ClientCredentialsGrant(Orders), out _));
    }

    [Fact]
    public async Task Force_AsksPastTheCache_AndKeepsTheNewOne()
    {
        var first = await GetTokenAsync();
        var forced = await Session.GetTokenAsync(new ClientCredentialsGrant(Orders), force: true, cancellationToken: Cancel);

        Assert.NotSame(first, forced);
        Assert.Same(forced, await GetTokenAsync());
        Assert.Equal(2, TokenRequests);
    }

    [Fact]
    public async Task Key_IsAudienceOrganizationAndScopes()
    {
        await GetTokenAsync(Orders, "read:orders");
        await GetTokenAsync();
        await GetTokenAsync(Tenant.ManagementAudience);
        await Session.GetTokenAsync(new ClientCredentialsGrant(Orders, "acme"), cancellationToken: Cancel);

        Assert.Equal(4, TokenRequests);
        Assert.Equal(4, Session.Tokens.Count);
    }

    [Fact]
    public async Task Scopes_InAnotherOrder_AreTheSame()
    {
        await GetTokenAsync(Orders, "read:orders", "create:orders");
        await GetTokenAsync(Orders, "create:orders read:orders");

        Assert.Equal(1, TokenRequests);
    }

    [Fact]
    public async Task Token_ServesARequestWhoseScopesItCovers()
    {
        var all = await GetTokenAsync(Orders);

        Assert.Same(all, await GetTokenAsync(Orders, "read:orders"));
        Assert.Same(all, await GetTokenAsync(Orders, "read:orders"));
        Assert.Equal(1, TokenRequests);
        Assert.Single(Session.Tokens);
    }

    [Fact]
    public async Task Token_OfFewerScopes_DoesNotServeARequestForAll()
    {
        await GetTokenAsync(Orders, "read:orders");
        await GetTokenAsync(Orders);
        await GetTokenAsync(Orders, "create:orders");

        Assert.Equal(2, TokenRequests);
    }

    [Fact]
    public async Task Scopes_AreCaseSensitive()
    {
        await GetTokenAsync(Orders, "read:orders");

        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.ScopeNotGranted, () => GetTokenAsync(Orders, "READ:orders"));
    }

    [Theory]
    [InlineData(86400, 86400 - 301, true)]
    [InlineData(86400, 86400 - 300, false)]
    [InlineData(3000, 2699, true)]
    [InlineData(3000, 2700, false)]
    [InlineData(100, 89, true)]
    [InlineData(100, 90, false)]
    public async Task Token_IsRenewedFiveMinutesOrATenthOfItsLifeBeforeItsEnd(int life, int age, bool isKept)
    {
        Tenant.TokenLifetime = TimeSpan.FromSeconds(life);
        var first = await GetTokenAsync();

        Time.Advance(TimeSpan.FromSeconds(age));

        Assert.Equal(isKept, ReferenceEquals(first, await GetTokenAsync()));
    }

    [Fact]
    public async Task Renewal_ThatFails_LeavesTheOldTokenAsLongAsItLives()
    {
        var held = await GetTokenAsync();
        Time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(2));
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/oauth/token",
                StatusCode = 503,
                Times = 0,
            }
        );

        Assert.Same(held, await GetTokenAsync());
        Assert.Contains("used until", Assert.Single(Log.Messages(Auth0ActivityKind.Warning)), StringComparison.Ordinal);

        Time.Advance(TimeSpan.FromMinutes(2));
        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.ServerError, () => GetTokenAsync());
    }

    [Fact]
    public async Task Renewal_ThatHangs_LeavesTheOldTokenAfterTenSeconds()
    {
        var held = await GetTokenAsync();
        Time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(2));
        var hold = Hold();
        var renewing = GetTokenAsync();
        await hold.ArrivedAsync();

        Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Same(held, await renewing);
        Assert.Contains("did not answer", Assert.Single(Log.Messages(Auth0ActivityKind.Warning)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ManyAtOnce_CostOneRequest()
    {
        var hold = Hold();
        var callers = Enumerable.Range(0, 64).Select(_ => Task.Run(() => GetTokenAsync())).ToArray();
        await hold.ArrivedAsync();

        hold.Fault.Release();
        var tokens = await Task.WhenAll(callers);

        Assert.Single(tokens.Distinct());
        Assert.Equal(1, TokenRequests);
    }

    [Fact]
    public async Task Failure_ReachesAllWhoWait_AndTheNextTriesAnew()
    {
        var session = Connect(Auth0ClientAuthentication.SecretPost(Tenant.ClientId, Secret("wrong")));
        var hold = Hold();
        var callers = Enumerable.Range(0, 8).Select(_ => GetTokenAsync(session)).ToArray();
        await hold.ArrivedAsync();

        hold.Fault.Release();

        foreach (var caller in callers)
        {
            await FailsAsync<Auth0TokenException>(Auth0ErrorCode.InvalidClient, () => caller);
        }

        Assert.Equal(1, TokenRequests);
        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.InvalidClient, () => GetTokenAsync(session));
        Assert.Equal(2, TokenRequests);
    }

    [Fact]
    public async Task Cancelling_OneWhoWaits_LeavesTheOthersWaiting()
    {
        var hold = Hold();
        using var impatient = new CancellationTokenSource();
        var first = Session.GetTokenAsync(new ClientCredentialsGrant(Orders), cancellationToken: impatient.Token).AsTask();
        var second = GetTokenAsync();
        await hold.ArrivedAsync();

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        hold.Fault.Release();

        Assert.NotNull(await second);
        Assert.Equal(1, TokenRequests);
    }

    [Fact]
    public async Task Cancelling_AllWhoWait_EndsTheRequest_AndTheNextAsksAnew()
    {
        var hold = Hold();
        using var impatient = new CancellationTokenSource();
        var only = Session.GetTokenAsync(new ClientCredentialsGrant(Orders), cancellationToken: impatient.Token).AsTask();
        await hold.ArrivedAsync();

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => only);
        Tenant.ClearFaults();

        Assert.NotNull(await GetTokenAsync());
        Assert.Equal(2, TokenRequests);
    }

    [Fact]
    public async Task Cancelled_BeforeItBegins_SendsNothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Session.GetTokenAsync(new ClientCredentialsGrant(Orders), cancellationToken: new CancellationToken(canceled: true)).AsTask()
        );

        Assert.Equal(0, TokenRequests);
    }

    [Fact]
    public async Task ExpiredTokens_AreNotHeldForEver()
    {
        var cache = new TokenCache();
        for (var i = 0; i < 63; i++)
        {
            await GetAsync(cache, $"urn:api:{i}");
        }

        Assert.Equal(63, cache.Tokens.Count);
        Time.Advance(TimeSpan.FromMinutes(2));
        await GetAsync(cache, "urn:api:63");

        Assert.Single(cache.Tokens);
    }

    [Fact]
    public async Task Token_ThatIsRemoved_ServesNoOtherRequestEither()
    {
        var cache = new TokenCache();
        var token = await GetAsync(cache, "urn:api", "read:x", "write:x");
        Assert.True(cache.TryGet(TokenKey.For(new ClientCredentialsGrant("urn:api", scope: ["read:x"])), ScopeSet.From(["read:x"]), out _));

        cache.Remove(token);

        Assert.Empty(cache.Tokens);
        Assert.False(
            cache.TryGet(TokenKey.For(new ClientCredentialsGrant("urn:api", scope: ["write:x"])), ScopeSet.From(["write:x"]), out _)
        );
    }

    [Fact]
    public async Task Closed_ACacheHoldsNothing_AndTakesNothing()
    {
        var cache = new TokenCache();
        await GetAsync(cache, "urn:api", "read:x", "write:x");

        cache.Close();
        Assert.Empty(cache.Tokens);
        Assert.False(
            cache.TryGet(TokenKey.For(new ClientCredentialsGrant("urn:api", scope: ["read:x"])), ScopeSet.From(["read:x"]), out _)
        );

        await GetAsync(cache, "urn:other");
        Assert.Empty(cache.Tokens);
    }

    private Task<Auth0Token> GetAsync(TokenCache cache, string audience, params string[] scope)
    {
        var grant = new ClientCredentialsGrant(audience, scope: scope);
        var answer = new TokenAnswer("opaque", "Bearer", TimeSpan.FromMinutes(1), null, null, null);
        return cache.GetAsync(
            TokenKey.For(grant),
            grant.Scope,
            force: false,
            _ => Task.FromResult(new Auth0Token(answer, grant.Asked, Auth0Domain.Parse("acme.eu.auth0.com"), "client", Time)),
            Cancel
        );
    }

    private HeldRequest Hold() => new(Tenant);

    private sealed class HeldRequest
    {
        private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public HeldRequest(Auth0LocalTenant tenant)
        {
            Fault = new Auth0LocalTenantFault { Path = "/oauth/token", Kind = Auth0LocalTenantFaultKind.Hold };
            tenant.RequestReceived += (_, _) => _arrived.TrySetResult();
            tenant.AddFault(Fault);
        }

        public Auth0LocalTenantFault Fault { get; }

        public Task ArrivedAsync() => _arrived.Task.WaitAsync(Cancel);
    }
}
