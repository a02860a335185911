namespace Auth0Flows.Tests.Tokens;

public sealed class FlightTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LastWhoLeaves_HoldsNobodyUp_WhoWantsToJoin()
    {
        var flight = new Flight<Auth0Token>();
        var sent = new TaskCompletionSource();
        bool? joined = null;
        flight.Start(async cancellation =>
        {
            // Runs on the thread that cancels, and blocks it intentionally: others must be able to request a token meanwhile.
            cancellation.Register(() =>
                joined = Task.Run(flight.TryJoin, Cancel) is var join && join.Wait(TimeSpan.FromSeconds(5), Cancel) ? join.Result : null
            );
            sent.SetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
            throw new InvalidOperationException("Nobody waits for this.");
        });
        Assert.True(flight.TryJoin());
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var left = flight.WaitAsync(leaving.Token);
        await sent.Task;

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        Assert.False(joined); // not null, which would mean that the caller waited in vain
    }
}
