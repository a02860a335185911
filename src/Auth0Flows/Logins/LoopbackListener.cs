using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Auth0Flows.Logins;

/// <summary>
/// Receives the response of a browser login at a loopback URL (RFC 8252 §7.3): one path, one method, only from this machine. Other
/// requests, from other pages or programs, are rejected, and the wait continues.
/// </summary>
internal sealed class LoopbackListener : IDisposable
{
    private const int LargestBody = 64 * 1024;

    // A browser on the same machine sends its form quickly.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan _closing = TimeSpan.FromMilliseconds(100);

    private readonly HttpListener _listener;
    private readonly bool _isPost;

    private LoopbackListener(HttpListener listener, Uri address, bool isPost) =>
        (_listener, Address, _isPost) = (listener, address, isPost);

    /// <summary>The URL to listen at, with its port.</summary>
    public Uri Address { get; }

    /// <summary>Listens at a redirect URI; port 0 selects a free port.</summary>
    /// <exception cref="Auth0ConfigurationException">The URL is not on loopback, or its port is in use.</exception>
    public static LoopbackListener Start(Uri redirectUri, bool isPost)
    {
        if (
            !redirectUri.IsAbsoluteUri
            || redirectUri.Scheme != Uri.UriSchemeHttp
            || redirectUri.Host is not ("localhost" or "127.0.0.1") // .NET's listener takes no [::1] everywhere
            || redirectUri.UserInfo.Length > 0
            || redirectUri.Query.Length > 0
            || redirectUri.Fragment.Length > 0
        )
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.InvalidRedirectUri,
                $"'{Shown(redirectUri)}' cannot be used as a redirect address here: it must be an http address of 127.0.0.1 or localhost, such as http://127.0.0.1:8484/callback."
            );
        }

        var isFree = redirectUri.Port == 0;
        for (var tries = 10; ; tries--)
        {
            var address = isFree ? new UriBuilder(redirectUri) { Port = FreePort() }.Uri : redirectUri;
            var listener = new HttpListener { IgnoreWriteExceptions = true };
            listener.Prefixes.Add(new Uri(address, "/").AbsoluteUri);
            try
            {
                listener.Start();
                return new LoopbackListener(listener, address, isPost);
            }
            catch (HttpListenerException) when (isFree && tries > 0)
            {
                listener.Close(); // another program took the port: tries another one
            }
            catch (HttpListenerException failure)
            {
                listener.Close();
                throw new Auth0ConfigurationException(
                    Auth0ErrorCode.PortInUse,
                    $"Port {address.Port} is not available on this machine: {failure.Message}"
                );
            }
        }
    }

    // Without a user's password.
    private static string Shown(Uri address) =>
        address is { IsAbsoluteUri: true, UserInfo.Length: > 0 } ? $"{address.Scheme}://…@{address.Authority}" : address.ToString();

    /// <summary>Waits for the response, and shows its result in the browser.</summary>
    /// <param name="isOurs">Whether these fields belong to this login: their state matches.</param>
    /// <param name="complete">Completes the login with the fields.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<Auth0Token> WaitAsync(
        Func<IReadOnlyDictionary<string, string>, bool> isOurs,
        Func<IReadOnlyDictionary<string, string>, Task<Auth0Token>> complete,
        CancellationToken cancellationToken
    )
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var answered = new TaskCompletionSource<(HttpListenerContext Context, IReadOnlyDictionary<string, string> Fields)>(
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        _ = AcceptAsync(isOurs, answered, end.Token);
        try
        {
            var (context, fields) = await answered.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            return await CompleteAsync(context, () => complete(fields), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
        }
    }

    // The port is free at once. .NET's listener waits a second for the rest of each request of which it has a part, one after another. A
    // thread of its own: a busy pool would start it when the wait is over.
    public void Dispose() =>
        Task
            .Factory.StartNew(_listener.Close, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            .Wait(_closing);

    // Handles each request separately: a slow one doesn't delay the others.
    private async Task AcceptAsync(
        Func<IReadOnlyDictionary<string, string>, bool> isOurs,
        TaskCompletionSource<(HttpListenerContext Context, IReadOnlyDictionary<string, string> Fields)> answered,
        CancellationToken cancellationToken
    )
    {
        while (!cancellationToken.IsCancellationRequested && _listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
                _ = HandleAsync(context, isOurs, answered, cancellationToken);
            }
            catch (Exception failure)
                when (failure is HttpListenerException or ObjectDisposedException or InvalidOperationException or OperationCanceledException
                )
            {
                // The connection failed, or the listener was closed.
            }
        }
    }

    private async Task HandleAsync(
        HttpListenerContext context,
        Func<IReadOnlyDictionary<string, string>, bool> isOurs,
        TaskCompletionSource<(HttpListenerContext Context, IReadOnlyDictionary<string, string> Fields)> answered,
        CancellationToken cancellationToken
    )
    {
        var (status, fields) = await TryReadAsync(context.Request, cancellationToken).ConfigureAwait(false);
        if (fields is null || !isOurs(fields) || !answered.TrySetResult((context, fields)))
        {
            await AnswerPage
                .WriteAsync(
                    context.Response,
                    status == HttpStatusCode.OK ? HttpStatusCode.BadRequest : status,
                    answered.Task.IsCompleted
                        ? "Unexpected response; the sign-in has been answered already."
                        : "Unexpected response; the sign-in is still waiting.",
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
    }

    private static async Task<Auth0Token> CompleteAsync(
        HttpListenerContext context,
        Func<Task<Auth0Token>> complete,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var token = await complete().ConfigureAwait(false);
            await AnswerPage
                .WriteAsync(
                    context.Response,
                    HttpStatusCode.OK,
                    "You are signed in. You can close this page and go back to PowerShell.",
                    cancellationToken
                )
                .ConfigureAwait(false);
            return token;
        }
        catch (Exception failure)
        {
            var words =
                failure is Auth0Exception ? $"You are not signed in. {failure.Message}" : "You are not signed in: the login was cancelled.";
            await AnswerPage.WriteAsync(context.Response, HttpStatusCode.BadRequest, words, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    // A client that disconnects during a request ends only that request, not the login.
    private async Task<(HttpStatusCode Status, IReadOnlyDictionary<string, string>? Fields)> TryReadAsync(
        HttpListenerRequest request,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await ReadAsync(request, cancellationToken).WaitAsync(_patience, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // For a lost connection the listener throws many exceptions, including NullReferenceException.
            return (HttpStatusCode.BadRequest, null);
        }
    }

    private async Task<(HttpStatusCode Status, IReadOnlyDictionary<string, string>? Fields)> ReadAsync(
        HttpListenerRequest request,
        CancellationToken cancellationToken
    )
    {
        // Another site may point its own host name here (DNS rebinding): only the host name of this URL is accepted.
        if (
            !request.IsLocal
            || request.RemoteEndPoint is not { Address: var remote }
            || !IPAddress.IsLoopback(remote)
            || !string.Equals(request.UserHostName, Address.Authority, StringComparison.OrdinalIgnoreCase)
        )
        {
            return (HttpStatusCode.Forbidden, null);
        }

        if (request.Url?.AbsolutePath != Address.AbsolutePath)
        {
            return (HttpStatusCode.NotFound, null);
        }

        if (request.HttpMethod != (_isPost ? "POST" : "GET"))
        {
            return (HttpStatusCode.MethodNotAllowed, null);
        }

        if (!_isPost)
        {
            return Parse(request.Url.Query);
        }

        return request.ContentType?.Split(';')[0].Trim() != "application/x-www-form-urlencoded"
                ? (HttpStatusCode.UnsupportedMediaType, null)
            : request.ContentLength64 > LargestBody ? (HttpStatusCode.RequestEntityTooLarge, null)
            : await ReadBodyAsync(request.InputStream, cancellationToken).ConfigureAwait(false) is { } body ? Parse(body)
            : (HttpStatusCode.RequestEntityTooLarge, null);
    }

    private static async Task<string?> ReadBodyAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[LargestBody + 1];
        var length = await stream
            .ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken)
            .ConfigureAwait(false);
        return length > LargestBody ? null : Encoding.UTF8.GetString(buffer, 0, length);
    }

    // A repeated field has no value, because it is ambiguous.
    internal static (HttpStatusCode Status, IReadOnlyDictionary<string, string>? Fields) Parse(string text)
    {
        var parsed = System.Web.HttpUtility.ParseQueryString(text);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in parsed.AllKeys)
        {
            if (name is null || parsed.GetValues(name) is not [var value] || !fields.TryAdd(name, value))
            {
                return (HttpStatusCode.BadRequest, null);
            }
        }

        return (HttpStatusCode.OK, fields);
    }
}
