using Auth0Flows.Sessions;

namespace Auth0Flows.Tests.Storage;

/// <summary>The end of a process with several sessions that have something to write.</summary>
public sealed class ProcessEndTests
{
    // One after another, they would wait for each other.
    [Fact]
    public void Writes_AreMadeAtOnce()
    {
        var end = new ProcessEnd();
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = 0;
        var written = 0;
        for (var i = 0; i < 3; i++)
        {
            var write = new Write(async () =>
            {
                if (Interlocked.Increment(ref begun) == 3)
                {
                    all.SetResult();
                }

                await all.Task;
                Interlocked.Increment(ref written);
            });
            end.Add(write.RunAsync);
        }

        end.Write();

        Assert.Equal(3, written);
    }

    [Fact]
    public void WhatWasRemoved_IsNotWritten()
    {
        var end = new ProcessEnd();
        var written = 0;
        Task Count() => Task.FromResult(++written);
        end.Add(Count);
        end.Add(Count);
        end.Remove(Count);
        end.Remove(Count);

        end.Write();

        Assert.Equal(0, written);
    }

    [Fact]
    public async Task WhatIsUnderWay_IsAwaited_UntilItIsOver()
    {
        var end = new ProcessEnd();
        var underWay = end.Await();
        var over = end.Await();
        over.Dispose();

        var ending = Task.Factory.StartNew(
            end.Write,
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        await Assert.ThrowsAsync<TimeoutException>(() =>
            ending.WaitAsync(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken)
        );
        underWay.Dispose();

        await ending;
        end.Write(); // nothing is left
    }

    private sealed class Write(Func<Task> act)
    {
        public Task RunAsync() => act();
    }
}
