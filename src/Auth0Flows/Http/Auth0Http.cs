using System.Net;

namespace Auth0Flows.Http;

/// <summary>
/// The process's clients: pooled connections, no cookies, no automatic redirects, no logging. Not those of Microsoft's factory: its service
/// collection, options and logging cost a script's first request more than the request itself.
/// </summary>
internal sealed class Auth0Http : IHttpClientFactory
{
    private const string FileClientName = "Auth0Flows.Files";

    /// <summary>The maximum time to connect to a host.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);

    private static readonly Auth0Http _factory = new();

    // Created with the first request. One connection pool serves all sessions of the process.
    private readonly Lazy<HttpMessageHandler> _api = new(static () => new SameHostRedirectHandler { InnerHandler = CreateHandler() });
    private readonly Lazy<HttpMessageHandler> _files = new(CreateHandler);

    /// <summary>A client for one request.</summary>
    public static HttpClient CreateClient() => _factory.CreateClient("Auth0Flows");

    /// <summary>A client for files: another host may have them, and no token is sent.</summary>
    public static HttpClient CreateFileClient() => _factory.CreateClient(FileClientName);

    /// <summary>The connections of a pool.</summary>
    public static SocketsHttpHandler CreateHandler() =>
        new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            Proxy = new ProxyPastLoopback(),
            AutomaticDecompression = DecompressionMethods.None, // by AnswerBody, which checks the compression ratio
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(15), // so that DNS changes are noticed
        };

    /// <inheritdoc/>
    public HttpClient CreateClient(string name) =>
        new((name == FileClientName ? _files : _api).Value, disposeHandler: false)
        {
            Timeout = Timeout.InfiniteTimeSpan, // the transport has one, with its TimeProvider
        };
}
