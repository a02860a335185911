using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Auth0Flows.Http;

/// <summary>
/// The clients of <see cref="IHttpClientFactory"/>: pooled connections, no cookies, no blind redirects, no logging of headers.
/// </summary>
internal static class Auth0Http
{
    private const string ClientName = "Auth0Flows";
    private const string FileClientName = "Auth0Flows.Files";

    /// <summary>How long a host may take to answer the knock.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);

    private static readonly Lazy<IHttpClientFactory> _factory = new(CreateFactory);

    /// <summary>One pool of connections serves all sessions of the process. It comes to life with the first request.</summary>
    public static HttpClient CreateClient() => _factory.Value.CreateClient(ClientName);

    /// <summary>One for files: they may lie with another host, and no token goes along.</summary>
    public static HttpClient CreateFileClient() => _factory.Value.CreateClient(FileClientName);

    private static IHttpClientFactory CreateFactory()
    {
        var services = new ServiceCollection();
        Add(services, ClientName).AddHttpMessageHandler(() => new SameHostRedirectHandler());
        Add(services, FileClientName);
        return services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>();
    }

    private static IHttpClientBuilder Add(ServiceCollection services, string name) =>
        services
            // The time-out is the transport's, on its TimeProvider.
            .AddHttpClient(name, static client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler
                {
                    AllowAutoRedirect = false,
                    UseCookies = false,
                    Proxy = new ProxyPastLoopback(HttpClient.DefaultProxy),
                    AutomaticDecompression = DecompressionMethods.None, // AnswerBody's, which sees how tightly it is packed
                    ConnectTimeout = ConnectTimeout,
                    PooledConnectionLifetime = TimeSpan.FromMinutes(15), // so that a change in DNS is seen
                }
            )
            .RemoveAllLoggers(); // headers hold tokens
}
