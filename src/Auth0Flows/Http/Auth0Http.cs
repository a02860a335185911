using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Auth0Flows;

/// <summary>The clients of <see cref="IHttpClientFactory"/>: pooled connections, our headers, no cookies, no blind redirects, no logging of headers.</summary>
internal static class Auth0Http
{
    private const string ClientName = "Auth0Flows";

    /// <summary>Builds a factory; one serves all sessions that bring none of their own.</summary>
    public static IHttpClientFactory CreateFactory(string? hostVersion) => new ServiceCollection()
        .AddHttpClient(ClientName, client => client.Timeout = Timeout.InfiniteTimeSpan) // the time-out is the transport's, on its TimeProvider
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionLifetime = TimeSpan.FromMinutes(15), // so that a change in DNS is seen
        })
        .AddHttpMessageHandler(() => new SameHostRedirectHandler())
        .AddHttpMessageHandler(() => new ClientHeadersHandler(hostVersion))
        .RemoveAllLoggers() // headers hold tokens
        .Services
        .BuildServiceProvider()
        .GetRequiredService<IHttpClientFactory>();

    public static HttpClient CreateClient(this IHttpClientFactory factory) => factory.CreateClient(ClientName);
}
