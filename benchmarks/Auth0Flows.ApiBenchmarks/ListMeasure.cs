using System.Diagnostics;
using PeerModule;

namespace Auth0Flows.ApiBenchmarks;

/// <summary>
/// Lists all applications of a tenant that has many: with the session's list, and with a loop that reads page by page. They take turns, and
/// neither keeps what it reads.
/// </summary>
internal static class ListMeasure
{
    private const int WarmUp = 3;

    public static async Task<object> RunAsync(int rounds, int clients, int latency)
    {
        await using var tenant = await TenantProcess.StartAsync($"ClientCount={clients}", $"Latency={latency}");
        using var session = tenant.Connect();
        using var http = await tenant.ConnectBareAsync(session);
        var (ours, bare) = (new List<Cost>(), new List<Cost>());
        for (var round = -WarmUp; round < rounds; round++)
        {
            var own = await MeasureAsync(() => ReadAsync(session), clients);
            var peer = await MeasureAsync(() => PeerClients.ReadAsync(http, tenant.Clients), clients);
            if (round >= 0)
            {
                ours.Add(own);
                bare.Add(peer);
            }
        }

        return new
        {
            Ours = ours.Select(cost => cost.Milliseconds),
            OursProcessor = ours.Select(cost => cost.ProcessorMilliseconds),
            Bare = bare.Select(cost => cost.Milliseconds),
            BareProcessor = bare.Select(cost => cost.ProcessorMilliseconds),
        };
    }

    private static async Task<int> ReadAsync(Auth0Session session)
    {
        var read = 0;
        await foreach (var client in session.ListAsync(Auth0Resources.Clients))
        {
            read += client.ClientId is null ? 0 : 1;
        }

        return read;
    }

    private static async Task<Cost> MeasureAsync(Func<Task<int>> read, int expected)
    {
        GC.Collect(); // so that one doesn't have to collect the other's garbage
        var processor = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        var found = await read();
        var cost = new Cost(
            Stopwatch.GetElapsedTime(started).TotalMilliseconds,
            (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds
        );
        return found == expected ? cost : throw new InvalidOperationException($"{found} applications of {expected} came.");
    }

    private sealed record Cost(double Milliseconds, double ProcessorMilliseconds);
}
