using System.Runtime.InteropServices;

namespace Auth0Flows.Sessions;

/// <summary>
/// What sessions still write when their process ends, or is told to end (SIGTERM of a service, SIGHUP of a terminal), and refresh tokens
/// that were sent and whose successors must be stored: all at once, for at most 15 seconds together.
/// </summary>
internal sealed class ProcessEnd
{
    private readonly Lock _gate = new();
    private readonly HashSet<Func<Task>> _writes = [];
    private PosixSignalRegistration[] _signals = [];

    /// <summary>That of this process.</summary>
    public static ProcessEnd OfProcess { get; } = new();

    /// <summary>How long the end of a process, or of a session, waits.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(15);

    /// <summary>Has something written at the end, if it isn't removed before. It must not throw.</summary>
    public void Add(Func<Task> write)
    {
        lock (_gate)
        {
            if (_writes.Count == 0)
            {
                AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
                _signals =
                [
                    PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Write()),
                    PosixSignalRegistration.Create(PosixSignal.SIGHUP, _ => Write()),
                ];
            }

            _writes.Add(write);
        }
    }

    /// <summary>Has the end wait for something that is under way, until the result is disposed.</summary>
    public IDisposable Await()
    {
        var underWay = new UnderWay(this);
        Add(underWay.Wait);
        return underWay;
    }

    public void Remove(Func<Task> write)
    {
        lock (_gate)
        {
            if (_writes.Remove(write) && _writes.Count == 0)
            {
                AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
                Array.ForEach(_signals, static signal => signal.Dispose());
            }
        }
    }

    /// <summary>Writes all. Blocks, because the end of a process can't wait otherwise.</summary>
    public void Write()
    {
        Task[] all;
        lock (_gate)
        {
            all = [.. _writes.Select(static write => Task.Run(write))];
        }

        Task.WaitAll(all, Patience);
    }

    private void OnProcessExit(object? sender, EventArgs e) => Write();

    private sealed class UnderWay(ProcessEnd end) : IDisposable
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Wait() => _done.Task;

        public void Dispose()
        {
            _done.TrySetResult();
            end.Remove(Wait);
        }
    }
}
