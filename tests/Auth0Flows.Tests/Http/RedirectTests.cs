using Auth0Flows.Http;

namespace Auth0Flows.Tests.Http;

/// <summary>Redirects: only to the same host, only for requests that change nothing, and only a limited number.</summary>
public sealed class RedirectTests
{
    [Theory]
    [InlineData("GET", "/next", 5, null)]
    [InlineData("HEAD", "/next", 1, null)]
    [InlineData("GET", "/next", 6, "api.example.com redirects in a loop.")]
    [InlineData("POST", "/next", 1, "api.example.com redirects a POST request; nothing was sent there.")]
    [InlineData(
        "GET",
        "https://evil.example.com/a?b=c",
        1,
        "api.example.com redirects to another host, https://evil.example.com; tokens and secrets are not sent there."
    )]
    [InlineData(
        "GET",
        "http://api.example.com/",
        1,
        "api.example.com redirects to another host, http://api.example.com; tokens and secrets are not sent there."
    )]
    public async Task Redirect_IsFollowed_OrRefusedInWords(string method, string location, int redirects, string? message)
    {
        var answers = new Answers(location, redirects);
        using var invoker = new HttpMessageInvoker(new SameHostRedirectHandler { InnerHandler = answers });
        using var request = new HttpRequestMessage(new HttpMethod(method), "https://api.example.com/first");

        if (message is null)
        {
            using var response = await invoker.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.True(response.IsSuccessStatusCode);
            Assert.Equal(redirects + 1, answers.Asked);
        }
        else
        {
            var failure = await Assert.ThrowsAsync<Auth0ResponseException>(() =>
                invoker.SendAsync(request, TestContext.Current.CancellationToken)
            );
            Assert.Equal((Auth0ErrorCode.RedirectRefused, message), (failure.Code, failure.Message));
            Assert.InRange(answers.Asked, 1, 6);
        }
    }

    private sealed class Answers(string location, int redirects) : HttpMessageHandler
    {
        public int Asked { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked++;
            var response = new HttpResponseMessage(Asked > redirects ? System.Net.HttpStatusCode.OK : System.Net.HttpStatusCode.Found);
            response.Headers.Location = Asked > redirects ? null : new Uri(location, UriKind.RelativeOrAbsolute);
            return Task.FromResult(response);
        }
    }
}
