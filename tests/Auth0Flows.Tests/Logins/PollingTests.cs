namespace Auth0Flows.Tests.Logins;

/// <summary>When polling happens, on a clock that skips waits: RFC 8628 §3.5.</summary>
public sealed class PollingTests
{
    private readonly FakeTime _time = new() { JumpsOverDelays = true };

    private IEnumerable<double> Waits =>
        _time.Delays.Where(static wait => wait > TimeSpan.Zero).Select(static wait => Math.Round(wait.TotalSeconds, 3));

    [Theory]
    [InlineData(8, 5, 6.5, new[] { 7.2 })]
    [InlineData(8, 5, 1, new[] { 7.2 })]
    [InlineData(3, 5, 2.5, new[] { 2.7 })] // sooner than the interval, which would be too late
    [InlineData(12, 5, 10.5, new[] { 5, 6.3 })]
    [InlineData(30, 5, 28.5, new[] { 5.0, 5, 5, 5, 9 })]
    [InlineData(30, 5, 12, new[] { 5.0, 5, 5 })]
    public async Task WhoAnswersInTheLastMoment_HasAnswered_AndNobodyIsAskedSoonerThanTheInterval(
        double life,
        double interval,
        double answered,
        double[] waits
    )
    {
        Assert.Equal(Auth0ErrorCode.MfaRejected, await AskAsync(life, interval, answered));

        Assert.Equal(waits, Waits);
    }

    [Fact]
    public async Task WhoDoesNotAnswer_IsTooLate_AfterTheLastQuestion()
    {
        Assert.Equal(Auth0ErrorCode.DeviceCodeExpired, await AskAsync(8, 5, 100));

        Assert.Equal([7.2], Waits);
    }

    [Fact]
    public async Task SlowDown_NearTheEnd_StillGetsTheLastQuestion()
    {
        Assert.Equal(Auth0ErrorCode.MfaRejected, await AskAsync(20, 5, 18.5, Auth0ErrorCode.SlowDown));

        Assert.Equal([5, 14], Waits);
    }

    [Fact]
    public async Task LongRetryAfter_StillGetsTheLastQuestion()
    {
        Assert.Equal(Auth0ErrorCode.MfaRejected, await AskAsync(20, 5, 18.5, Auth0ErrorCode.RateLimited, TimeSpan.FromSeconds(60)));

        Assert.Equal([5, 14], Waits);
    }

    [Fact]
    public async Task EndOfOnesOwnPatience_GetsNoLastQuestion()
    {
        Assert.Equal(Auth0ErrorCode.DeviceCodeExpired, await AskAsync(8, 5, 6.5, asksAtTheEnd: false));

        Assert.Equal([5], Waits);
    }

    // Reports the answer as an error, so that no token is needed.
    private async Task<Auth0ErrorCode> AskAsync(
        double life,
        double interval,
        double answered,
        Auth0ErrorCode pending = Auth0ErrorCode.AuthorizationPending,
        TimeSpan? retryAfter = null,
        bool asksAtTheEnd = true
    )
    {
        var begun = _time.GetUtcNow();
        var failure = await Assert.ThrowsAsync<Auth0TokenException>(() =>
            new Polling(_time, null).RunAsync(
                _ =>
                    throw new Auth0TokenException(
                        _time.GetUtcNow() < begun.AddSeconds(answered) ? pending : Auth0ErrorCode.MfaRejected,
                        "answer"
                    )
                    {
                        RetryAfter = retryAfter,
                    },
                TimeSpan.FromSeconds(interval),
                TimeSpan.FromSeconds(interval),
                begun.AddSeconds(life),
                asksAtTheEnd,
                Auth0ErrorCode.DeviceCodeExpired,
                "Waiting",
                TestContext.Current.CancellationToken
            )
        );
        Assert.True(_time.GetUtcNow() < begun.AddSeconds(life));
        return failure.Code;
    }
}
