namespace Auth0Flows.Tests.Soak;

/// <summary>A clock that runs much faster than real time: it advances step by step, and doesn't keep expired timers.</summary>
internal sealed class SoakClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<Timer, long> _timers = new();
    private long _now = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero).UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _now), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        var due = new List<Timer>();
        lock (_gate)
        {
            _now += by.Ticks;
            while (_timers.TryPeek(out var timer, out var dueAt) && dueAt <= _now)
            {
                _timers.Dequeue();
                if (timer.TryTake(dueAt))
                {
                    due.Add(timer);
                }
            }
        }

        foreach (var timer in due)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static timer => timer.Fire(), timer, preferLocal: false);
        }
    }

    private sealed class Timer(SoakClock clock, TimerCallback callback, object? state) : ITimer
    {
        private long _dueAt; // 0: never

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                if (_dueAt != 0)
                {
                    clock._timers.Remove(this, out _, out _);
                }

                _dueAt = dueTime == Timeout.InfiniteTimeSpan ? 0 : clock._now + dueTime.Ticks;
                if (_dueAt != 0)
                {
                    clock._timers.Enqueue(this, _dueAt);
                }
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        // Called with the lock held.
        public bool TryTake(long dueAt)
        {
            var isDue = _dueAt == dueAt;
            _dueAt = 0;
            return isDue;
        }

        public void Fire() => callback(state);
    }
}
