using System.Text;

namespace Auth0Flows.Tests.Storage;

/// <summary>
/// An application's tokens in a store: one request for all processes, and what is wrong with the store costs a warning at most.
/// </summary>
public sealed class StoredApplicationTokenTests : StoreTest
{
    [Fact]
    public async Task Token_IsTakenFromTheStore_ByTheNextProcess()
    {
        var first = await GetTokenAsync(NewProcess(), Orders, "read:orders");

        var second = await GetTokenAsync(NewProcess(), Orders, "read:orders");

        Assert.Equal(1, TokenRequests);
        Assert.Equal(first.AccessToken.Reveal(), second.AccessToken.Reveal());
        Assert.Equal(
            (first.IssuedAt, first.ExpiresAt, first.RenewsAt, first.TokenType, first.GrantType, first.ClientId, first.Subject),
            (second.IssuedAt, second.ExpiresAt, second.RenewsAt, second.TokenType, second.GrantType, second.ClientId, second.Subject)
        );
        Assert.Equal(first.Scope, second.Scope);
        Assert.Equal(first.Audience, second.Audience);
    }

    [Fact]
    public async Task TenProcesses_ThatStartTogether_CostOneRequest()
    {
        var tokens = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => NewProcess()).ToArray().Select(session => GetTokenAsync(session))
        );

        Assert.Equal(1, TokenRequests);
        Assert.Single(tokens.Select(static token => token.AccessToken.Reveal()).Distinct());
    }

    [Fact]
    public async Task TokenThatCoversTheScopes_IsEnough()
    {
        await GetTokenAsync(NewProcess(), Orders, "read:orders", "create:orders");

        await GetTokenAsync(NewProcess(), Orders, "read:orders");

        Assert.Equal(1, TokenRequests);
    }

    [Fact]
    public async Task OtherAudience_IsAnotherToken_BesideTheFirst()
    {
        await GetTokenAsync(NewProcess());
        await GetTokenAsync(NewProcess(), Tenant.ManagementAudience);

        await GetTokenAsync(NewProcess());
        await GetTokenAsync(NewProcess(), Tenant.ManagementAudience);

        Assert.Equal(2, TokenRequests);
        Assert.Single(Content.Entries);
    }

    [Fact]
    public async Task TokenThatIsDue_IsRenewedByOne_ForBoth()
    {
        var (one, other) = (NewProcess(), NewProcess());
        await GetTokenAsync(one);
        await GetTokenAsync(other);
        Time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(4));

        var renewed = await GetTokenAsync(one);
        var taken = await GetTokenAsync(other);

        Assert.Equal(2, TokenRequests);
        Assert.Equal(renewed.AccessToken.Reveal(), taken.AccessToken.Reveal());
    }

    [Fact]
    public async Task NewTokenByForce_IsStored()
    {
        await GetTokenAsync(NewProcess());
        var forced = await NewProcess().GetTokenAsync(new ClientCredentialsGrant(Orders), Log, force: true, Cancel);

        Assert.Equal(forced.AccessToken.Reveal(), (await GetTokenAsync(NewProcess())).AccessToken.Reveal());
        Assert.Equal(2, TokenRequests);
    }

    [Fact]
    public async Task TokenThatAnApiRejects_IsReplaced_AndNotTakenFromTheStoreAgain()
    {
        var (one, other) = (NewProcess(), NewProcess());
        await CallAsync(one);
        await CallAsync(other);
        Tenant.RevokeTokens();

        await CallAsync(one);
        await CallAsync(other);

        Assert.Equal(2, TokenRequests);
    }

    [Fact]
    public async Task Store_HasNoneOfTheTokens()
    {
        var token = await GetTokenAsync(NewProcess());

        AssertHidden(Bytes, token.AccessToken, Auth0Secret.FromPlainText("access_token"), Auth0Secret.FromPlainText(Orders));
        Assert.DoesNotContain(Content.Entries.Keys, name => name.Contains(Tenant.ClientId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ExpiredTokens_AreSwept()
    {
        await GetTokenAsync(NewProcess());
        var before = Bytes.Count();
        await GetTokenAsync(NewProcess(), Tenant.ManagementAudience);
        Time.Advance(TimeSpan.FromDays(2));

        await GetTokenAsync(NewProcess());

        Assert.InRange(Bytes.Count(), before - 50, before + 50);
    }

    [Fact]
    public async Task OtherSecret_SeesNothing_AndTakesNothingAway()
    {
        await GetTokenAsync(NewProcess());
        var other = Connect(Auth0ClientAuthentication.SecretPost(Tenant.ClientId, Secret("wrong")), store: new MemoryTokenStore(Content));
        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.InvalidClient, () => GetTokenAsync(other));

        await GetTokenAsync(NewProcess());

        Assert.Equal(2, TokenRequests);
        Assert.Contains("another key", Assert.Single(Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EntryOfAnotherKey_IsLeft_AndNewTokensAreBesideIt()
    {
        await GetTokenAsync(Connect(store: new MemoryTokenStore(Content), cacheKey: "another key, long enough"));
        var before = Content.Entries.Single();

        await GetTokenAsync(NewProcess());
        await GetTokenAsync(NewProcess());

        Assert.Equal(2, TokenRequests);
        Assert.Equal(2, Content.Entries.Count);
        Assert.Equal(before.Value, Content.Entries[before.Key]);
        Assert.Equal(2, Warnings.Count()); // one a process
    }

    [Fact]
    public async Task EntryOfANewerVersion_IsLeft_AndNewTokensAreBesideIt()
    {
        await GetTokenAsync(NewProcess());
        var (name, entry) = Content.Entries.Single();
        entry[4] = 2;

        await GetTokenAsync(NewProcess());
        await GetTokenAsync(NewProcess());

        Assert.Equal(2, TokenRequests);
        Assert.Equal(2, Content.Entries.Count);
        Assert.Equal(entry, Content.Entries[name]);
        Assert.All(Warnings, static warning => Assert.Contains("newer version", warning, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("another program's value")]
    [InlineData("A0FT\u0001\u0001")]
    public async Task DamagedEntry_IsSetAside_WithAWarning(string content)
    {
        await GetTokenAsync(NewProcess());
        var name = Content.Entries.Keys.Single();
        Content.Entries[name] = Encoding.UTF8.GetBytes(content);

        await GetTokenAsync(NewProcess());
        await GetTokenAsync(NewProcess());

        Assert.Equal(2, TokenRequests);
        var aside = Content.Entries.Single(entry => entry.Key != name);
        Assert.StartsWith($"{name}.damaged-", aside.Key, StringComparison.Ordinal);
        Assert.Equal(content, Encoding.UTF8.GetString(aside.Value));
        Assert.Contains(aside.Key, Assert.Single(Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnyChangedByte_IsSetAside()
    {
        await GetTokenAsync(NewProcess());
        var (name, entry) = Content.Entries.Single();
        entry[^1] ^= 1;

        await GetTokenAsync(NewProcess());

        Assert.Equal(2, Content.Entries.Count);
        Assert.Equal(entry, Content.Entries.Single(other => other.Key != name).Value);
    }

    [Fact]
    public async Task StoreThatIsDown_CostsOneWarning_AndTheSessionWorks()
    {
        var session = NewProcess(new MemoryTokenStore(Content) { Fault = "it is down" });

        await GetTokenAsync(session);
        await GetTokenAsync(session, Tenant.ManagementAudience);
        await GetTokenAsync(session);

        Assert.Equal(2, TokenRequests);
        var warning = Assert.Single(Warnings);
        Assert.Contains("Memory", warning, StringComparison.Ordinal);
        Assert.Contains("it is down", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StoreThatIsDown_IsUsedAgain_WhenItIsBack()
    {
        var store = new MemoryTokenStore(Content) { Fault = "it is down" };
        var session = NewProcess(store);
        await GetTokenAsync(session);

        store.Fault = null;
        Time.Advance(TimeSpan.FromMinutes(1));
        await session.GetTokenAsync(new ClientCredentialsGrant(Orders), Log, force: true, Cancel);
        await GetTokenAsync(NewProcess());

        Assert.Equal(2, TokenRequests);
        Assert.Single(Warnings);
    }

    [Fact]
    public async Task StoreThatCantBeWritten_CostsOneWarning()
    {
        var session = NewProcess(new MemoryTokenStore(Content) { WriteFault = "no space left" });

        await GetTokenAsync(session);
        await GetTokenAsync(session);

        Assert.Equal(1, TokenRequests);
        Assert.Contains("no space left", Assert.Single(Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StoreThatIsBusy_DoesNotStopARequest()
    {
        await GetTokenAsync(NewProcess(new MemoryTokenStore(Content) { IsBusy = true }));

        Assert.Equal(1, TokenRequests);
        Assert.Empty(Content.Entries);
    }

    [Fact]
    public async Task FailedRequest_LeavesTheStore_AndTheLock()
    {
        FaultToken(400, """{"error":"invalid_request"}""");
        await Assert.ThrowsAsync<Auth0TokenException>(() => GetTokenAsync(NewProcess()));

        await GetTokenAsync(NewProcess());

        Assert.Equal(2, TokenRequests);
    }

    [Fact]
    public async Task Forget_RemovesATokenFromTheStore()
    {
        var session = NewProcess();
        var token = await GetTokenAsync(session);
        await GetTokenAsync(session, Tenant.ManagementAudience);

        Assert.True(await session.ForgetAsync(token, Log, Cancel));

        var next = NewProcess();
        await next.LoadTokensAsync(Log, Cancel);
        Assert.Equal([Tenant.ManagementAudience], next.Tokens.Single().Audience);
    }

    [Fact]
    public async Task ForgetAll_RemovesTheEntry()
    {
        await GetTokenAsync(NewProcess());

        await NewProcess().ForgetAllAsync(Log, Cancel);

        Assert.Empty(Content.Entries);
    }

    [Fact]
    public async Task ForgetStored_RemovesEntriesOfOtherKeys_ButNoOtherClients()
    {
        await GetTokenAsync(Connect(store: new MemoryTokenStore(Content), cacheKey: "another key, long enough"));
        await GetTokenAsync(NewProcess());
        var ofOther = Connect(
            Auth0ClientAuthentication.SecretPost(WebApplication.ClientId, WebApplication.ClientSecret!),
            store: new MemoryTokenStore(Content)
        );
        await SignInAsync(ofOther);
        Assert.Equal(3, Content.Entries.Count);

        await NewProcess().ForgetStoredAsync(Log, Cancel);

        Assert.Single(Content.Entries);
    }

    [Fact]
    public async Task LoadTokens_ShowsWhatIsStored_WithoutARequest()
    {
        await GetTokenAsync(NewProcess());
        var session = NewProcess();
        Assert.Empty(session.Tokens);

        await session.LoadTokensAsync(Log, Cancel);

        Assert.Equal([Orders], session.Tokens.Single().Audience);
        Assert.Equal(1, TokenRequests);
    }

    [Fact]
    public async Task PrivateKey_IsAKey_ToSessionsWithTheSameOne()
    {
        using var rsa = System.Security.Cryptography.RSA.Create(2048);
        var pem = Encoding.ASCII.GetBytes(rsa.ExportPkcs8PrivateKeyPem());
        Tenant.AddClientCredential(Tenant.ClientId, rsa.ExportSubjectPublicKeyInfoPem());
        Auth0Session New() => Connect(Auth0ClientAuthentication.PrivateKeyPem(Tenant.ClientId, pem), store: new MemoryTokenStore(Content));
        await GetTokenAsync(New());

        await GetTokenAsync(New());

        Assert.Equal(1, TokenRequests);
        Assert.Empty(Warnings);
    }

    [Fact]
    public void PublicApplication_WithoutAKey_IsAnError_ThatNamesTheChoices()
    {
        var failure = Assert.Throws<Auth0ConfigurationException>(() =>
            Connect(Auth0ClientAuthentication.None(MobileApplication.ClientId), store: new MemoryTokenStore(Content))
        );

        Assert.Equal(Auth0ErrorCode.CacheKeyMissing, failure.Code);
        Assert.Contains("AUTH0_CACHE_KEY", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ShortKey_IsAnError_ThatDoesNotShowIt()
    {
        var failure = Assert.Throws<Auth0ConfigurationException>(() => Connect(store: new MemoryTokenStore(Content), cacheKey: "short"));

        Assert.Equal(Auth0ErrorCode.WeakCacheKey, failure.Code);
        Assert.DoesNotContain("short\"", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StoreOfTheUsersOwn_NeedsNoKey()
    {
        Auth0Session New() =>
            Connect(Auth0ClientAuthentication.None(MobileApplication.ClientId), store: new MemoryTokenStore(Content, isPersonal: true));
        await SignInAsync(New());

        Assert.Equal(Orders, (await UseAsync(New())).Audience[0]);
        Assert.Equal(1, TokenRequests);
    }

    [Fact]
    public async Task SessionThatIsClosedDuringARequest_WritesWithItsKey()
    {
        var session = NewProcess();
        Tenant.RequestReceived += (_, request) =>
        {
            if (request.Path == "/oauth/token")
            {
                session.Dispose();
            }
        };

        await GetTokenAsync(session).ContinueWith(_ => { }, TaskScheduler.Default);
        await GetTokenAsync(NewProcess());

        Assert.Empty(Warnings);
        Assert.Single(Content.Entries);
        Assert.InRange(TokenRequests, 1, 2);
    }

    [Fact]
    public async Task StoreThatIsDownAtFirst_IsReadLater()
    {
        await GetTokenAsync(NewProcess());
        var store = new MemoryTokenStore(Content) { Fault = "it is down" };
        var session = NewProcess(store);
        await session.LoadTokensAsync(Log, Cancel);
        Assert.Empty(session.Tokens);

        store.Fault = null;
        Time.Advance(TimeSpan.FromMinutes(1));
        await session.LoadTokensAsync(Log, Cancel);

        Assert.Single(session.Tokens);
    }

    [Fact]
    public async Task UnexpectedError_OfAStore_IsAWarning_WithoutItsWords()
    {
        var session = NewProcess(new MemoryTokenStore(Content) { Unexpected = new InvalidOperationException("s3cret") });

        await GetTokenAsync(session);

        Assert.Contains("InvalidOperationException", Assert.Single(Warnings), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", Warnings.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LockThatCantBeGivenBack_IsAWarning()
    {
        var session = NewProcess(new MemoryTokenStore(Content) { ReleaseFault = new TimeoutException("s3cret") });

        Assert.NotNull(await GetTokenAsync(session));

        Assert.Single(Warnings);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WhatTheUserAsksToRemove_IsAnError_IfItCantBe(bool isBusy)
    {
        var store = new MemoryTokenStore(Content);
        var session = NewProcess(store);
        await GetTokenAsync(session);
        (store.IsBusy, store.Fault) = (isBusy, isBusy ? null : "it is down");
        var code = isBusy ? Auth0ErrorCode.TokenStoreBusy : Auth0ErrorCode.TokenStoreUnavailable;

        await FailsAsync<Auth0ConfigurationException>(code, () => session.ForgetStoredAsync(Log, Cancel));
        await FailsAsync<Auth0ConfigurationException>(code, () => session.ForgetAllAsync(Log, Cancel));
    }

    private Task<Auth0ApiResponse> CallAsync(Auth0Session session) =>
        session.SendAsync(new Auth0ApiRequest { Path = "clients" }, Log, Cancel);
}
