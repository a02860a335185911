using System.Net;
using Auth0Flows.LocalTenant;
using Xunit;

namespace Auth0Flows.Tests.LocalTenant;

public sealed class RequestLogTests : TenantTest
{
    [Fact]
    public async Task Requests_WithATokenRequest_HoldAllOfIt()
    {
        var time = new FakeTime();
        StartWith(new Auth0LocalTenantOptions { TimeProvider = time, ClockSkew = TimeSpan.FromHours(1) });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/oauth/token?x=1%202");
        request.Headers.Add("X-Correlation-ID", "abc");
        request.Content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_secret", "a+b &c=%")]);
        using var response = await Http.SendAsync(request, Cancel);

        var logged = Assert.Single(Tenant.Requests);
        Assert.Equal(("POST", "/oauth/token", "x=1%202"), (logged.Method, logged.Path, logged.Query));
        Assert.Equal("abc", logged.Headers["x-correlation-id"]);
        Assert.Equal("grant_type=client_credentials&client_secret=a%2Bb+%26c%3D%25", logged.ReadBody());
        Assert.Equal("client_credentials", logged.Form["grant_type"]);
        Assert.Equal("a+b &c=%", logged.Form["client_secret"]);
        Assert.Equal(time.GetUtcNow(), logged.ReceivedAt);
        Assert.Equal((int)response.StatusCode, logged.StatusCode);
    }

    [Fact]
    public async Task Form_WithJson_IsEmpty()
    {
        using var response = await Http.PostAsync("/oauth/token", Json("""{"grant_type":"x"}"""), Cancel);

        var logged = Assert.Single(Tenant.Requests);
        Assert.Empty(logged.Form);
        Assert.Equal("""{"grant_type":"x"}""", logged.ReadBody());
    }

    [Fact]
    public async Task Request_AsText_HasNoSecrets()
    {
        using var form = await AskForTokenAsync();
        using var api = await SendAsync(HttpMethod.Get, "/api/v2/clients?code=secret", await ManagementTokenAsync());

        Assert.Equal("POST /oauth/token 200", Tenant.Requests[0].ToString());
        Assert.Equal("GET /api/v2/clients 200", Tenant.Requests[^1].ToString());
    }

    [Fact]
    public async Task Query_HasNoSecrets_UnlessItIsReadAsSent()
    {
        const string Query = "client_id=a&state=s-1&nonce&id_token_hint=e.y.J&code_challenge_method=S256&code=x=y";
        using var response = await Http.GetAsync($"/authorize?{Query}", Cancel);

        Assert.Equal(
            "client_id=a&state=********&nonce&id_token_hint=********&code_challenge_method=S256&code=********",
            Tenant.Requests[^1].Query
        );
        Assert.Equal(Query, Tenant.Requests[^1].ReadQuery());
    }

    [Fact]
    public async Task Requests_OneAfterTheOther_StandInOrderOfArrival()
    {
        foreach (var path in new[] { "/a", "/b", "/c" })
        {
            using var response = await Http.GetAsync(path, Cancel);
        }

        Assert.Equal(["/a", "/b", "/c"], Tenant.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task Requests_TakenEarlier_DoNotChange()
    {
        using var first = await Http.GetAsync("/a", Cancel);
        var taken = Tenant.Requests;
        using var second = await Http.GetAsync("/b", Cancel);

        Assert.Single(taken);
        Tenant.ClearRequests();
        Assert.Single(taken);
        Assert.Empty(Tenant.Requests);
    }

    [Theory]
    [InlineData(null, null, 4)]
    [InlineData("", "", 4)]
    [InlineData("GET", null, 3)]
    [InlineData("get", "/a/1", 2)]
    [InlineData(null, "/a/*", 3)]
    [InlineData(null, "/a", 0)]
    [InlineData("POST", "/b/*", 0)]
    public async Task CountRequests_WithMethodAndPath_CountsWhatMatches(string? method, string? path, int expected)
    {
        foreach (var target in new[] { "/a/1", "/a/1?x=2", "/b" })
        {
            using var got = await Http.GetAsync(target, Cancel);
        }

        using var posted = await Http.PostAsync("/a/2", null, Cancel);

        Assert.Equal(expected, Tenant.CountRequests(method, path));
    }

    [Fact]
    public async Task RequestReceived_WithARequest_IsRaisedBeforeTheAnswer()
    {
        var statuses = new List<int>();
        Tenant.RequestReceived += (sender, request) =>
        {
            Assert.Same(Tenant, sender);
            statuses.Add(request.StatusCode);
        };
        using var response = await Http.GetAsync("/.well-known/jwks.json", Cancel);

        Assert.Equal([0], statuses);
        Assert.Equal(200, Assert.Single(Tenant.Requests).StatusCode);
    }

    [Fact]
    public async Task RequestReceived_WithAHandlerThatFails_AnswersWithA500AndGoesOn()
    {
        void Fail(object? sender, Auth0LocalTenantRequest request) => throw new InvalidOperationException("Oh no.");
        Tenant.RequestReceived += Fail;
        var answer = await SendAsync(HttpStatusCode.InternalServerError, HttpMethod.Get, "/x", token: null);
        Tenant.RequestReceived -= Fail;
        using var next = await Http.GetAsync("/x", Cancel);

        Assert.Equal(500, answer["statusCode"]!.GetValue<int>());
        Assert.Contains("Oh no.", answer["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, next.StatusCode);
    }

    [Fact]
    public async Task RequestReceived_ThatStopsTheTenant_LeavesNoAnswer()
    {
        Tenant.RequestReceived += (_, _) => Tenant.Stop();

        await Assert.ThrowsAsync<HttpRequestException>(() => Http.GetAsync("/x", Cancel));
    }
}
