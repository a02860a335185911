using System.Net;

namespace Auth0Flows.Tests.LocalTenant;

public sealed class UserInfoTests : UserTenantTest
{
    [Theory]
    [InlineData(OrdersApi)]
    [InlineData(null)]
    public async Task UserInfo_WithATokenThatHasOpenId_AnswersTheClaims(string? audience)
    {
        var token = await AccessTokenAsync("openid", audience);

        var claims = await SendAsync(HttpStatusCode.OK, HttpMethod.Get, "/userinfo", token);
        Assert.Equal(Tenant.GetUser("alice").UserId, Text(claims, "sub"));
        Assert.Equal("alice@example.com", Text(claims, "email"));
        Assert.Equal("Alice Adams", Text(claims, "name"));
    }

    [Theory]
    [InlineData("openid", "sub")]
    [InlineData("openid email", "email email_verified sub")]
    [InlineData("openid profile", "name nickname picture sub updated_at")]
    [InlineData("openid phone", "phone_number phone_number_verified sub")]
    public async Task UserInfo_WithSomeScopes_AnswersTheirClaimsAlone(string scope, string claims)
    {
        var code = Tenant.IssueAuthorizationCode(Tenant.GetUser("alice"), Native.ClientId, "x:/", scope);
        var answer = await PostTokenOkAsync(("grant_type", "authorization_code"), ("code", code), ("redirect_uri", "x:/"));

        Assert.Equal(
            claims.Split(' '),
            Names(await SendAsync(HttpStatusCode.OK, HttpMethod.Get, "/userinfo", Text(answer, "access_token")))
        );
    }

    [Fact]
    public async Task UserInfo_WithATokenWithoutOpenId_IsInsufficient()
    {
        using var response = await SendAsync(HttpMethod.Get, "/userinfo", await AccessTokenAsync("read:orders", OrdersApi));
        using var ofMachine = await SendAsync(HttpMethod.Get, "/userinfo", await TokenAsync(OrdersApi));

        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "insufficient_scope");
        Assert.Contains("error=\"insufficient_scope\"", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        await AssertRefusedAsync(ofMachine, HttpStatusCode.Forbidden, "insufficient_scope");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("nonsense")]
    [InlineData("a.b.c")]
    public async Task UserInfo_WithoutAGoodToken_IsUnauthorized(string? token)
    {
        using var response = await SendAsync(HttpMethod.Get, "/userinfo", token);

        await AssertRefusedAsync(response, HttpStatusCode.Unauthorized, "invalid_token");
    }

    [Theory]
    [InlineData(OrdersApi)]
    [InlineData(null)]
    public async Task UserInfo_WithAnExpiredOrRevokedToken_IsUnauthorized(string? audience)
    {
        var (expired, revoked) = (await AccessTokenAsync("openid", audience), await AccessTokenAsync("openid", audience));
        Tenant.RevokeTokens();
        using (var response = await SendAsync(HttpMethod.Get, "/userinfo", revoked))
        {
            await AssertRefusedAsync(response, HttpStatusCode.Unauthorized, "invalid_token");
        }

        expired = await AccessTokenAsync("openid", audience);
        Advance(TimeSpan.FromHours(24));
        using (var response = await SendAsync(HttpMethod.Get, "/userinfo", expired))
        {
            await AssertRefusedAsync(response, HttpStatusCode.Unauthorized, "invalid_token", "The access token expired");
        }
    }

    [Fact]
    public async Task UserInfo_AfterABurstOfTen_IsLimitedToFiveAMinute()
    {
        var token = await AccessTokenAsync("openid", OrdersApi);
        foreach (var _ in Enumerable.Range(0, 10))
        {
            await SendAsync(HttpStatusCode.OK, HttpMethod.Get, "/userinfo", token);
        }

        using var refused = await SendAsync(HttpMethod.Get, "/userinfo", token);
        Advance(TimeSpan.FromSeconds(12));

        await AssertRefusedAsync(refused, HttpStatusCode.TooManyRequests, "too_many_requests");
        Assert.Equal("0", Assert.Single(refused.Headers.GetValues("x-ratelimit-remaining")));
        await SendAsync(HttpStatusCode.OK, HttpMethod.Get, "/userinfo", token);
        await SendAsync(HttpStatusCode.TooManyRequests, HttpMethod.Get, "/userinfo", token);
    }

    private async Task<string> AccessTokenAsync(string scope, string? audience) =>
        Text(await LoginOkAsync("alice", ("scope", scope), ("audience", audience)), "access_token");
}
