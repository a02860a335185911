namespace Auth0Flows.RateLimits;

/// <summary>
/// The estimated state of one of the tenant's token buckets. Every response contains the size, the remaining tokens, and the second of the
/// next token, but not the rate. The rate is estimated from below, so that no request is sent too early.
/// <see href="https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy"/>.
/// </summary>
internal sealed class TokenBucket(TimeProvider timeProvider)
{
    // Auth0's smallest bucket has two tokens: two requests can be sent before a response contains the size.
    private const int BeforeKnown = 2;

    private static readonly TimeSpan _aSecond = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _window = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private TaskCompletionSource _heard = NewSignal();
    private bool _isKnown;
    private int? _limit;
    private double _available; // the remaining tokens, without those of requests in progress
    private double _perSecond; // never more than the actual rate; 0 while unknown
    private long _at;
    private long _sent;
    private long _lastSentAt;
    private int _underWay;
    private DateTimeOffset? _nextTokenAt;
    private DateTimeOffset? _closedUntil;
    private long _closedAfter; // the number of requests sent until then
    private Observation? _since;

    /// <summary>The queue for a token, one caller at a time.</summary>
    public SemaphoreSlim Turn { get; } = new(1, 1);

    /// <summary>
    /// Takes a token, or returns the maximum time to wait for one: the response of a request in progress may shorten it. If the wait is
    /// longer than allowed, the request is sent anyway, and the tenant's response contains the actual state.
    /// </summary>
    public RateLimitTicket? TryTake(string group, TimeSpan longestWait, out TimeSpan wait, out Task heard)
    {
        lock (_gate)
        {
            heard = _heard.Task;
            var now = timeProvider.GetTimestamp();
            Accrue(now);
            wait = Wait(now);
            if (wait > TimeSpan.Zero && wait <= longestWait)
            {
                return null;
            }

            _available = Math.Max(0, _available - 1);
            _nextTokenAt = null;
            _lastSentAt = now;
            return new RateLimitTicket(this, group, ++_sent, _underWay++, now);
        }
    }

    /// <summary>Completes a request without information about the bucket.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _underWay--;
            Signal();
        }
    }

    /// <summary>The response specified no rate limit.</summary>
    public void HearNothing()
    {
        lock (_gate)
        {
            _isKnown = true;
            _underWay--;
            Signal();
        }
    }

    /// <summary>Stops all requests until the time in a 429. Any other response to a later request opens the bucket again.</summary>
    public void Close(RateLimitTicket ticket, DateTimeOffset? until)
    {
        lock (_gate)
        {
            if (until is not null)
            {
                (_closedUntil, _closedAfter) = (until, _sent);
            }
            else if (ticket.Number > _closedAfter)
            {
                _closedUntil = null;
            }
        }
    }

    /// <summary>Updates the bucket's state from a response.</summary>
    public void Hear(RateLimitTicket ticket, RateLimit told)
    {
        lock (_gate)
        {
            var isOurs = ticket.Bucket == this;
            var now = timeProvider.GetTimestamp();
            Accrue(now);
            // Requests that may have taken their token after this one: sent later, or sent earlier and still in progress then.
            var concurrent = (isOurs ? _sent - ticket.Number : 0) + ticket.UnderWay;
            var least = told.Remaining - concurrent;
            var most = told.IsRefusal
                ? 0
                : told.Remaining + 1 + (_perSecond * timeProvider.GetElapsedTime(ticket.SentAt, now).TotalSeconds);
            _available = _limit == told.Limit ? Math.Min(Math.Max(_available, least), most) : Math.Max(0, least);
            _nextTokenAt = told.NextTokenAt;
            (_isKnown, _limit, _at) = (true, told.Limit, now);
            if (isOurs)
            {
                Learn(ticket, told, now);
                _underWay--;
            }

            Signal();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Signal()
    {
        _heard.TrySetResult();
        _heard = NewSignal();
    }

    private void Accrue(long now)
    {
        _available = Math.Min(_limit ?? 0, _available + (_perSecond * timeProvider.GetElapsedTime(_at, now).TotalSeconds));
        _at = now;
    }

    private TimeSpan Wait(long now)
    {
        if (_closedUntil - timeProvider.GetUtcNow() is { Ticks: > 0 } closed)
        {
            return closed;
        }

        if (!_isKnown)
        {
            // The first responses contain the size. A missing response must not stop the other requests forever.
            return _underWay < BeforeKnown ? TimeSpan.Zero : _aSecond - timeProvider.GetElapsedTime(_lastSentAt, now);
        }

        if (_limit is null || _available >= 1)
        {
            return TimeSpan.Zero;
        }

        var byPace = _perSecond > 0 ? TimeSpan.FromSeconds(Math.Min(3600, (1 - _available) / _perSecond)) : TimeSpan.MaxValue;
        var byWord =
            // A request in progress may take the available token; but it may also hang.
            _underWay > 0
                ? _patience - timeProvider.GetElapsedTime(_lastSentAt, now)
            : _nextTokenAt is { } next ? next - timeProvider.GetUtcNow()
            : _aSecond - timeProvider.GetElapsedTime(_lastSentAt, now);
        return byPace < byWord ? TimeSpan.FromMilliseconds(Math.Ceiling(byPace.TotalMilliseconds)) : byWord; // the resolution of timers
    }

    // Between two responses, the new tokens are those that were taken plus the bucket's increase. The count is low and the time long, so
    // the estimate never exceeds the actual rate, and a longer window makes it more exact. A full bucket overflows and reveals nothing.
    private void Learn(RateLimitTicket ticket, RateLimit told, long now)
    {
        if (told.IsRefusal)
        {
            _perSecond *= 0.9; // another client uses the same bucket, or it became smaller
        }

        if (_since is { } since && !told.IsRefusal)
        {
            var came = told.Remaining - since.Remaining - 1 + ticket.Number - ticket.UnderWay - since.Sent;
            var seconds = timeProvider.GetElapsedTime(since.SentAt, now).TotalSeconds;
            if (came > 0 && seconds > 0)
            {
                _perSecond = Math.Max(_perSecond, came / seconds);
            }
        }

        if (
            _since is null
            || told.IsRefusal
            || told.Remaining >= told.Limit - 1
            || timeProvider.GetElapsedTime(_since.SentAt, now) > _window
        )
        {
            _since = new Observation(told.Remaining, _sent, ticket.SentAt);
        }
    }

    private sealed record Observation(int Remaining, long Sent, long SentAt);
}
