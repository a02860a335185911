using System.Diagnostics;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Auth0Flows;

/// <summary>One request out and its whole answer back, sent again where that is allowed; what goes wrong on the way has a name.</summary>
internal sealed class HttpTransport(Auth0SessionOptions options)
{
    // Made with the first request: until then no package is loaded. (A Lazy<T> would load Polly for its type alone.)
    private ClientHeaders? _headers;
    private RetryPipeline? _retries;

    /// <param name="create">Makes the request anew for every try: a sent one can't be sent again.</param>
    /// <param name="policy">What may be sent again.</param>
    /// <param name="activity">Hears of requests and retries.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <param name="gate">Lets each try go when it may; null for what no rate limit holds back.</param>
    /// <param name="finishesWhatIsSent">Sees to its end what is on its way already: the answer may hold what comes only once. A wait between two tries still ends at once.</param>
    /// <param name="lendsBody">Gives the body in memory that is to be given back (<see cref="HttpExchange.Release"/>).</param>
    public Task<HttpExchange> SendAsync(
        Func<HttpRequestMessage> create,
        RepeatPolicy policy,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken,
        RateLimitGate? gate = null,
        bool finishesWhatIsSent = false,
        bool lendsBody = false)
        => (_retries ??= new RetryPipeline(options.MaximumRetryCount, options.MaximumRetryDelay, options.TimeProvider)).SendAsync(
            token => gate is null
                ? SendOnceAsync(create, activity, lendsBody, finishesWhatIsSent ? CancellationToken.None : token)
                : gate.PassAsync(() => SendOnceAsync(create, activity, lendsBody, token), options.MaximumRetryDelay, activity, token),
            policy,
            activity,
            cancellationToken);

    private async Task<HttpExchange> SendOnceAsync(Func<HttpRequestMessage> create, IProgress<Auth0Activity>? activity, bool lendsBody, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Timeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var client = Auth0Http.CreateClient();
        using var request = create();
        (_headers ??= new ClientHeaders(options.HostVersion)).Apply(request.Headers);
        var name = $"{request.Method} {request.RequestUri!.GetLeftPart(UriPartial.Path)}";
        var host = request.RequestUri.Authority;
        var started = Stopwatch.GetTimestamp();
        try
        {
            var completion = lendsBody ? HttpCompletionOption.ResponseHeadersRead : HttpCompletionOption.ResponseContentRead;
            using var response = await client.SendAsync(request, completion, either.Token).ConfigureAwait(false);
            var answer = lendsBody ? await LendAsync(name, response, client.MaxResponseContentBufferSize, either.Token).ConfigureAwait(false)
                : new HttpExchange(name, response.StatusCode, response.Headers, response.Content.Headers.ContentType, await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false));
            activity?.Report(new Auth0Activity(
                Auth0ActivityKind.Request,
                $"{name} answered {(int)response.StatusCode} in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms."));
            return answer;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Failure(Auth0ErrorCode.RequestTimeout, $"{host} did not answer within {options.Timeout.TotalSeconds:0.#} s.", name);
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failure(Auth0ErrorCode.RequestTimeout, $"{host} took no connection within {Auth0Http.ConnectTimeout.TotalSeconds:0} s.", name, failure);
        }
        catch (HttpRequestException failure)
        {
            throw Failure(CodeOf(failure), $"{Explain(failure, host)}", name, failure);
        }
        catch (Exception failure) when (failure is IOException or SocketException or InvalidDataException or (InvalidOperationException and not ObjectDisposedException)) // the last two: a compressed body that is damaged
        {
            throw Failure(Auth0ErrorCode.IncompleteResponse, $"The connection to {host} ended in the middle of an answer.", name, failure);
        }
    }

    private static async Task<HttpExchange> LendAsync(string name, HttpResponseMessage response, long largest, CancellationToken cancellationToken)
    {
        var (array, length) = await LentBody.ReadAsync(response.Content, largest, cancellationToken).ConfigureAwait(false);
        return HttpExchange.Lend(name, response, array, length);
    }

    private static Auth0ConnectionException Failure(Auth0ErrorCode code, string message, string request, Exception? inner = null)
        => new(code, message, inner) { Request = request };

    /// <summary>What it is called that a request came to nothing.</summary>
    public static Auth0ErrorCode CodeOf(HttpRequestException failure) => failure.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => Auth0ErrorCode.HostNotFound,
        HttpRequestError.SecureConnectionError => Auth0ErrorCode.SecureConnectionFailed,
        HttpRequestError.ResponseEnded => Auth0ErrorCode.IncompleteResponse,
        HttpRequestError.ConfigurationLimitExceeded => Auth0ErrorCode.RequestFailed,
        _ when failure.InnerException is AuthenticationException => Auth0ErrorCode.SecureConnectionFailed,
        _ when failure.InnerException is HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => Auth0ErrorCode.IncompleteResponse,
        _ => Auth0ErrorCode.ConnectionFailed,
    };

    /// <summary>The same in words.</summary>
    public static string Explain(HttpRequestException failure, string host) => CodeOf(failure) switch
    {
        Auth0ErrorCode.HostNotFound => $"The host {host} was not found.",
        Auth0ErrorCode.SecureConnectionFailed => $"No secure connection to {host}: {failure.InnerException?.Message ?? failure.Message}",
        Auth0ErrorCode.IncompleteResponse => $"The connection to {host} ended in the middle of an answer.",
        Auth0ErrorCode.RequestFailed => $"The answer of {host} is too large: {failure.Message}",
        _ => $"No connection to {host}: {failure.InnerException?.Message ?? failure.Message}",
    };
}
