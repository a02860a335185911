namespace Auth0Flows;

/// <summary>
/// Asks until the user has answered elsewhere: RFC 8628 §3.5. The interval counts from the arrival of the last answer; slow_down makes it
/// five seconds longer for good; a lost connection, a rate limit or a failing server twice as long for once.
/// </summary>
internal sealed class Polling(TimeProvider timeProvider, IProgress<Auth0Activity>? activity)
{
    private static readonly TimeSpan _slowDown = TimeSpan.FromSeconds(5);

    /// <param name="ask">Asks once.</param>
    /// <param name="firstWait">How long to wait before the first time.</param>
    /// <param name="interval">How long to wait between two times.</param>
    /// <param name="end">When it is too late.</param>
    /// <param name="tooLate">What that is called.</param>
    /// <param name="waitingFor">What is waited for, in words.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public async Task<Auth0Token> RunAsync(
        Func<CancellationToken, Task<Auth0Token>> ask,
        TimeSpan firstWait,
        TimeSpan interval,
        DateTimeOffset end,
        Auth0ErrorCode tooLate,
        string waitingFor,
        CancellationToken cancellationToken)
    {
        var (wait, again) = (firstWait, "");
        while (true)
        {
            // Waiting longer than there is time is of no use, from the first question on.
            var left = end - timeProvider.GetUtcNow();
            if (wait > TimeSpan.Zero && wait >= left)
            {
                throw new Auth0TokenException(tooLate, $"{waitingFor}: no answer came in time.");
            }

            if (wait > TimeSpan.Zero)
            {
                activity?.Report(new Auth0Activity(Auth0ActivityKind.Waiting, $"{waitingFor}. Asking{again} in {wait.TotalSeconds:0} s.") { Delay = left });
            }

            await Task.Delay(wait, timeProvider, cancellationToken).ConfigureAwait(false);
            try
            {
                return await ask(cancellationToken).ConfigureAwait(false);
            }
            catch (Auth0Exception pending) when (IsPending(pending))
            {
                interval += pending.Code == Auth0ErrorCode.SlowDown ? _slowDown : TimeSpan.Zero;
                wait = pending.IsTransient ? interval * 2 : interval;
                wait = pending.RetryAfter > wait ? pending.RetryAfter.Value : wait;
                again = " again";
            }
        }
    }

    // RFC 8628 §3.5: a time-out of the connection does not end it; nor does what passes as that does.
    private static bool IsPending(Auth0Exception failure) => failure.Code is Auth0ErrorCode.AuthorizationPending or Auth0ErrorCode.SlowDown
        || failure.IsTransient;
}
