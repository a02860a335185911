using System.Diagnostics;

namespace Auth0Flows.ApiBenchmarks;

/// <summary>
/// Sends requests as fast as a bucket allows that holds ten and refills ten per second, from one thread and from eight that share a
/// session. The best possible pace is the initial ten, plus ten for each second.
/// </summary>
internal static class PaceMeasure
{
    private const int Burst = 10;
    private const int PerSecond = 10;

    public static async Task<object> RunAsync(int seconds)
    {
        var runs = await Task.WhenAll(RunAsync(1, seconds), RunAsync(8, seconds)); // both mostly wait, so they run in parallel: two tenants
        return new { One = runs[0], Eight = runs[1] };
    }

    private static async Task<object> RunAsync(int threads, int seconds)
    {
        await using var tenant = await TenantProcess.StartAsync($"RateLimit={Burst}", $"RateLimitPerSecond={PerSecond}");
        using var session = tenant.Connect();
        using var http = await tenant.ConnectBareAsync(session); // gets the token before the stopwatch starts
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
                            // Blocks intentionally: the caller owns the thread, like a runspace does.
                            session.SendAsync(path).GetAwaiter().GetResult();
                        }
                    },
                    CancellationToken.None,
                    TaskCreationOptions.LongRunning, // one thread each
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
