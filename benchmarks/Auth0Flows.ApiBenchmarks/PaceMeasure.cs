using System.Diagnostics;

namespace Auth0Flows.ApiBenchmarks;

/// <summary>
/// Requests as fast as they go under a bucket that holds ten and gets ten a second, by one thread and by eight that share a session. The
/// pace that there could have been: the ten of the start, and ten for each second.
/// </summary>
internal static class PaceMeasure
{
    private const int Burst = 10;
    private const int PerSecond = 10;

    public static async Task<object> RunAsync(int seconds)
    {
        var runs = await Task.WhenAll(RunAsync(1, seconds), RunAsync(8, seconds)); // they wait, mostly: at the same time, at two tenants
        return new { One = runs[0], Eight = runs[1] };
    }

    private static async Task<object> RunAsync(int threads, int seconds)
    {
        await using var tenant = await TenantProcess.StartAsync($"RateLimit={Burst}", $"RateLimitPerSecond={PerSecond}");
        using var session = tenant.Connect();
        using var http = await tenant.ConnectBareAsync(session); // the token is there before the watch runs
        var path = new Auth0ApiRequest { Path = "clients", Query = [new("per_page", "1")] };
        var watch = Stopwatch.StartNew();
        var callers = Enumerable
            .Range(0, threads)
            .Select(_ =>
                Task.Factory.StartNew(
                    () =>
                    {
                        while (watch.Elapsed.TotalSeconds < seconds)
                        {
                            // Blocks on purpose: the thread is this caller's own, as a runspace's is.
                            session.SendAsync(path).GetAwaiter().GetResult();
                        }
                    },
                    CancellationToken.None,
                    TaskCreationOptions.LongRunning, // a thread each
                    TaskScheduler.Default
                )
            );
        await Task.WhenAll(callers);
        var elapsed = watch.Elapsed.TotalSeconds;
        var count = await tenant.CountAsync();
        return new
        {
            Pace = count.Answered / (Burst + (PerSecond * elapsed)),
            Refused = (double)count.Refused / count.All,
            count.Answered,
            RefusedCount = count.Refused,
            Seconds = elapsed,
        };
    }
}
