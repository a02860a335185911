namespace Auth0Flows.RateLimits;

/// <summary>
/// What we believe of one of the tenant's token buckets. Auth0 tells the size and what is left with every answer, and the second at
/// which the next token comes, but not how fast they come: that is learnt, from below, so that no request is sent too early.
/// <see href="https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy"/>.
/// </summary>
internal sealed class TokenBucket(TimeProvider timeProvider)
{
    // Auth0's smallest bucket holds two: so many may go before an answer has told the size.
    private const int BeforeKnown = 2;

    private static readonly TimeSpan _aSecond = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _window = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private TaskCompletionSource _heard = NewSignal();
    private bool _isKnown;
    private int? _limit;
    private double _available; // what may be sent now: the tokens left, without those that requests under way take
    private double _perSecond; // no more than what really flows in; 0 while unknown
    private long _at;
    private long _sent;
    private long _lastSentAt;
    private int _underWay;
    private DateTimeOffset? _nextTokenAt;
    private DateTimeOffset? _closedUntil;
    private long _closedAfter; // how many were sent until then
    private Observation? _since;

    /// <summary>Whoever wants a token has the turn, one after the other.</summary>
    public SemaphoreSlim Turn { get; } = new(1, 1);

    /// <summary>
    /// Takes a token, or says how long to wait for one, at most: an answer on its way may know better. Where the wait is longer than
    /// is waited, the request goes all the same: the tenant says itself, then, how it is.
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

    /// <summary>The request is over, and nothing was heard of the bucket.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _underWay--;
            Signal();
        }
    }

    /// <summary>The answer said that there is no limit, or did not say.</summary>
    public void HearNothing()
    {
        lock (_gate)
        {
            _isKnown = true;
            _underWay--;
            Signal();
        }
    }

    /// <summary>
    /// What a 429 asks for: nobody sends before then. Any other answer, to what was sent after it, opens the bucket again.
    /// </summary>
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

    /// <summary>An answer told the bucket's state.</summary>
    public void Hear(RateLimitTicket ticket, RateLimit told)
    {
        lock (_gate)
        {
            var isOurs = ticket.Bucket == this;
            var now = timeProvider.GetTimestamp();
            Accrue(now);
            // Those that may have taken their token after this one: sent later, or sent earlier and still under way then.
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
            // The first answers tell the size. One that doesn't come must not hold up the others for ever.
            return _underWay < BeforeKnown ? TimeSpan.Zero : _aSecond - timeProvider.GetElapsedTime(_lastSentAt, now);
        }

        if (_limit is null || _available >= 1)
        {
            return TimeSpan.Zero;
        }

        var byPace = _perSecond > 0 ? TimeSpan.FromSeconds(Math.Min(3600, (1 - _available) / _perSecond)) : TimeSpan.MaxValue;
        var byWord =
            // Whoever is under way may take the token that was told; but it may hang, too.
            _underWay > 0
                ? _patience - timeProvider.GetElapsedTime(_lastSentAt, now)
            : _nextTokenAt is { } next ? next - timeProvider.GetUtcNow()
            : _aSecond - timeProvider.GetElapsedTime(_lastSentAt, now);
        return byPace < byWord ? TimeSpan.FromMilliseconds(Math.Ceiling(byPace.TotalMilliseconds)) : byWord; // timers know no less
    }

    // Between two answers so many tokens came as were taken, and as the bucket holds more than before. Counted low and timed long, so
    // that it is never more than the truth; the longer the window, the closer. A full bucket overflows: nothing is learnt from that.
    private void Learn(RateLimitTicket ticket, RateLimit told, long now)
    {
        if (told.IsRefusal)
        {
            _perSecond *= 0.9; // somebody else draws from the same bucket, or it became smaller
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
