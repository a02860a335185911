using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.ProofOfPossession;

/// <summary>Sessions of one client in a process share the key together with the tokens; one without DPoP gets neither.</summary>
public sealed class DPoPSharingTests : DPoPTest
{
    [Fact]
    public async Task Sessions_ShareTheKeyWithTheTokens()
    {
        Start(options => (options.DPoP, options.TimeProvider) = (Auth0LocalTenantDPoP.Allowed, TimeProvider.System));
        var (one, other) = (ConnectShared(dpop: true), ConnectShared(dpop: true));

        var token = await GetTokenAsync(one);

        Assert.Same(token, await GetTokenAsync(other));
        Assert.Equal(200, (int)(await CallAsync(other)).StatusCode);
        Assert.Equal(1, TokenRequests);
    }

    [Fact]
    public async Task SessionWithoutDPoP_SharesNoneOfThem_NorTheOtherWayRound()
    {
        Start(options => (options.DPoP, options.TimeProvider) = (Auth0LocalTenantDPoP.Allowed, TimeProvider.System));
        var (bound, plain) = (ConnectShared(dpop: true), ConnectShared(dpop: false));

        var (first, second) = (await GetTokenAsync(bound), await GetTokenAsync(plain));

        Assert.Equal(("DPoP", "Bearer"), (first.TokenType, second.TokenType));
        Assert.Equal([first], bound.Tokens);
        Assert.Equal([second], plain.Tokens);
    }

    [Fact]
    public async Task Closing_TheLast_WipesTheKey()
    {
        Start(options => (options.DPoP, options.TimeProvider) = (Auth0LocalTenantDPoP.Allowed, TimeProvider.System));
        var (one, other, plain) = (ConnectShared(dpop: true), ConnectShared(dpop: true), ConnectShared(dpop: false));
        var token = await GetTokenAsync(one);

        one.Dispose();
        Assert.Equal(200, (int)(await CallAsync(other, token)).StatusCode);
        other.Dispose();

        var later = ConnectShared(dpop: true);
        Assert.Empty(later.Tokens);
        await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.DPoPKeyMissing, () => CallAsync(later, token));
        Assert.NotEqual(token.Confirmation, (await GetTokenAsync(later)).Confirmation);
        Assert.Equal("Bearer", (await GetTokenAsync(plain)).TokenType);
    }

    private Auth0Session ConnectShared(bool dpop) => Connect(dpop: dpop, systemTime: true, audience: Orders);
}
