using System.Net;
using System.Net.Http.Headers;
using Auth0Flows.Basics;
using Auth0Flows.Http;

namespace Auth0Flows.Jobs;

/// <summary>
/// Reads a file from the web to its end, and resumes after a lost connection (RFC 9110 §14). It sends no token, because the URL itself
/// grants access.
/// </summary>
/// <param name="locate">Gets the file's URL, again for each new connection: such URLs are valid for a minute.</param>
/// <param name="options">The limits of retries and timeouts.</param>
/// <param name="activity">Receives retries.</param>
internal sealed class ResumingStream(Func<CancellationToken, Task<Uri>> locate, SendOptions options, IProgress<Auth0Activity>? activity)
    : ForwardStream
{
    // The bytes that a connection must deliver to count as working: otherwise, slow failures could repeat forever.
    private const int Progress = 64 * 1024;

    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    private HttpResponseMessage? _response;
    private Stream? _content;
    private EntityTagHeaderValue? _version;
    private long _position;
    private long _openedAt;
    private int _failures;
    private string _host = "The host of the file";

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            try
            {
                _content ??= await OpenAsync(cancellationToken).ConfigureAwait(false);
                var read = await _content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
                _position += read;
                _failures = _position - _openedAt >= Progress ? 0 : _failures;
                return read;
            }
            catch (Exception failure) when (MayPass(failure) && !cancellationToken.IsCancellationRequested)
            {
                await PauseAsync(failure, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        Close(ref _content);
        _response?.Dispose();
        base.Dispose(disposing);
    }

    // A retry gets a new URL instead of an expired one, and a new connection.
    private static bool MayPass(Exception failure) =>
        failure
            is HttpRequestException
                or IOException
                or TimeoutException
                or OperationCanceledException
                or Auth0Exception { IsTransient: true };

    private static void Close(ref Stream? content)
    {
        content?.Dispose();
        content = null;
    }

    private async Task<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Timeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var content = new SteadyStream(await ConnectAsync(either.Token).ConfigureAwait(false), options.Timeout, options.TimeProvider);
            _openedAt = _position;
            return content;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"No answer arrived within {options.Timeout.TotalSeconds:0.#} s.");
        }
    }

    private async Task<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        var address = await locate(cancellationToken).ConfigureAwait(false);
        _host = address.Authority;
        using var client = Auth0Http.CreateFileClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (_position > 0)
        {
            request.Headers.Range = new RangeHeaderValue(_position, null);
            request.Headers.IfRange = _version is { IsWeak: false } version ? new RangeConditionHeaderValue(version) : null;
        }

        _response?.Dispose();
        var response = _response = await client
            .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            .ConfigureAwait(false);
        var name = $"GET {Address.Place(address)}";
        activity?.Report(new Auth0Activity(Auth0ActivityKind.Request, $"{name} answered {(int)response.StatusCode}."));
        response.EnsureSuccessStatusCode();
        if (AnswerBody.TransferCodingsOf(response).Any(static coding => coding is not "chunked"))
        {
            throw Lost($"{address.Authority} sent the file with a transfer encoding that was not requested.", name, null);
        }

        var isSame = _version is null || response.Headers.ETag is null || _version.Equals(response.Headers.ETag);
        _version ??= response.Headers.ETag;
        var content = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var isPart = response.StatusCode == HttpStatusCode.PartialContent;
        if (_position == 0)
        {
            var isWhole =
                !isPart || response.Content.Headers.ContentRange is not { } range || (range.From == 0 && range.To + 1 == range.Length);
            return isWhole
                ? content
                : throw Lost($"{address.Authority} sent only a part of the file (206), although all of it was requested.", name, null);
        }

        if (isPart && response.Content.Headers.ContentRange?.From == _position && isSame)
        {
            return content;
        }

        // The server returned the whole file: the part that was already read is skipped, if it is the same file.
        if (response.StatusCode != HttpStatusCode.OK || !isSame)
        {
            throw Lost($"The connection to {address.Authority} ended in the middle of a file, which has changed since.", name, null);
        }

        var skipped = new byte[64 * 1024];
        for (var left = _position; left > 0; )
        {
            var read = await content
                .ReadAsync(skipped.AsMemory(0, (int)Math.Min(left, skipped.Length)), cancellationToken)
                .ConfigureAwait(false);
            left -= read > 0 ? read : throw new HttpIOException(HttpRequestError.ResponseEnded);
        }

        return content;
    }

    private async Task PauseAsync(Exception failure, CancellationToken cancellationToken)
    {
        Close(ref _content);
        if (++_failures > options.MaximumRetryCount || IsCertificate(failure))
        {
            throw Named(failure);
        }

        var wait = _pause * Math.Pow(2, _failures - 1);
        wait = wait < options.MaximumRetryDelay ? wait : options.MaximumRetryDelay;
        activity?.Report(
            new Auth0Activity(
                Auth0ActivityKind.Retry,
                $"{Named(failure).Message} Continuing at byte {_position} in {wait.TotalSeconds:0.#} s."
            )
            {
                Delay = wait,
            }
        );
        await Task.Delay(wait, options.TimeProvider, cancellationToken).ConfigureAwait(false);
    }

    private static bool IsCertificate(Exception failure) =>
        failure is HttpRequestException request && TransportFailure.CodeOf(request) == Auth0ErrorCode.SecureConnectionFailed;

    private Exception Named(Exception failure) =>
        failure switch
        {
            Auth0Exception => failure,
            TimeoutException => new Auth0ConnectionException(
                Auth0ErrorCode.RequestTimeout,
                $"The file could not be read to the end: {failure.Message}",
                failure
            )
            {
                Request = "GET",
            },
            OperationCanceledException => new Auth0ConnectionException(
                Auth0ErrorCode.RequestTimeout,
                $"{_host} sent no data of the file for {options.Timeout.TotalSeconds:0.#} s.",
                failure
            )
            {
                Request = "GET",
            },
            HttpRequestException { StatusCode: { } status, HttpRequestError: not HttpRequestError.ProxyTunnelError } =>
                new Auth0ConnectionException(CodeOf((int)status), $"{_host} answered {(int)status} instead of sending the file.", failure)
                {
                    Request = "GET",
                    StatusCode = status,
                },
            HttpRequestException
            {
                HttpRequestError: HttpRequestError.ConnectionError
                    or HttpRequestError.NameResolutionError
                    or HttpRequestError.SecureConnectionError
                    or HttpRequestError.ProxyTunnelError
            } lost => TransportFailure.Of(lost, _host, "GET"),
            _ => Lost($"The file could not be read to the end: {failure.Message}", "GET", failure),
        };

    private static Auth0ErrorCode CodeOf(int status) =>
        status switch
        {
            404 or 410 => Auth0ErrorCode.NotFound,
            429 => Auth0ErrorCode.RateLimited,
            >= 300 and < 400 => Auth0ErrorCode.RedirectRefused,
            >= 500 => Auth0ErrorCode.ServerError,
            _ => Auth0ErrorCode.RequestFailed,
        };

    private static Auth0ConnectionException Lost(string message, string request, Exception? inner) =>
        new(Auth0ErrorCode.IncompleteResponse, message, inner) { Request = request };
}
