using System.Net;
using Auth0Flows.LocalTenant;
using Xunit;

namespace Auth0Flows.Tests.LocalTenant;

public sealed class LifecycleTests : TenantTest
{
    [Fact]
    public async Task Start_WithoutOptions_ListensOnAFreeLoopbackPort()
    {
        await using var other = Auth0LocalTenant.Start();

        Assert.NotEqual(Tenant.Port, other.Port);
        Assert.Equal($"http://127.0.0.1:{Tenant.Port}", Tenant.Domain);
        Assert.Equal($"{Tenant.Domain}/", Tenant.Issuer);
        Assert.Equal($"{Tenant.Domain}/api/v2/", Tenant.ManagementAudience);
        Assert.True(Tenant.IsRunning);
    }

    [Fact]
    public async Task Start_OnTheSamePortAfterAStop_Works()
    {
        using var first = await Http.GetAsync("/x", Cancel);
        var port = Tenant.Port;
        Tenant.Stop();

        await using var again = Auth0LocalTenant.Start(new Auth0LocalTenantOptions { Port = port });
        using var second = await Http.GetAsync("/x", Cancel);

        Assert.Equal(port, again.Port);
        Assert.Equal(HttpStatusCode.NotFound, second.StatusCode);
        Assert.Equal(1, again.CountRequests());
    }

    [Fact]
    public void Start_OnATakenPort_SaysSo()
    {
        var failure = Assert.Throws<InvalidOperationException>(() =>
            Auth0LocalTenant.Start(new Auth0LocalTenantOptions { Port = Tenant.Port })
        );

        Assert.Contains($"{Tenant.Port}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_WithOptionsOutOfRange_Refuses()
    {
        foreach (
            var options in new Auth0LocalTenantOptions[]
            {
                new() { Port = -1 },
                new() { Port = 65536 },
                new() { ClientCount = 0 },
                new() { TokenLifetime = TimeSpan.Zero },
                new() { Latency = TimeSpan.FromSeconds(-1) },
                new() { RateLimit = 0 },
                new() { RateLimitPerSecond = 0 },
                new() { ListLimit = -1 },
            }
        )
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => Auth0LocalTenant.Start(options));
        }

        Assert.Throws<ArgumentNullException>(() => Auth0LocalTenant.Start(new Auth0LocalTenantOptions { TimeProvider = null! }));
    }

    [Fact]
    public async Task Stop_CalledTwice_EndsTheTenantOnce()
    {
        using var before = await Http.GetAsync("/x", Cancel);
        Tenant.Stop();
        Tenant.Stop();

        Assert.False(Tenant.IsRunning);
        await Assert.ThrowsAsync<HttpRequestException>(() => Http.GetAsync("/x", Cancel));
        Assert.Equal(1, Tenant.CountRequests());
        Assert.EndsWith("(stopped)", Tenant.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_WithARequestInADelay_EndsIt()
    {
        var time = new FakeTime();
        StartWith(new Auth0LocalTenantOptions { TimeProvider = time, Latency = TimeSpan.FromHours(1) });
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Tenant.RequestReceived += (_, _) => arrived.TrySetResult();
        var slow = Http.GetAsync("/x", Cancel);
        await arrived.Task;

        await Tenant.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => slow.WaitAsync(TimeSpan.FromSeconds(10), Cancel));
        Assert.Equal(0, time.Waiting);
    }

    [Fact]
    public void ClientSecret_OfTheSeededApplication_IsMaskedAndOfThisTenant()
    {
        using var other = Auth0LocalTenant.Start();

        Assert.Equal("********", Tenant.ClientSecret.ToString());
        Assert.Equal(64, Secret.Length);
        Assert.NotEqual(Secret, Plain(other.ClientSecret));
        Assert.Equal(Tenant.ClientId, other.ClientId);
        Assert.DoesNotContain(Secret, Tenant.ToString(), StringComparison.Ordinal);
        Assert.Contains(Tenant.Domain, Tenant.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SeededApplication_ForEveryApi_HasAllScopes()
    {
        Assert.Equal(Tenant.ManagementAudience, Tenant.Apis[0].Identifier);
        Assert.Equal(3, Tenant.Apis.Count);
        foreach (var api in Tenant.Apis)
        {
            using var response = await AskForTokenAsync(("audience", api.Identifier));
            Assert.Equal(api.Scopes, (await ReadAsync(response))["scope"]!.GetValue<string>().Split(' '));
        }
    }

    [Fact]
    public async Task AddApi_WithScopes_GrantsThemToTheSeededApplication()
    {
        var api = Tenant.AddApi("urn:mine", "read:mine", "write:mine", "read:mine");

        Assert.Equal("urn:mine", api.ToString());
        Assert.Equal(["read:mine", "write:mine"], api.Scopes);
        Assert.Contains(Tenant.Apis, known => known.Identifier == "urn:mine");
        Assert.Equal("read:mine write:mine", Part(await TokenAsync("urn:mine"), 1)["scope"]!.GetValue<string>());
    }

    [Fact]
    public async Task AddApi_OfAKnownIdentifier_ReplacesIt()
    {
        Tenant.AddApi("urn:mine", "old");
        Tenant.AddApi("urn:mine", "new");

        Assert.Single(Tenant.Apis, api => api.Identifier == "urn:mine");
        Assert.Equal("new", Part(await TokenAsync("urn:mine"), 1)["scope"]!.GetValue<string>());
        Assert.Throws<ArgumentException>(() => Tenant.AddApi(Tenant.ManagementAudience, "x"));
    }

    [Fact]
    public async Task AddClientGrant_ForTheSeededApplication_ReplacesItsGrant()
    {
        Tenant.AddClientGrant(Tenant.ClientId, OrdersApi, "read:orders");

        Assert.Equal("read:orders", Part(await TokenAsync(OrdersApi), 1)["scope"]!.GetValue<string>());
    }

    [Fact]
    public void AddClientGrant_WithSomethingUnknown_Refuses()
    {
        Assert.Equal("clientId", Assert.Throws<ArgumentException>(() => Tenant.AddClientGrant("nobody", OrdersApi)).ParamName);
        Assert.Equal("audience", Assert.Throws<ArgumentException>(() => Tenant.AddClientGrant(Tenant.ClientId, "urn:nowhere")).ParamName);
        Assert.Equal(
            "scopes",
            Assert.Throws<ArgumentException>(() => Tenant.AddClientGrant(Tenant.ClientId, OrdersApi, "fly:orders")).ParamName
        );
    }

    [Fact]
    public async Task ClientCount_OfOne_LeavesTheSeededApplicationAlone()
    {
        StartWith(new Auth0LocalTenantOptions { ClientCount = 1 });

        var client = Assert.Single(
            (await SendAsync(HttpStatusCode.OK, HttpMethod.Get, "/api/v2/clients", await ManagementTokenAsync())).AsArray()
        )!;
        Assert.Equal(Tenant.ClientId, client["client_id"]!.GetValue<string>());
    }

    [Fact]
    public void AddFault_WithoutFault_Refuses() => Assert.Throws<ArgumentNullException>(() => Tenant.AddFault(null!));
}
