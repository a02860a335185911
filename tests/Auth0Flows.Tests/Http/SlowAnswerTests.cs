namespace Auth0Flows.Tests.Http;

/// <summary>A slow body also times out: a response after the session's timeout, a file after the same time with almost no data.</summary>
public sealed class SlowAnswerTests : SessionTest
{
    private static readonly TimeSpan _timeout = TimeSpan.FromHours(2); // SessionTest's

    public SlowAnswerTests() => Time = new FakeTime();

    [Theory]
    [InlineData(200)]
    [InlineData(503)]
    public async Task Answer_WhoseBodyDrips_EndsWithTheTimeout(int status)
    {
        var begun = new TaskCompletionSource();
        await using var server = new RawServer(
            async (_, stream, stopping) =>
            {
                await stream.WriteAsync(RawServer.Head("Content-Length: 1000\r\n", status, "{"), stopping);
                await stream.FlushAsync(stopping);
                begun.TrySetResult();
                await Task.Delay(Timeout.Infinite, stopping);
            }
        );
        var asking = GetTokenAsync(Connect(domain: server.Address, retries: 0));
        await begun.Task.WaitAsync(Cancel);

        Time.Advance(_timeout);

        var failure = await FailsAsync<Auth0ConnectionException>(Auth0ErrorCode.RequestTimeout, () => asking);
        Assert.Equal($"{new Uri(server.Address).Authority} did not answer within 7200 s.", failure.Message);
    }

    [Fact]
    public async Task Stream_ThatDrips_IsGivenUp_AndOneThatIsSlowIsNot()
    {
        foreach (var (bytes, isTaken) in new[] { (100, false), (2 * SteadyStream.BytesPerSecond, true) })
        {
            await using var stream = new SteadyStream(new Ticking(Time, bytes), TimeSpan.FromSeconds(10), Time);
            var read = async () =>
            {
                var all = 0;
                while (all < 60 * bytes)
                {
                    all += await stream.ReadAsync(new byte[8192], Cancel);
                }
            };

            if (isTaken)
            {
                await read();
            }
            else
            {
                Assert.Equal("Only 1000 bytes arrived within 10 s.", (await Assert.ThrowsAsync<TimeoutException>(read)).Message);
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stream_ThatStops_IsGivenUp(bool isClosedUnderIt)
    {
        await using var stream = new SteadyStream(new Stopped(isClosedUnderIt), TimeSpan.FromSeconds(10), Time);
        var reading = stream.ReadAsync(new byte[1], Cancel).AsTask();

        Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("No data arrived within 10 s.", (await Assert.ThrowsAsync<TimeoutException>(() => reading)).Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stream_ThatIsCancelled_EndsAtOnce_AsCancelled(bool isClosedUnderIt)
    {
        using var cancellation = new CancellationTokenSource();
        await using var stream = new SteadyStream(new Stopped(isClosedUnderIt), TimeSpan.FromSeconds(10), Time);
        var reading = stream.ReadAsync(new byte[1], cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    // The timeout of the read before comes at the moment of its data: .NET has closed the connection, and this read wasn't cancelled.
    [Fact]
    public async Task Stream_ThatWasClosedBetweenTwoReads_IsATimeOut_AndTheOwnersIsNot()
    {
        var closed = new MemoryStream([1, 2]);
        await using var stream = new SteadyStream(closed, TimeSpan.FromSeconds(10), Time);
        Assert.Equal(1, await stream.ReadAsync(new byte[1], Cancel));

        await closed.DisposeAsync();

        await Assert.ThrowsAsync<TimeoutException>(() => stream.ReadAsync(new byte[1], Cancel).AsTask());
        await stream.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => stream.ReadAsync(new byte[1], Cancel).AsTask());
    }

    // One second for each read.
    private sealed class Ticking(FakeTime time, int bytes) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return ValueTask.FromResult(bytes);
        }
    }

    // .NET closes the connection under a cancelled read, and throws one exception or the other.
    private sealed class Stopped(bool isClosedUnderIt) : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            try
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            catch (OperationCanceledException) when (isClosedUnderIt)
            {
                ObjectDisposedException.ThrowIf(true, this);
            }

            return 0;
        }
    }
}
