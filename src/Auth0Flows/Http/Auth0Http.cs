using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Auth0Flows.Http;

/// <summary>
/// The clients of <see cref="IHttpClientFactory"/>: pooled connections, no cookies, no automatic redirects, no logging of headers.
/// </summary>
internal static class Auth0Http
{
    private const string ClientName = "Auth0Flows";
    private const string FileClientName = "Auth0Flows.Files";

    /// <summary>The maximum time to connect to a host.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);

    private static readonly Lazy<IHttpClientFactory> _factory = new(CreateFactory);

    /// <summary>One connection pool serves all sessions of the process. It is created with the first request.</summary>
    public static HttpClient CreateClient() => _factory.Value.CreateClient(ClientName);

    /// <summary>A client for files: another host may have them, and no token is sent.</summary>
    public static HttpClient CreateFileClient() => _factory.Value.CreateClient(FileClientName);

    /// <summary>The connections of a pool.</summary>
    public static SocketsHttpHandler CreateHandler() =>
        new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            Proxy = new ProxyPastLoopback(HttpClient.DefaultProxy),
            AutomaticDecompression = DecompressionMethods.None, // by AnswerBody, which checks the compression ratio
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(15), // so that DNS changes are noticed
        };

    private static IHttpClientFactory CreateFactory()
    {
        var services = new ServiceCollection();
        Add(services, ClientName).AddHttpMessageHandler(() => new SameHostRedirectHandler());
        Add(services, FileClientName);
        return services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>();
    }

    private static IHttpClientBuilder Add(ServiceCollection services, string name) =>
        services
            // The transport handles the timeout, with its TimeProvider.
            .AddHttpClient(name, static client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(CreateHandler)
            .RemoveAllLoggers(); // headers contain tokens
}
