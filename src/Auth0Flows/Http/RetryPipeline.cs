using System.Net;
using System.Net.Sockets;
using Polly;
using Polly.Retry;

namespace Auth0Flows.Http;

/// <summary>
/// Retries requests (design: nothing that may have had an effect already). The number of retries and the delays are limited, and
/// cancellation works at any time. Implemented with Polly.
/// </summary>
internal sealed class RetryPipeline
{
    private static readonly ResiliencePropertyKey<Call> _callKey = new("call");

    private static readonly TimeSpan _longestBackOff = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _aDay = TimeSpan.FromDays(1); // Polly's maximum delay

    private readonly ResiliencePipeline<HttpExchange> _pipeline;
    private readonly TimeSpan _longestWait;
    private readonly TimeProvider _timeProvider;

    public RetryPipeline(int maximumRetryCount, TimeSpan longestWait, TimeProvider timeProvider)
    {
        _longestWait = longestWait < _aDay ? longestWait : _aDay;
        _timeProvider = timeProvider;
        var builder = new ResiliencePipelineBuilder<HttpExchange> { TimeProvider = timeProvider };
        if (maximumRetryCount > 0)
        {
            builder.AddRetry(
                new RetryStrategyOptions<HttpExchange>
                {
                    MaxRetryAttempts = maximumRetryCount,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    Delay = TimeSpan.FromMilliseconds(500),
                    MaxDelay = longestWait < _longestBackOff ? longestWait : _longestBackOff,
                    ShouldHandle = arguments => ValueTask.FromResult(ShouldRepeat(arguments.Outcome, CallOf(arguments.Context).Policy)),
                    DelayGenerator = arguments => ValueTask.FromResult(ServerDelay(arguments.Outcome)),
                    OnRetry = arguments =>
                    {
                        Report(arguments);
                        return default;
                    },
                }
            );
        }

        _pipeline = builder.Build();
    }

    public async Task<HttpExchange> SendAsync(
        Func<CancellationToken, Task<HttpExchange>> send,
        RepeatPolicy policy,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        try
        {
            context.Properties.Set(_callKey, new Call(policy, activity));
            return await _pipeline
                .ExecuteAsync(static async (context, send) => await send(context.CancellationToken).ConfigureAwait(false), context, send)
                .ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private bool ShouldRepeat(Outcome<HttpExchange> outcome, RepeatPolicy policy) =>
        policy switch
        {
            RepeatPolicy.Never => false,
            _ when outcome.Result is { StatusCode: HttpStatusCode.TooManyRequests } answer => !IsLockout(answer)
                && !(ServerDelay(outcome) > _longestWait),
            RepeatPolicy.WhenFailed when outcome.Exception is Auth0ConnectionException failure => MayPass(failure),
            RepeatPolicy.WhenFailed when outcome.Result is { } answer => IsPassing(answer.StatusCode)
                && !(ServerDelay(outcome) > _longestWait),
            // The response was too large.
            RepeatPolicy.WhenFailed when outcome.Exception is Auth0ResponseException { StatusCode: { } status } => IsPassing(status),
            _ => false,
        };

    // Brute-force protection: every further attempt extends it.
    private static bool IsLockout(HttpExchange answer)
    {
        using var json = JsonAnswer.TryParse(answer);
        return ServerReason.Read(json, "error") is "too_many_attempts" || ServerReason.Read(json, "code") is "too_many_attempts";
    }

    // A retry fixes neither a certificate, nor a proxy's refusal, nor a host name that doesn't exist.
    private static bool MayPass(Auth0ConnectionException failure) =>
        !failure.IsFinal
        && failure.Code is not (Auth0ErrorCode.SecureConnectionFailed or Auth0ErrorCode.AnswerTooLarge or Auth0ErrorCode.ProxyRefused)
        && (failure.Code != Auth0ErrorCode.TlsHandshakeRefused || TransportFailure.HasEndedUnanswered(failure.InnerException))
        && failure.InnerException?.InnerException
            is not SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData };

    private static bool IsPassing(HttpStatusCode status) => (int)status is 500 or 502 or 503 or 504;

    // Null means exponential back-off.
    private TimeSpan? ServerDelay(Outcome<HttpExchange> outcome) =>
        outcome.Result is { IsSuccess: false } answer ? RateLimitHeaders.Delay(answer, _timeProvider.GetUtcNow()) : null;

    private static void Report(OnRetryArguments<HttpExchange> arguments)
    {
        var cause =
            arguments.Outcome.Exception?.Message
            ?? $"{arguments.Outcome.Result!.Request} answered {(int)arguments.Outcome.Result.StatusCode}.";
        var text = $"{cause} Trying again in {arguments.RetryDelay.TotalSeconds:0.#} s.";
        CallOf(arguments.Context).Activity?.Report(new Auth0Activity(Auth0ActivityKind.Retry, text) { Delay = arguments.RetryDelay });
    }

    private static Call CallOf(ResilienceContext context) => context.Properties.GetValue(_callKey, null!);

    private sealed record Call(RepeatPolicy Policy, IProgress<Auth0Activity>? Activity);
}
