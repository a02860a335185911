namespace Auth0Flows.Tests.Sessions;

/// <summary>Sessions of the same client share tokens; these tests use the system clock, because sharing requires it.</summary>
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
    public async Task SameClientIdAtAnotherTenant_SharesNothing()
    {
        await using var other = Auth0Flows.LocalTenant.Auth0LocalTenant.Start();
        await GetTokenAsync(Connect(systemTime: true));

        Assert.Empty(Connect(domain: other.Domain, systemTime: true).Tokens);
    }

    [Fact]
    public async Task ClosedInTheMiddleOfARequest_KeepsNoTokenOfIt()
    {
        var session = Connect();
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var hold = new Auth0Flows.LocalTenant.Auth0LocalTenantFault
        {
            Path = "/oauth/token",
            Kind = Auth0Flows.LocalTenant.Auth0LocalTenantFaultKind.Hold,
        };
        Tenant.AddFault(hold);
        Tenant.RequestReceived += (_, _) => arrived.TrySetResult();
        var waiting = GetTokenAsync(session);
        await arrived.Task.WaitAsync(Cancel);

        session.Dispose();
        hold.Release();

        Assert.NotNull(await waiting);
        Assert.Empty(session.Tokens);
    }

    [Fact]
    public async Task ClientThatSomebodyElseDisposed_IsAClosedSession()
    {
        var client = Auth0ClientAuthentication.SecretPost(Tenant.ClientId, Tenant.ClientSecret);
        var session = Connect(client);
        client.Dispose();

        await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.SessionClosed, () => GetTokenAsync(session));
    }

    [Fact]
    public async Task Closed_SaysSo()
    {
        var session = Connect();
        session.Dispose();

        Assert.True(session.IsClosed);
        await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.SessionClosed, () => GetTokenAsync(session));
        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.SessionClosed,
            () => session.SendAsync(new Auth0ApiRequest { Path = "clients" }, cancellationToken: Cancel)
        );
    }
}
