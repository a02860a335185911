using System.Diagnostics;

namespace Auth0Flows.ApiBenchmarks;

/// <summary>Reads the whole log by checkpoint without keeping it, and measures how much the heap grows after the first page.</summary>
internal static class LogMeasure
{
    private const int Page = 100;
    private const int Samples = 10;

    public static async Task<object> RunAsync(int entries)
    {
        await using var tenant = await TenantProcess.StartAsync($"LogCount={entries}");
        using var session = tenant.Connect();
        var (read, atFirst, most) = (0, 0L, 0L);
        var watch = Stopwatch.StartNew();
        await foreach (var entry in session.ReadLogAsync())
        {
            if (++read == Page)
            {
                atFirst = most = HeapWithoutGarbage();
            }
            else if (read % (entries / Samples) == 0)
            {
                most = Math.Max(most, HeapWithoutGarbage());
            }
        }

        var seconds = watch.Elapsed.TotalSeconds;
        return read >= entries // includes entries written in the meantime
            ? new
            {
                Megabytes = (most - atFirst) / 1048576.0,
                FirstPageMegabytes = atFirst / 1048576.0,
                Seconds = seconds,
                Read = read,
            }
            : throw new InvalidOperationException($"{read} entries of {entries} came.");
    }

    private static long HeapWithoutGarbage()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
