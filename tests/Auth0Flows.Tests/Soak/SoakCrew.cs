using System.Collections.Concurrent;

namespace Auth0Flows.Tests.Soak;

/// <summary>Threads that work in parallel, and pause together.</summary>
internal sealed class SoakCrew : IAsyncDisposable
{
    private readonly Thread[] _threads;
    private readonly ManualResetEventSlim _works = new();
    private readonly SemaphoreSlim _resting = new(0);
    private volatile bool _isOver;
    private int _answered;

    public SoakCrew(int threads, Func<int, SoakWorker> worker)
    {
        _threads = [.. Enumerable.Range(0, threads).Select(number => new Thread(() => Run(worker(number))) { IsBackground = true })];
        Array.ForEach(_threads, static thread => thread.Start());
    }

    public int Answered => _answered;

    /// <summary>The calls that failed, by their ids.</summary>
    public ConcurrentDictionary<Auth0ErrorCode, int> Failed { get; } = new();

    public string DescribeFailed() =>
        string.Join(", ", Failed.OrderByDescending(static pair => pair.Value).Select(static pair => $"`{pair.Key}` {pair.Value}"));

    /// <summary>Errors without an id, and results other than the requested ones.</summary>
    public ConcurrentQueue<string> Strange { get; } = new();

    /// <summary>Works for a time; completes when all threads pause, none of them during a call.</summary>
    public async Task WorkAsync(TimeSpan length, TimeSpan hang)
    {
        _works.Set();
        await Task.Delay(length);
        _works.Reset();
        for (var i = 0; i < _threads.Length; i++)
        {
            Assert.True(await _resting.WaitAsync(hang), "A call has no end.");
        }
    }

    public ValueTask DisposeAsync()
    {
        _isOver = true;
        _works.Set();
        Array.ForEach(_threads, static thread => thread.Join());
        _works.Dispose();
        _resting.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Run(SoakWorker worker)
    {
        _works.Wait();
        while (!_isOver)
        {
            Call(worker);
            if (!_works.IsSet)
            {
                _resting.Release();
                _works.Wait();
            }
        }
    }

    private void Call(SoakWorker worker)
    {
        try
        {
            var (asked, came) = worker.CallAsync().GetAwaiter().GetResult();
            if (asked == came)
            {
                Interlocked.Increment(ref _answered);
            }
            else
            {
                Strange.Enqueue($"Asked for was '{asked}', and it gave '{came}'.");
            }
        }
        catch (Auth0Exception failure) when (failure.Code != Auth0ErrorCode.InternalError)
        {
            Failed.AddOrUpdate(failure.Code, 1, static (_, count) => count + 1);
        }
        catch (Exception failure)
        {
            Strange.Enqueue($"{failure}");
        }
    }
}
