using System.Buffers;
using System.Diagnostics;
using System.Net;
using Auth0Flows.Basics;
using Auth0Flows.Errors;

namespace Auth0Flows.Http;

/// <summary>
/// Sends a request and reads the complete response, with retries if they are allowed and a specific error for each failure.
/// </summary>
internal sealed class HttpTransport(SendOptions options, IClientRequests? client = null)
{
    // Created with the first request, so that no package is loaded before. (A Lazy<T> would load Polly only for its type.)
    private ClientHeaders? _headers;
    private RetryPipeline? _retries;

    /// <param name="create">Creates the request for each attempt: a request can't be sent twice.</param>
    /// <param name="policy">Which requests can be retried.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <param name="gate">Comes before each attempt; null if nothing does, such as a rate limit.</param>
    /// <param name="finishesWhatIsSent">
    /// Completes a request that was already sent, because the response may contain something that is returned only once. A wait between two
    /// attempts is still cancelled at once.
    /// </param>
    /// <param name="reading">How the response's body is read. Default: as for a login.</param>
    public async Task<HttpExchange> SendAsync(
        Func<HttpRequestMessage> create,
        RepeatPolicy policy,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken,
        RequestGate? gate = null,
        bool finishesWhatIsSent = false,
        AnswerReading? reading = null
    )
    {
        reading ??= AnswerReading.Authentication;
        var answer = await SendAllAsync().ConfigureAwait(false);
        if (client?.LearnFrom(answer) != true)
        {
            return answer;
        }

        answer = await SendAllAsync().ConfigureAwait(false);
        client.LearnFrom(answer); // that it was wrong, perhaps; the request is not sent a third time
        return answer;

        Task<HttpExchange> SendAllAsync() =>
            (_retries ??= new RetryPipeline(options.MaximumRetryCount, options.MaximumRetryDelay, options.TimeProvider)).SendAsync(
                token =>
                    gate is null
                        ? SendOnceAsync(create, activity, reading, finishesWhatIsSent, token)
                        : gate(
                            () => SendOnceAsync(create, activity, reading, finishesWhatIsSent, token),
                            options.MaximumRetryDelay,
                            activity,
                            token
                        ),
                policy,
                activity,
                cancellationToken
            );
    }

    private async Task<HttpExchange> SendOnceAsync(
        Func<HttpRequestMessage> create,
        IProgress<Auth0Activity>? activity,
        AnswerReading reading,
        bool finishesWhatIsSent,
        CancellationToken cancellationToken
    )
    {
        using var request = create();
        var address = request.RequestUri;
        var connections = client is null ? null : await client.RouteAsync(request, activity, cancellationToken).ConfigureAwait(false);
        if (request.RequestUri != address)
        {
            ProofHeader.Renew(request); // it names the address
        }

        cancellationToken = finishesWhatIsSent ? CancellationToken.None : cancellationToken;
        using var timeout = new CancellationTokenSource(options.Timeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var http = connections?.CreateClient() ?? Auth0Http.CreateClient();
        (_headers ??= new ClientHeaders(options.HostVersion)).Apply(request.Headers);
        var name = $"{request.Method} {Address.Place(request.RequestUri!)}";
        var host = request.RequestUri!.Authority;
        var started = Stopwatch.GetTimestamp();
        if (reading.Came is { } came)
        {
            SameHostRedirectHandler.SetReader(request, response => HearAsync(name, response, reading, came, timeout, either.Token));
        }

        HttpExchange answer;
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token)
                .ConfigureAwait(false);
            answer = await ReadAsync(name, response, reading, timeout, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Failure($"{host} did not answer within {options.Timeout.TotalSeconds:0.#} s.", name, null);
        }
        catch (TimeoutException failure)
        {
            throw Failure($"{host} stopped in the middle of an answer. {failure.Message}", name, failure);
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failure($"Could not connect to {host} within {Auth0Http.ConnectTimeout.TotalSeconds:0} s.", name, failure);
        }
        catch (Exception failure) when (TransportFailure.IsOfTheWay(failure))
        {
            throw TransportFailure.Of(SentSecrets.Of(request).Mask(failure), host, name, connections?.Subject);
        }
        catch (Exception failure) when (failure is not (Auth0Exception or OperationCanceledException or ObjectDisposedException))
        {
            throw Auth0Exception.Unexpected(failure, name);
        }

        (answer.Sent, answer.Certificate, answer.IsProven, answer.AssertionType) = (
            SentSecrets.Of(request),
            connections?.Subject,
            ProofHeader.Of(request) is not null,
            (request.Content as FieldContent)?.AssertionType
        );
        var words = $"{name} answered {(int)answer.StatusCode} in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms.";
        activity?.Report(new Auth0Activity(Auth0ActivityKind.Request, words) { Request = name });
        return answer;
    }

