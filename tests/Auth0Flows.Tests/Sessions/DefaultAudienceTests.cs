using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Sessions;

/// <summary>Requests without an audience: a tenant may have a default one, and only it knows.</summary>
public sealed class DefaultAudienceTests : LoginTest
{
    [Fact]
    public async Task WithoutADefault_TheTenantRefuses_AndThatIsSaid()
    {
        var failure = await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.MissingAudience,
            () => Session.GetTokenAsync((string?)null, cancellationToken: Cancel).AsTask()
        );

        Assert.Equal("access_denied", failure.Error);
        Assert.False(LastForm.ContainsKey("audience"));
    }

    [Fact]
    public async Task WithADefault_TheTokenNamesItsApi_AndIsCached()
    {
        await SetDefaultAsync(Orders);

        var token = await Session.GetTokenAsync((string?)null, cancellationToken: Cancel);

        Assert.False(LastForm.ContainsKey("audience"));
        Assert.Equal([Orders], token.Audience);
        Assert.Same(token, await Session.GetTokenAsync((string?)null, cancellationToken: Cancel));
        Assert.Same(token, await Session.GetTokenAsync(new ClientCredentialsGrant(audience: null), cancellationToken: Cancel));
    }

    [Fact]
    public async Task ACall_OfAnApiWhoseAudienceIsNotKnown_GetsTheTokenOfTheDefault()
    {
        await SetDefaultAsync("urn:example:reports");
        using var elsewhere = Auth0LocalTenant.Start();
        elsewhere.AddFault(new Auth0LocalTenantFault { StatusCode = 200, Body = "{}" });

        await Session.SendAsync(new Auth0ApiRequest { Uri = new Uri(elsewhere.Domain + "/echo/x") }, cancellationToken: Cancel);

        var bearer = elsewhere.Requests[0].Headers["Authorization"];
        Assert.Equal($"Bearer {(await Session.GetTokenAsync((string?)null, cancellationToken: Cancel)).AccessToken.Reveal()}", bearer);
    }

    // A mistyped address must not get the default API's token.
    [Fact]
    public async Task ADefaultThatIsTheAddressOfAnotherApi_LeavesItsTokenAtHome()
    {
        await SetDefaultAsync(Orders);
        using var elsewhere = Auth0LocalTenant.Start();

        var failure = await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.MissingAudience,
            () => Session.SendAsync(new Auth0ApiRequest { Uri = new Uri(elsewhere.Domain + "/echo/x") }, cancellationToken: Cancel)
        );

        Assert.Empty(elsewhere.Requests);
        Assert.Contains(Orders, failure.Message, StringComparison.Ordinal);
        elsewhere.AddFault(new Auth0LocalTenantFault { StatusCode = 200, Body = "{}" });
        await Session.SendAsync(
            new Auth0ApiRequest { Uri = new Uri(elsewhere.Domain + "/echo/x"), Audience = Orders },
            cancellationToken: Cancel
        );
        Assert.Single(elsewhere.Requests);
    }

    [Fact]
    public async Task ADefaultThatIsTheManagementApi_LeavesItsTokenAtTheTenant()
    {
        await SetDefaultAsync(Tenant.ManagementAudience);
        using var elsewhere = Auth0LocalTenant.Start();

        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.TokenAudienceMismatch,
            () => Session.SendAsync(new Auth0ApiRequest { Uri = new Uri(elsewhere.Domain + "/echo/x") }, cancellationToken: Cancel)
        );

        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task APasswordLogin_WithoutAnAudience_IsForTheDefault()
    {
        await SetDefaultAsync(Orders);

        var token = await Web.GetTokenAsync(Password("alice", audience: null), cancellationToken: Cancel);

        Assert.Equal([Orders], token.Audience);
        Assert.Same(token, await Web.GetTokenAsync(Orders, cancellationToken: Cancel));
    }

    private Task<Auth0ApiResponse> SetDefaultAsync(string audience) =>
        SendAsync(HttpMethod.Patch, "tenants/settings", new Dictionary<string, string> { ["default_audience"] = audience });
}
