using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Auth0Flows.Tests.LocalTenant;

public sealed class PushedRequestTests : BrowserTenantTest
{
    public PushedRequestTests() => Tenant.SignInAs = Tenant.GetUser("alice");

    [Fact]
    public async Task PushedRequest_AtAuthorize_StandsForItsParametersForOnce()
    {
        var requestUri = await PushOkAsync();

        // Additional parameters are ignored.
        using var response = await GetAuthorizeAsync(
            ("client_id", Web.ClientId),
            ("request_uri", requestUri),
            ("state", "other"),
            ("scope", "openid")
        );
        var answer = await ReadAnswerAsync(response);
        Assert.Equal("s-1 \"&<é", answer["state"]);
        Assert.Equal("openid email read:orders offline_access", answer["scope"]);
        await AssertUnusableAsync(requestUri);
    }

    [Fact]
    public async Task PushedRequest_WithHttpBasic_Answers201()
    {
        using var form = Form([.. Authorization(), ("client_id", null)]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/oauth/par") { Content = form };
        var credentials = $"{Uri.EscapeDataString(Web.ClientId)}:{Uri.EscapeDataString(Plain(Web.ClientSecret!))}";
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
        using var response = await Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var answer = await ReadAsync(response);
        Assert.Equal(["expires_in", "request_uri"], Names(answer));
        Assert.StartsWith("urn:ietf:params:oauth:request_uri:", Text(answer, "request_uri"), StringComparison.Ordinal);
        Assert.Equal(30, answer["expires_in"]!.GetValue<int>());
    }

    [Fact]
    public async Task PushedRequest_AfterThirtySeconds_IsExpired()
    {
        var requestUri = await PushOkAsync();
        Advance(TimeSpan.FromSeconds(30));

        await AssertUnusableAsync(requestUri);
    }

    [Fact]
    public async Task PushedRequest_OfAnotherApplication_IsRefusedAndStaysGood()
    {
        var requestUri = await PushOkAsync();
        await AssertUnusableAsync(requestUri, Native.ClientId);

        using var response = await GetAuthorizeAsync(("client_id", Web.ClientId), ("request_uri", requestUri));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task PushedRequest_WithoutTheRightSecret_IsUnauthorized()
    {
        using var none = await PushAsync(("client_secret", null));
        using var wrong = await PushAsync(("client_secret", "wrong"));

        await AssertRefusedAsync(none, HttpStatusCode.Unauthorized, "access_denied", "Unauthorized");
        await AssertRefusedAsync(wrong, HttpStatusCode.Unauthorized, "access_denied", "Unauthorized");
    }

    [Theory]
    [InlineData("response_type", null, HttpStatusCode.BadRequest, "invalid_request")]
    [InlineData("response_type", "x", HttpStatusCode.BadRequest, "unsupported_response_type")]
    [InlineData("redirect_uri", "https://evil.example.com/", HttpStatusCode.Forbidden, "invalid_request")]
    [InlineData("audience", "urn:nowhere", HttpStatusCode.Forbidden, "access_denied")]
    [InlineData("request_uri", "urn:ietf:params:oauth:request_uri:x", HttpStatusCode.BadRequest, "invalid_request")]
    public async Task PushedRequest_WithSomethingUnusable_IsRefusedRightAway(
        string name,
        string? value,
        HttpStatusCode status,
        string error
    )
    {
        using var response = await PushAsync((name, value));

        await AssertRefusedAsync(response, status, error);
    }

    [Fact]
    public async Task PushedRequest_WithJson_IsInvalid()
    {
        using var response = await Http.PostAsync("/oauth/par", Json("{}"), Cancel);

        await AssertRefusedAsync(response, HttpStatusCode.BadRequest, "invalid_request");
    }

    private async Task<HttpResponseMessage> PushAsync(params (string Name, string? Value)[] changes)
    {
        using var form = Form([.. Authorization(), .. AsWeb(), .. changes]);
        return await Http.PostAsync("/oauth/par", form, Cancel);
    }

    private async Task<string> PushOkAsync()
    {
        using var response = await PushAsync();
        return Text(await ReadAsync(response), "request_uri");
    }

    private async Task AssertUnusableAsync(string requestUri, string? clientId = null)
    {
        using var response = await GetAuthorizeAsync(("client_id", clientId ?? Web.ClientId), ("request_uri", requestUri));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(
            "invalid_request_uri: The request_uri is invalid or expired.",
            await response.Content.ReadAsStringAsync(Cancel),
            StringComparison.Ordinal
        );
    }
}
