using System.Diagnostics;

namespace Auth0Flows.Tests.Cancellation;

/// <summary>The handles, threads and timers that a process holds.</summary>
internal sealed record Leftovers(int Handles, int Threads, long Timers)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(20);

    public static Leftovers Now()
    {
        using var process = Process.GetCurrentProcess();
        return new Leftovers(OperatingSystem.IsLinux() ? Handled().Count() : process.HandleCount, process.Threads.Count, Timer.ActiveCount);
    }

    /// <summary>
    /// Completes when the process holds no more than this, apart from the runtime's own. The other side's close arrives with a delay, and
    /// nothing signals it.
    /// </summary>
    /// <param name="sockets">How many connections may stay in the pool, with both ends in this process.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async Task AreAllAsync(int sockets, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (Now() is var now && !IsEnough(now, sockets))
        {
            Assert.True(
                Stopwatch.GetElapsedTime(started) < _patience,
                $"There were {this}, and now there are {now}:{Environment.NewLine}{Describe()}"
            );
            GC.Collect();
            await Task.Delay(_pause, cancellationToken);
        }
    }

    private static string Describe() => OperatingSystem.IsLinux() ? string.Join(Environment.NewLine, Handled()) : "";

    // What the handles refer to; the runtime opens an assembly whenever it needs one.
    private static IEnumerable<string> Handled() =>
        new DirectoryInfo("/proc/self/fd")
            .GetFileSystemInfos()
            .Select(static handle => handle.LinkTarget)
            .OfType<string>()
            .Where(static target => !target.EndsWith(".dll", StringComparison.Ordinal));

    private bool IsEnough(Leftovers now, int sockets) =>
        now.Handles <= Handles + (2 * sockets)
        && now.Threads <= Threads + 4
        && now.Timers <= Timers + 2
        && ThreadPool.PendingWorkItemCount < 8;
}
