namespace Auth0Flows.Tests.Sessions;

/// <summary>Sessions of the same client share tokens; these run on the system's clock, for which alone that holds.</summary>
public sealed class SharedSessionTests : SessionTest
{
    [Fact]
    public async Task SameClient_SharesTokens()
    {
        using var other = Connect(systemTime: true);
        var token = await GetTokenAsync(Connect(systemTime: true));

        Assert.Same(token, await GetTokenAsync(other));
        Assert.Equal(1, TokenRequests);
    }

    [Fact]
    public async Task WrongSecret_OpensNoTokensOfTheRightOne()
    {
        await GetTokenAsync(Connect(systemTime: true));

        var wrong = Connect(Auth0ClientAuthentication.SecretPost(Tenant.ClientId, Secret("wrong")), systemTime: true);

        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.InvalidClient, () => GetTokenAsync(wrong));
        Assert.Empty(wrong.Tokens);
    }

    [Fact]
    public async Task AnotherWayOfProof_SharesNothing()
    {
        await GetTokenAsync(Connect(systemTime: true));

        Assert.Empty(Connect(Auth0ClientAuthentication.None(Tenant.ClientId), systemTime: true).Tokens);
    }

    [Fact]
    public async Task Closing_OneOfTwo_LeavesTheOtherItsTokens()
    {
        var first = Connect(systemTime: true);
        var second = Connect(systemTime: true);
        await GetTokenAsync(first);

        first.Dispose();
        first.Dispose();

        Assert.Single(second.Tokens);
        await GetTokenAsync(second);
        Assert.Equal(1, TokenRequests);
    }

    [Fact]
    public async Task Closing_TheLast_ForgetsTheTokens()
    {
        var first = Connect(systemTime: true);
        await GetTokenAsync(first);

        first.Dispose();

        Assert.Empty(Connect(systemTime: true).Tokens);
    }

    [Fact]
    public async Task Closed_SaysSo()
    {
        var session = Connect();
        session.Dispose();

        Assert.True(session.IsClosed);
        await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.SessionClosed, () => GetTokenAsync(session));
    }
}
