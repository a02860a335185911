namespace Auth0Flows.Tests;

/// <summary>
/// Time that a test moves. With <see cref="JumpsOverDelays"/> a wait is over as soon as it begins, and the clock has moved by it.
/// Time-outs of an hour and more are never jumped over.
/// </summary>
internal sealed class FakeTime : TimeProvider
{
    private static readonly TimeSpan _timeOut = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly List<Timer> _timers = [];
    private readonly List<TimeSpan> _delays = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _watchers = [];
    private readonly TaskCompletionSource _delayed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public bool JumpsOverDelays { get; init; }

    /// <summary>The waits that began so far.</summary>
    public IReadOnlyList<TimeSpan> Delays
    {
        get
        {
            lock (_gate)
            {
                return [.. _delays];
            }
        }
    }

    /// <summary>How many timers wait for their time to come.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _timers.Count;
            }
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>Ends when the first wait has begun.</summary>
    public Task DelayBegunAsync(CancellationToken cancellationToken) => _delayed.Task.WaitAsync(cancellationToken);

    /// <summary>Ends when so many timers wait.</summary>
    public Task UntilWaitingAsync(int count, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_timers.Count == count)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _watchers.Add((count, reached));
            return reached.Task.WaitAsync(cancellationToken);
        }
    }

    public void Advance(TimeSpan by)
    {
        Timer[] due;
        lock (_gate)
        {
            _now += by;
            due = [.. _timers.Where(timer => timer.DueAt <= _now)];
            _timers.RemoveAll(due.Contains);
            Tell();
        }

        foreach (var timer in due)
        {
            timer.Fire();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private void Schedule(Timer timer, TimeSpan due)
    {
        var isDelay = due < _timeOut && !timer.IsTimeOut;
        lock (_gate)
        {
            _timers.Remove(timer);
            if (due == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            timer.DueAt = _now + due;
            if (isDelay)
            {
                _delays.Add(due);
            }

            if (!isDelay || !JumpsOverDelays)
            {
                _timers.Add(timer);
            }
            else
            {
                _now += due;
            }

            Tell();
        }

        if (isDelay)
        {
            _delayed.TrySetResult();
            if (JumpsOverDelays)
            {
                ThreadPool.QueueUserWorkItem(static timer => timer.Fire(), timer, preferLocal: false);
            }
        }
    }

    // Called under the gate.
    private void Tell()
    {
        foreach (var watcher in _watchers.Where(watcher => watcher.Count == _timers.Count).ToArray())
        {
            _watchers.Remove(watcher);
            watcher.Reached.TrySetResult();
        }
    }

    private sealed class Timer(FakeTime time, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset DueAt { get; set; }

        // A CancellationTokenSource waits for a time-out, which is never jumped over; a Task.Delay for its time.
        public bool IsTimeOut => callback.Method.DeclaringType?.DeclaringType == typeof(CancellationTokenSource) || callback.Method.DeclaringType == typeof(CancellationTokenSource);

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time.Schedule(this, dueTime);
            return true;
        }

        public void Dispose()
        {
            lock (time._gate)
            {
                time._timers.Remove(this);
                time.Tell();
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
