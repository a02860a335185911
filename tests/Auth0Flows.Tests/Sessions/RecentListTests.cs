namespace Auth0Flows.Tests.Sessions;

/// <summary>Lists for completion at a prompt: never late, never an error, at most a minute old.</summary>
public sealed class RecentListTests : SessionTest
{
    private static readonly TimeSpan _patience = TimeSpan.FromHours(1);

    public RecentListTests() => Time = new FakeTime();

    private int Requests => Tenant.CountRequests("GET", "/api/v2/clients");

    [Fact]
    public async Task ListRecent_WithinAMinute_AsksOnce_AndThenAnew()
    {
        var first = await ListAsync(Session);
        Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Same(first, await ListAsync(Session));
        Assert.Equal(1, Requests);

        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(first.Select(client => client.ClientId), (await ListAsync(Session)).Select(client => client.ClientId));
        Assert.Equal(2, Requests);
    }

    [Fact]
    public async Task ListRecent_OfASlowTenant_EndsWithItsPatience_AndHasTheAnswerLater()
    {
        var fault = new Auth0Flows.LocalTenant.Auth0LocalTenantFault
        {
            Path = "/api/v2/clients",
            Kind = Auth0Flows.LocalTenant.Auth0LocalTenantFaultKind.Hold,
        };
        Tenant.AddFault(fault);
        var late = Session.ListRecentAsync(Auth0Resources.Clients, TimeSpan.Zero, Cancel);
        Assert.Empty(await late);

        fault.Release();
        Assert.NotEmpty(await ListAsync(Session));
        Assert.Equal(1, Requests);
    }

    [Fact]
    public async Task ListRecent_WithAWrongSecret_IsEmpty_AndTriesItOnceAMinute()
    {
        var session = Connect(Auth0ClientAuthentication.SecretPost(Tenant.ClientId, Secret("wrong")));
        Assert.Empty(await ListAsync(session));
        Assert.Empty(await ListAsync(session));
        Assert.Equal(1, TokenRequests);

        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(await ListAsync(session));
        Assert.Equal(2, TokenRequests);
    }

    [Fact]
    public async Task ListRecent_OfAClosedSession_OrAPublicApplication_AsksNothing()
    {
        var open = Connect(Auth0ClientAuthentication.None(Tenant.GetApplication("Mobile for iOS").ClientId));
        Assert.Empty(await ListAsync(open));

        var closed = Connect();
        closed.Dispose();
        Assert.Empty(await ListAsync(closed));
        Assert.Empty(Tenant.Requests);
    }

    private static Task<IReadOnlyList<Auth0Client>> ListAsync(Auth0Session session) =>
        session.ListRecentAsync(Auth0Resources.Clients, _patience, Cancel);
}
