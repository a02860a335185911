using Microsoft.Extensions.Time.Testing;

namespace Auth0Flows.Tests;

/// <summary>
/// Time that a test controls, with functions that <see cref="FakeTimeProvider"/> lacks: it lists the started waits, waits until waits
/// exist, and can skip waits, which then end as soon as they start, while the clock moves by their duration. Timeouts are never skipped.
/// </summary>
internal sealed class FakeTime() : FakeTimeProvider(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero))
{
    private static readonly TimeSpan _timeOut = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly HashSet<Timer> _waiting = [];
    private readonly List<TimeSpan> _delays = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _watchers = [];
    private readonly TaskCompletionSource _delayed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TimeSpan _jumped;

    public bool JumpsOverDelays { get; init; }

    /// <summary>The waits started so far.</summary>
    public IReadOnlyList<TimeSpan> Delays => Locked<TimeSpan[]>(() => [.. _delays]);

    /// <summary>The number of pending timers.</summary>
    public int Waiting => Locked(Count);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Locked(() => _jumped);

    public override long GetTimestamp() => base.GetTimestamp() + Locked(() => _jumped).Ticks;

    /// <summary>Completes when the first wait has started.</summary>
    public Task DelayBegunAsync(CancellationToken cancellationToken) => _delayed.Task.WaitAsync(cancellationToken);

    /// <summary>Completes when this many timers are pending.</summary>
    public Task UntilWaitingAsync(int count, CancellationToken cancellationToken)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _watchers.Add((count, reached));
            Tell();
        }

        return reached.Task.WaitAsync(cancellationToken);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Inner = base.CreateTimer(_ => timer.Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(dueTime, period);
        return timer;
    }

    // Whether the clock handles the timer: a skipped wait is already over.
    private bool Begin(Timer timer, TimeSpan due)
    {
        var isDelay = due < _timeOut && !timer.IsTimeOut && due != Timeout.InfiniteTimeSpan;
        var isJump = isDelay && JumpsOverDelays;
        lock (_gate)
        {
            _waiting.Remove(timer);
            timer.IsSet = false;
            if (isDelay)
            {
                _delays.Add(due);
                _jumped += isJump ? due : TimeSpan.Zero;
            }

            if (due != Timeout.InfiniteTimeSpan && !isJump)
            {
                _waiting.Add(timer);
            }
        }

        if (isDelay)
        {
            _delayed.TrySetResult();
        }

        return !isJump;
    }

    // The base class's timer is set by now: whoever is notified may move the clock.
    private void Set(Timer timer) =>
        Locked(() =>
        {
            timer.IsSet = true;
            Tell();
            return true;
        });

    private void End(Timer timer) =>
        Locked(() =>
        {
            _waiting.Remove(timer);
            Tell();
            return true;
        });

    private T Locked<T>(Func<T> act)
    {
        lock (_gate)
        {
            return act();
        }
    }

    // Called with the lock held.
    private int Count() => _waiting.Count(static timer => timer.IsSet);

    private void Tell()
    {
        var count = Count();
        foreach (var watcher in _watchers.Where(watcher => watcher.Count == count).ToArray())
        {
            _watchers.Remove(watcher);
            watcher.Reached.TrySetResult();
        }
    }

    private sealed class Timer(FakeTime time, TimerCallback callback, object? state) : ITimer
    {
        public ITimer? Inner { get; set; }

        public bool IsSet { get; set; }

        // A CancellationTokenSource waits for a timeout, which is never skipped; a Task.Delay waits for time to pass.
        public bool IsTimeOut =>
            callback.Method.DeclaringType?.DeclaringType == typeof(CancellationTokenSource)
            || callback.Method.DeclaringType == typeof(CancellationTokenSource);

        public void Fire()
        {
            time.End(this);
            callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (time.Begin(this, dueTime))
            {
                var isChanged = Inner!.Change(dueTime, period);
                time.Set(this);
                return isChanged;
            }

            ThreadPool.QueueUserWorkItem(static timer => timer.Fire(), this, preferLocal: false);
            return true;
        }

        public void Dispose()
        {
            time.End(this);
            Inner?.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
