using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Auth0Flows;

/// <summary>The clients of <see cref="IHttpClientFactory"/>: pooled connections, no cookies, no blind redirects, no logging of headers.</summary>
internal static class Auth0Http
{
    private const string ClientName = "Auth0Flows";
    private const int LargestAnswer = 512 * 1024 * 1024;

    /// <summary>How long a host may take to answer the knock.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);

    private static readonly Lazy<IHttpClientFactory> _factory = new(CreateFactory);

    /// <summary>One pool of connections serves all sessions of the process. It comes to life with the first request.</summary>
    public static HttpClient CreateClient() => _factory.Value.CreateClient(ClientName);

    private static IHttpClientFactory CreateFactory() => new ServiceCollection()
        .AddHttpClient(ClientName, client =>
        {
            client.Timeout = Timeout.InfiniteTimeSpan; // the time-out is the transport's, on its TimeProvider
            client.MaxResponseContentBufferSize = LargestAnswer;
        })
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            Proxy = new ProxyPastLoopback(HttpClient.DefaultProxy),
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(15), // so that a change in DNS is seen
        })
        .AddHttpMessageHandler(() => new SameHostRedirectHandler())
        .RemoveAllLoggers() // headers hold tokens
        .Services
        .BuildServiceProvider()
        .GetRequiredService<IHttpClientFactory>();
}
