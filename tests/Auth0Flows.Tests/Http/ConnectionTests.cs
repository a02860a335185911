using System.Net;
using Auth0Flows.Http;

namespace Auth0Flows.Tests.Http;

/// <summary>The HTTP clients don't follow redirects blindly, keep no cookies, and use no proxy for loopback.</summary>
public sealed class ConnectionTests
{
    [Theory]
    [InlineData("http://127.0.0.1:3000/", false, true)]
    [InlineData("http://localhost/", false, true)]
    [InlineData("http://[::1]/", false, true)]
    [InlineData("https://tenant.auth0.com/", false, false)]
    [InlineData("https://inside.example.com/", true, true)]
    public void Proxy_IsNotAskedForLoopback_NorWhereTheSystemGoesPastIt(string host, bool isBypassed, bool isDirect)
    {
        var credentials = new NetworkCredential("user", "secret");
        var proxy = new ProxyPastLoopback(new SystemProxy(isBypassed)) { Credentials = credentials };

        Assert.Equal(isDirect, proxy.IsBypassed(new Uri(host)));
        Assert.Equal(isDirect ? null : SystemProxy.Address, proxy.GetProxy(new Uri(host)));
        Assert.Same(credentials, proxy.Credentials);
    }

    [Fact]
    public void Proxy_OfTheProcess_IsReadEachTime()
    {
        var before = HttpClient.DefaultProxy;
        var proxy = new ProxyPastLoopback();
        try
        {
            HttpClient.DefaultProxy = new SystemProxy(isBypassed: false);

            Assert.Equal(SystemProxy.Address, proxy.GetProxy(new Uri("https://tenant.auth0.com/")));
            Assert.Null(proxy.GetProxy(new Uri("http://127.0.0.1/")));
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Clients_FollowNoRedirectToAnotherHost_AndKeepNoCookies(bool isOfFiles)
    {
        var asked = new List<string>();
        await using var server = new RawServer(path =>
        {
            asked.Add(path);
            return RawServer.Json("{}", 302, "Set-Cookie: a=b\r\nLocation: http://localhost:1/elsewhere\r\n");
        });
        using var client = isOfFiles ? Auth0Http.CreateFileClient() : Auth0Http.CreateClient();

        if (isOfFiles)
        {
            using var response = await client.GetAsync(new Uri(server.Address), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        }
        else
        {
            var failure = await Assert.ThrowsAsync<Auth0ResponseException>(() =>
                client.GetAsync(new Uri(server.Address), TestContext.Current.CancellationToken)
            );
            Assert.Equal(Auth0ErrorCode.RedirectRefused, failure.Code);
        }

        Assert.Single(asked);
        Assert.Equal(Timeout.InfiniteTimeSpan, client.Timeout);
    }

    private sealed class SystemProxy(bool isBypassed) : IWebProxy
    {
        public static readonly Uri Address = new("http://proxy.example.com:8080/");

        public ICredentials? Credentials { get; set; }

        public Uri? GetProxy(Uri destination) => Address;

        public bool IsBypassed(Uri host) => isBypassed;
    }
}