    private async Task<HttpExchange> ReadAsync(
        string name,
        HttpResponseMessage response,
        AnswerReading reading,
        CancellationTokenSource timeout,
        CancellationToken cancellationToken
    )
    {
        var sink = response.IsSuccessStatusCode ? reading.Sink : null;
        if (sink is not null)
        {
            if (reading.RefusesPages)
            {
                JsonAnswer.RefusePage(HttpExchange.Of(name, response, default));
            }

            RefuseParts(name, response);

            timeout.CancelAfter(Timeout.InfiniteTimeSpan); // from here on the file's own timeout applies
        }

        TimeSpan? patience = sink is null ? null : options.Timeout;
        var body = await AnswerBody.OpenAsync(response, name, patience, options.TimeProvider, cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            if (sink is not null)
            {
                await sink(body, cancellationToken).ConfigureAwait(false);
                return HttpExchange.Of(name, response, default);
            }

            var limit = response.IsSuccessStatusCode ? reading.Limit : AnswerLimits.Refusal;
            var isText = reading.Limit == AnswerLimits.Authentication || HttpExchange.IsJsonType(response.Content.Headers.ContentType);
            Action<ReadOnlyMemory<byte>>? came = reading.Came is { } hear ? bytes => hear(bytes, response.IsSuccessStatusCode) : null;
            var (array, length) = await body.ReadWholeAsync(limit, isText, came, cancellationToken).ConfigureAwait(false);
            if ((TransferFault(response) ?? (reading.TakesParts ? null : PartFault(response))) is { } fault)
            {
                came?.Invoke(array.AsMemory(0, length));
                ArrayPool<byte>.Shared.Return(array, clearArray: true);
                throw Refused(name, response, fault);
            }

            return reading.IsLent ? HttpExchange.Lend(name, response, array, length) : HttpExchange.Of(name, response, array, length);
        }
    }

    // The redirect is the error to report, whatever is wrong with its body.
    private async Task HearAsync(
        string name,
        HttpResponseMessage response,
        AnswerReading reading,
        Action<ReadOnlyMemory<byte>, bool> came,
        CancellationTokenSource timeout,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var body = await ReadAsync(name, response, reading, timeout, cancellationToken).ConfigureAwait(false);
            came(body.Utf8, false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return;
        }
    }

    // A file is either whole and readable, or an error: nobody looks at what was written.
    private static void RefuseParts(string name, HttpResponseMessage response)
    {
        var codings = AnswerBody.CodingsOf(response);
        var fault =
            TransferFault(response) is { } transfer ? transfer
            : PartFault(response) is { } part ? part
            : codings is [] || (codings is [var coding] && UnpackedStream.Knows(coding)) ? null
            : $"content that this version can't decompress ({ServerText.Clean(string.Join(", ", codings))})";
        if (fault is not null)
        {
            throw Refused(name, response, fault);
        }
    }

    // RFC 9112 §7.4: a sender uses only the codings that were offered (TE), and none was. .NET undoes only 'chunked'.
    private static string? TransferFault(HttpResponseMessage response) =>
        response.IsSuccessStatusCode
        && AnswerBody.TransferCodingsOf(response).Where(static coding => coding is not "chunked").ToArray() is { Length: > 0 } codings
            ? $"content with a transfer encoding that was not requested ({ServerText.Clean(string.Join(", ", codings))})"
            : null;

    private static string? PartFault(HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.PartialContent && response.RequestMessage?.Headers.Range is null
            ? "only a part of the content (206), although all of it was requested"
            : null;

    private static Auth0ResponseException Refused(string name, HttpResponseMessage response, string fault) =>
        new(Auth0ErrorCode.InvalidResponse, $"{name} returned {fault}.") { Request = name, StatusCode = response.StatusCode };

    private static Auth0ConnectionException Failure(string message, string request, Exception? inner) =>
        new(Auth0ErrorCode.RequestTimeout, message, inner) { Request = request };
}
