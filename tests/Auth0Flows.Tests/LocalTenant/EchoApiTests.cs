using System.Net;
using Auth0Flows.LocalTenant;
using Xunit;

namespace Auth0Flows.Tests.LocalTenant;

public sealed class EchoApiTests : TenantTest
{
    [Fact]
    public async Task Echo_WithATokenOfARegisteredApi_SaysWhatArrived()
    {
        var token = await TokenAsync(OrdersApi);

        AssertJson(
            $$"""
            {
              "method": "PUT", "path": "/echo/orders/a%20b", "query": "x=1&y=%C3%BC", "audience": "{{OrdersApi}}",
              "subject": "{{Tenant.ClientId}}@clients", "body": { "n": [1, "ü"] }
            }
            """,
            await SendAsync(HttpStatusCode.OK, HttpMethod.Put, "/echo/orders/a%20b?x=1&y=%C3%BC", token, """{"n":[1,"ü"]}""")
        );
    }

    [Fact]
    public async Task Echo_WithoutBodyOrWithText_SaysNullOrTheText()
    {
        var token = await TokenAsync(OrdersApi);
        using var content = new StringContent("plain");
        using var broken = Json("{");
        using var none = await SendAsync(HttpMethod.Get, "/echo/x", token);
        using var text = await SendAsync(HttpMethod.Post, "/echo/x", token, content);
        using var brokenJson = await SendAsync(HttpMethod.Post, "/echo/x", token, broken);

        Assert.Null((await ReadAsync(none))["body"]);
        Assert.Equal("plain", (await ReadAsync(text))["body"]!.GetValue<string>());
        Assert.Equal("{", (await ReadAsync(brokenJson))["body"]!.GetValue<string>());
    }

    [Fact]
    public async Task Echo_WithAnApiAddedLater_TakesItsTokens()
    {
        Tenant.AddApi("urn:mine", "read:mine");

        var answer = await SendAsync(HttpStatusCode.OK, HttpMethod.Get, "/echo/x", await TokenAsync("urn:mine"));

        Assert.Equal("urn:mine", answer["audience"]!.GetValue<string>());
    }

    [Fact]
    public async Task Echo_WithoutToken_IsUnauthorized()
    {
        using var response = await SendAsync(HttpMethod.Get, "/echo/x", token: null);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task Echo_WithATokenOfTheManagementApi_IsUnauthorized()
    {
        using var response = await SendAsync(HttpMethod.Get, "/echo/x", await ManagementTokenAsync());

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("invalid_token", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Equal("invalid_token", (await ReadAsync(response))["error"]!.GetValue<string>());
    }

    [Fact]
    public async Task Echo_WithATokenThatExpiredOrWasRevoked_IsUnauthorized()
    {
        var time = new FakeTime();
        StartWith(new Auth0LocalTenantOptions { TimeProvider = time, TokenLifetime = TimeSpan.FromSeconds(10) });
        var expired = await TokenAsync(OrdersApi);
        time.Advance(TimeSpan.FromSeconds(10));
        var revoked = await TokenAsync(OrdersApi);
        Tenant.RevokeTokens();

        await SendAsync(HttpStatusCode.Unauthorized, HttpMethod.Get, "/echo/x", expired);
        await SendAsync(HttpStatusCode.Unauthorized, HttpMethod.Get, "/echo/x", revoked);
        await SendAsync(HttpStatusCode.Unauthorized, HttpMethod.Get, "/echo/x", "nonsense");
    }

    [Theory]
    [InlineData("/echo/here?a=1")]
    [InlineData("https://elsewhere.example.com/path?a=1")]
    public async Task Redirect_WithAnAddress_SendsThere(string target)
    {
        using var response = await Http.GetAsync($"/redirect?to={Uri.EscapeDataString(target)}", Cancel);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal(target, Assert.Single(response.Headers.GetValues("Location")));
    }

    [Fact]
    public async Task Redirect_WithALineBreak_MakesNoOtherHeader()
    {
        using var response = await Http.GetAsync("/redirect?to=x%0D%0AInjected:%20yes", Cancel);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.False(response.Headers.Contains("Injected"));
    }

    [Fact]
    public async Task Redirect_WithoutAddressOrByPost_IsRefused()
    {
        using var without = await Http.GetAsync("/redirect", Cancel);
        using var post = await Http.PostAsync("/redirect?to=/echo/x", null, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, post.StatusCode);
    }
}
