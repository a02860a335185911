namespace Auth0Flows.Sessions;

/// <summary>
/// Polls until the user has responded elsewhere: RFC 8628 §3.5. The interval starts with the last response; slow_down permanently adds five
/// seconds; a lost connection, a rate limit or a server error doubles it once. What it waits for expires at some point, so it polls once
/// more just before that, to include a response at the last moment.
/// </summary>
internal sealed class Polling(TimeProvider timeProvider, IProgress<Auth0Activity>? activity)
{
    private static readonly TimeSpan _slowDown = TimeSpan.FromSeconds(5);

    // Time before the end for the request itself: a second, or a tenth of a very short time.
    private static readonly TimeSpan _margin = TimeSpan.FromSeconds(1);

    /// <param name="ask">Polls once.</param>
    /// <param name="firstWait">The delay before the first poll.</param>
    /// <param name="interval">The interval.</param>
    /// <param name="end">The end of the polling.</param>
    /// <param name="asksAtTheEnd">Whether to poll once more just before the end; false if the end is only the caller's timeout.</param>
    /// <param name="tooLate">The error code at the end.</param>
    /// <param name="waitingFor">Describes what it waits for.</param>
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

            // If the delay exceeds the remaining time, waiting is useless, even before the first poll.
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

    // If no whole interval fits between the next poll and the last one, the next poll is the last, and is delayed until then. It comes
    // earlier than the server requests only if the interval exceeds the remaining time; the server may return slow_down, which does no
    // harm.
    private static (TimeSpan Wait, bool IsLast) TowardsTheEnd(TimeSpan wait, TimeSpan interval, TimeSpan left)
    {
        var last = left - (left * 0.1 < _margin ? left * 0.1 : _margin);
        return wait + interval > last ? (last, true) : (wait, false);
    }

    // RFC 8628 §3.5: a connection timeout doesn't end the polling; nor do other transient errors.
    private static bool IsPending(Auth0Exception failure) =>
        failure.Code is Auth0ErrorCode.AuthorizationPending or Auth0ErrorCode.SlowDown || failure.IsTransient;
}
