using System.Text;
using System.Text.Json;
using Auth0Flows.LocalTenant;
using Auth0Flows.Sessions;
using Auth0Flows.Storage;
using Auth0Flows.Tests.Storage;

namespace Auth0Flows.Tests.ProofOfPossession;

/// <summary>Bound tokens in a token store: another process goes on with them, because it gets the key, too.</summary>
public sealed class DPoPStoreTests : StoreTest
{
    [Fact]
    public async Task Login_GoesOnInTheNextProcess_WithItsKey()
    {
        StartBound();
        var login = await SignInForLongAsync(NewBoundProcess());
        var next = NewBoundProcess();
        await next.LoadTokensAsync(Log, Cancel);
        Time.Advance(TimeSpan.FromHours(23.95));

        var renewed = await UseAsync(next);

        Assert.Equal(login.Confirmation, renewed.Confirmation);
        Assert.Equal("DPoP", renewed.TokenType);
        Assert.NotEqual(login.AccessToken.Reveal(), renewed.AccessToken.Reveal());
        await next.SendAsync(new Auth0ApiRequest { Uri = new Uri($"{Tenant.Domain}/echo/a"), Audience = Orders }, Log, Cancel);
        Assert.Equal(200, Tenant.Requests[^1].StatusCode);
        Assert.Empty(Warnings);
    }

    [Fact]
    public async Task LaterTokens_OfTheNextProcess_AreBoundToTheSameKey()
    {
        StartBound();
        var login = await SignInForLongAsync(NewBoundProcess());
        var next = NewBoundProcess();

        var token = await SignInAsync(next, "alice", "create:orders");

        Assert.Equal(login.Confirmation, token.Confirmation);
    }

    [Fact]
    public async Task ApplicationsToken_IsUsedByTheNextProcess()
    {
        StartBound();
        var token = await GetTokenAsync(NewBoundApplication());
        var next = NewBoundApplication();

        var again = await GetTokenAsync(next);

        Assert.Equal(token.AccessToken.Reveal(), again.AccessToken.Reveal());
        Assert.Equal(1, TokenRequests);
        await next.SendAsync(new Auth0ApiRequest { Uri = new Uri($"{Tenant.Domain}/echo/a"), Token = again }, Log, Cancel);
        Assert.Equal(200, Tenant.Requests[^1].StatusCode);
    }

    // The session's keys are wiped when it is closed: the store gets them before.
    [Fact]
    public async Task LoginThatCouldNotBeStored_IsStoredWithItsKey_WhenTheSessionIsClosed()
    {
        StartBound();
        var store = new MemoryTokenStore(Content) { Fault = "it is down" };
        var session = NewBoundProcess(store);
        var login = await SignInForLongAsync(session);
        store.Fault = null;

        session.Dispose();

        var next = NewBoundProcess();
        await next.LoadTokensAsync(Log, Cancel);
        Assert.Equal(login.Confirmation, Assert.Single(next.Tokens).Confirmation);
    }

    [Fact]
    public async Task SessionWithoutDPoP_SeesNoneOfThem()
    {
        StartBound();
        await GetTokenAsync(NewBoundApplication());

        var token = await GetTokenAsync(NewProcess());

        Assert.Equal("Bearer", token.TokenType);
        Assert.Equal(2, TokenRequests);
        Assert.Equal(2, Content.Entries.Count);
        Assert.Equal("DPoP", (await GetTokenAsync(NewBoundApplication())).TokenType);
        Assert.Equal(2, TokenRequests);
    }

    [Fact]
    public async Task Key_IsEncrypted_LikeTheTokens()
    {
        StartBound();
        await SignInForLongAsync(NewBoundProcess());

        var text = Encoding.Latin1.GetString([.. Bytes]);
        Assert.NotEmpty(text);
        Assert.DoesNotContain("private_key", text, StringComparison.Ordinal);
        Assert.DoesNotContain("MIG", text, StringComparison.Ordinal); // PKCS #8 of this curve, in base64
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LoginWhoseKeyIsGone_CantBeRenewed_AndSaysSo(bool isDamaged)
    {
        StartBound();
        await SignInForLongAsync(NewBoundProcess());
        var next = NewBoundProcess();
        DropKeys(isDamaged);
        await next.LoadTokensAsync(Log, Cancel);
        var login = Assert.Single(next.Tokens);

        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.DPoPKeyMissing,
            () => next.RefreshAsync(login, force: true, activity: Log, cancellationToken: Cancel)
        );

        Assert.Equal(2, TokenRequests); // the login's, with its nonce
    }

    [Fact]
    public async Task ApplicationsToken_WhoseKeyIsGone_IsReplaced()
    {
        StartBound();
        await GetTokenAsync(NewBoundApplication());
        DropKeys(isDamaged: true, key: null);

        var token = await GetTokenAsync(NewBoundApplication());

        Assert.Equal("DPoP", token.TokenType);
        Assert.Equal(2, TokenRequests);
    }

    [Fact]
    public async Task Forgetting_RemovesAll()
    {
        StartBound();
        await GetTokenAsync(NewBoundApplication());
        await GetTokenAsync(NewProcess());
        Assert.Equal(2, Content.Entries.Count);

        await NewProcess().ForgetStoredAsync(Log, Cancel);

        Assert.Empty(Content.Entries);
    }

    private void StartBound() => Start(options => options.DPoP = Auth0LocalTenantDPoP.Allowed);

    private Auth0Session NewBoundApplication() => Connect(store: new MemoryTokenStore(Content), dpop: true);

    private Auth0Session NewBoundProcess(MemoryTokenStore? store = null) =>
        Connect(
            Auth0ClientAuthentication.None(MobileApplication.ClientId),
            store: store ?? new MemoryTokenStore(Content),
            cacheKey: CacheKey,
            dpop: true
        );

    private const string CacheKey = "a key of the user's own";

    // Rewrites the entry without its keys, or with damaged ones, as nobody without the cache key could.
    private void DropKeys(bool isDamaged, string? key = CacheKey)
    {
        var (name, bytes) = Content.Entries.Single();
        var clientId = key is null ? Tenant.ClientId : MobileApplication.ClientId;
        var material = key is null ? Tenant.ClientSecret.Reveal() : key;
        using var seal = EntrySeal.From(Encoding.UTF8.GetBytes(material), $"{Tenant.Issuer}\n{clientId}");
        seal.TryOpen(name, bytes, out var content);
        var stored = StoredTokens.Parse(content)!;
        stored.Keys = isDamaged
            ? [.. stored.Keys!.Select(one => new StoredKey { Thumbprint = one.Thumbprint, PrivateKey = "AAAA" })]
            : null;
        Content.Entries[name] = seal.Seal(name, JsonSerializer.SerializeToUtf8Bytes(stored, StoredTokensJson.Default.StoredTokens));
    }
}
