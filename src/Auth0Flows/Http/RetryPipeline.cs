using System.Runtime.ExceptionServices;
using Polly;
using Polly.Retry;

namespace Auth0Flows.Http;

/// <summary>
/// Retries requests (design: nothing that may have had an effect already). The number of retries and the delays are limited, and
/// cancellation works at any time. Implemented with Polly, which is loaded with the first failure.
/// </summary>
internal sealed class RetryPipeline(int maximumRetryCount, TimeSpan longestWait, TimeProvider timeProvider)
{
    private static readonly TimeSpan _longestBackOff = TimeSpan.FromSeconds(30);

    private readonly RepeatRule _rule = new(longestWait, timeProvider);
    private object? _retries; // a ResiliencePipeline<HttpExchange>: as that, the field would load Polly with this class

    public async Task<HttpExchange> SendAsync(
        Func<CancellationToken, Task<HttpExchange>> send,
        RepeatPolicy policy,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        Func<CancellationToken, Task<HttpExchange>> first;
        try
        {
            var answer = await send(cancellationToken).ConfigureAwait(false);
            if (maximumRetryCount == 0 || !_rule.Repeats(answer, null, policy))
            {
                return answer;
            }

            first = _ => Task.FromResult(answer);
        }
        catch (Exception failure) when (maximumRetryCount > 0 && _rule.Repeats(null, failure, policy))
        {
            var thrown = ExceptionDispatchInfo.Capture(failure);
            first = _ =>
            {
                thrown.Throw();
                return null!;
            };
        }

        return await RetryAsync(new Call(first, send, policy, activity), cancellationToken).ConfigureAwait(false);
    }

    // Its first attempt is the one that has failed already.
    private async Task<HttpExchange> RetryAsync(Call call, CancellationToken cancellationToken)
    {
        var retries = (ResiliencePipeline<HttpExchange>)(_retries ??= CreateRetries());
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        try
        {
            context.Properties.Set(Keys.Call, call);
            return await retries
                .ExecuteAsync(
                    static async (context, call) => await call.NextAttempt()(context.CancellationToken).ConfigureAwait(false),
                    context,
                    call
                )
                .ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private ResiliencePipeline<HttpExchange> CreateRetries() =>
        new ResiliencePipelineBuilder<HttpExchange> { TimeProvider = timeProvider }
            .AddRetry(
                new RetryStrategyOptions<HttpExchange>
                {
                    MaxRetryAttempts = maximumRetryCount,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    Delay = TimeSpan.FromMilliseconds(500),
                    MaxDelay = longestWait < _longestBackOff ? longestWait : _longestBackOff,
                    ShouldHandle = arguments =>
                        ValueTask.FromResult(
                            _rule.Repeats(arguments.Outcome.Result, arguments.Outcome.Exception, CallOf(arguments.Context).Policy)
                        ),
                    // Nothing to wait for: Polly wants its answers as tasks.
                    DelayGenerator = arguments => ValueTask.FromResult(_rule.ServerDelay(arguments.Outcome.Result)),
                    OnRetry = static arguments =>
                    {
                        Report(arguments);
                        return default;
                    },
                }
            )
            .Build();

    private static void Report(OnRetryArguments<HttpExchange> arguments)
    {
        var cause =
            arguments.Outcome.Exception?.Message.TrimEnd('.') // the system's own messages have no full stop
            ?? $"{arguments.Outcome.Result!.Request} answered {(int)arguments.Outcome.Result.StatusCode}";
        var text = $"{cause}. Trying again in {arguments.RetryDelay.TotalSeconds:0.#} s.";
        CallOf(arguments.Context).Activity?.Report(new Auth0Activity(Auth0ActivityKind.Retry, text) { Delay = arguments.RetryDelay });
    }

    private static Call CallOf(ResilienceContext context) => context.Properties.GetValue(Keys.Call, null!);

    private static class Keys
    {
        public static readonly ResiliencePropertyKey<Call> Call = new("call");
    }

    private sealed class Call(
        Func<CancellationToken, Task<HttpExchange>> first,
        Func<CancellationToken, Task<HttpExchange>> send,
        RepeatPolicy policy,
        IProgress<Auth0Activity>? activity
    )
    {
        private bool _hasReplayed;

        public RepeatPolicy Policy => policy;

        public IProgress<Auth0Activity>? Activity => activity;

        public Func<CancellationToken, Task<HttpExchange>> NextAttempt()
        {
            var next = _hasReplayed ? send : first;
            _hasReplayed = true;
            return next;
        }
    }
}
