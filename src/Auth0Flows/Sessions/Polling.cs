namespace Auth0Flows.Sessions;

/// <summary>
/// Asks until the user has answered elsewhere: RFC 8628 §3.5. The interval counts from the arrival of the last answer; slow_down makes it
/// five seconds longer for good; a lost connection, a rate limit or a failing server twice as long for once. What is waited for has an
/// end of its own, and is asked for just before it: who answers in the last moment has answered.
/// </summary>
internal sealed class Polling(TimeProvider timeProvider, IProgress<Auth0Activity>? activity)
{
    private static readonly TimeSpan _slowDown = TimeSpan.FromSeconds(5);

    // Before the end, for the way there: a second, or of a very short time a tenth.
    private static readonly TimeSpan _margin = TimeSpan.FromSeconds(1);

    /// <param name="ask">Asks once.</param>
    /// <param name="firstWait">How long to wait before the first time.</param>
    /// <param name="interval">How long to wait between two times.</param>
    /// <param name="end">When it is too late.</param>
    /// <param name="asksAtTheEnd">
    /// Whether it is asked for once more just before that; false if the end is only that of one's own patience.
    /// </param>
    /// <param name="tooLate">What that is called.</param>
    /// <param name="waitingFor">What is waited for, in words.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<Auth0Token> RunAsync(
        Func<CancellationToken, Task<Auth0Token>> ask,
        TimeSpan firstWait,
        TimeSpan interval,
        DateTimeOffset end,
        bool asksAtTheEnd,
        Auth0ErrorCode tooLate,
        string waitingFor,
        CancellationToken cancellationToken
    )
    {
        var (wait, again, isLast) = (firstWait, "", false);
        while (true)
        {
            var left = end - timeProvider.GetUtcNow();
            if (asksAtTheEnd && !isLast && wait > TimeSpan.Zero && left > TimeSpan.Zero)
            {
                (wait, isLast) = TowardsTheEnd(wait, interval, left);
            }

            // Waiting longer than there is time is of no use, from the first question on.
            if (wait > TimeSpan.Zero && wait >= left)
            {
                throw new Auth0TokenException(tooLate, $"{waitingFor}: no answer came in time.");
            }

            if (wait > TimeSpan.Zero)
            {
                activity?.Report(
                    new Auth0Activity(Auth0ActivityKind.Waiting, $"{waitingFor}. Asking{again} in {wait.TotalSeconds:0} s.")
                    {
                        Delay = left,
                    }
                );
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

    // Where no whole interval fits between the next question and the last one, the next one is the last: it waits until then. Only where
    // the
    // interval is longer than what is left it comes sooner than the server wishes, which may answer slow_down, and nothing is lost by that.
    private static (TimeSpan Wait, bool IsLast) TowardsTheEnd(TimeSpan wait, TimeSpan interval, TimeSpan left)
    {
        var last = left - (left * 0.1 < _margin ? left * 0.1 : _margin);
        return wait + interval > last ? (last, true) : (wait, false);
    }

    // RFC 8628 §3.5: a time-out of the connection does not end it; nor does what passes as that does.
    private static bool IsPending(Auth0Exception failure) =>
        failure.Code is Auth0ErrorCode.AuthorizationPending or Auth0ErrorCode.SlowDown || failure.IsTransient;
}
