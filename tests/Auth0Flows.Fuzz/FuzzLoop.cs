using System.Collections.Concurrent;
using System.Diagnostics;

namespace Auth0Flows.Fuzz;

/// <summary>Tries inputs at one target, each made of those before it that had an outcome of their own.</summary>
internal sealed class FuzzLoop(FuzzTarget target, FuzzOptions options)
{
    private const int LargestPool = 400;
    private static readonly TimeSpan _hang = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, (byte[] Input, string Message)> _findings = new();
    private readonly ConcurrentDictionary<string, bool> _outcomes = new();
    private readonly Stopwatch _watch = new();
    private byte[]?[] _current = [];
    private long[] _startedAt = [];
    private long _count;

    /// <summary>Runs to its end.</summary>
    public FuzzResult Run()
    {
        var seeds = Corpus.Of(target).DefaultIfEmpty([]).ToArray();
        (_current, _startedAt) = (new byte[]?[options.Threads], new long[options.Threads]);
        _watch.Start();
        using var guard = new Timer(_ => FailWhereItHangs(), null, _hang, _hang);
        var threads = Enumerable.Range(0, options.Threads).Select(number => new Thread(() => Run(number, seeds), 16 << 20)).ToArray();
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
        _watch.Stop();
        return new FuzzResult(target.Name, _count, _watch.Elapsed, _outcomes.Count, [.. _findings.Values]);
    }

    // Each thread has inputs and chance of its own: the same seed and number of threads give the same inputs.
    private void Run(int number, byte[][] seeds)
    {
        var random = new Random(HashCode(options.Seed, target.Name, number));
        var mutator = new Mutator(random, target.Words);
        var (pool, seen) = (new List<byte[]>(seeds), new HashSet<string>());
        Array.ForEach(seeds, seed => Try(number, seed, pool, seen));
        for (long i = number; i < options.Inputs && _watch.Elapsed < options.Time; i += options.Threads)
        {
            Try(number, mutator.Mutate(pool[random.Next(pool.Count)], pool[random.Next(pool.Count)]), pool, seen);
        }

        _current[number] = null;
    }

    private void Try(int number, byte[] input, List<byte[]> pool, HashSet<string> seen)
    {
        (_startedAt[number], _current[number]) = (Stopwatch.GetTimestamp(), input);
        Interlocked.Increment(ref _count);
        try
        {
            var outcome = target.Try(input);
            _outcomes[outcome] = true;
            if (seen.Add(outcome) && pool.Count < LargestPool)
            {
                pool.Add(input);
            }
        }
        catch (FuzzFinding finding)
        {
            if (_findings.TryAdd(finding.Kind, (input, finding.Message)))
            {
                _findings[finding.Kind] = Minimizer.Minimize(target, input, finding);
            }
        }
    }

    // A thread can't be stopped from without: the input is kept, and the whole run ends.
    private void FailWhereItHangs()
    {
        for (var i = 0; i < _current.Length; i++)
        {
            if (_current[i] is { } input && Stopwatch.GetElapsedTime(_startedAt[i]) > _hang)
            {
                Console.Error.WriteLine($"{target.Name} hangs on an input of {input.Length} bytes: {Corpus.Keep(target, input)}");
                Environment.Exit(2);
            }
        }
    }

    // string.GetHashCode differs from run to run.
    private static int HashCode(int seed, string name, int number) =>
        name.Aggregate(unchecked((seed * 31) + number), static (hash, character) => unchecked((hash * 31) + character));
}
