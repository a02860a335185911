using System.Diagnostics;

namespace Auth0Flows.ApiBenchmarks;

/// <summary>Reads lists and logs from one object to a million: the time for all, and how much memory is in use at most.</summary>
internal static class GrowthMeasure
{
    private const int Samples = 10;

    public static async Task<object> RunAsync(IEnumerable<int> sizes)
    {
        var rows = new List<object>();
        await ReadAsync("warm-up", 1000, "ClientCount", session => session.ListAsync(Auth0Resources.Clients), rows);
        rows.Clear();
        foreach (var size in sizes)
        {
            await ReadAsync("Applications listed", size, "ClientCount", session => session.ListAsync(Auth0Resources.Clients), rows);
            await ReadAsync("Log entries read", size, "LogCount", session => session.ReadLogAsync(), rows);
        }

        return rows;
    }

    private static async Task ReadAsync<T>(
        string name,
        int size,
        string setting,
        Func<Auth0Session, IAsyncEnumerable<T>> list,
        List<object> rows
    )
    {
        await using var tenant = await TenantProcess.StartAsync($"{setting}={size}");
        using var session = tenant.Connect();
        _ = await session.GetTokenAsync(audience: session.ManagementAudience);
        var before = Heap();
        var (read, most) = (0, before);
        var (started, sampling) = (Stopwatch.GetTimestamp(), TimeSpan.Zero);
        await foreach (var item in list(session))
        {
            read++;
            if (read % Math.Max(size / Samples, 1) == 0)
            {
                var sample = Stopwatch.GetTimestamp();
                most = Math.Max(most, Heap());
                sampling += Stopwatch.GetElapsedTime(sample);
            }
        }

        if (read < size)
        {
            throw new InvalidOperationException($"{read} of {size} came.");
        }

        rows.Add(
            new
            {
                Name = name,
                Size = size,
                Milliseconds = (Stopwatch.GetElapsedTime(started) - sampling).TotalMilliseconds,
                Bytes = most - before,
            }
        );
    }

    private static long Heap()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
