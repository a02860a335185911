using System.Diagnostics;
using System.Security;
using System.Text.Json;

namespace Auth0Flows.Benchmarks;

/// <summary>
/// What a session holds, from one to a million: the time to add all, the memory that they need, and the time to find one.
/// </summary>
internal static class Growth
{
    private const int Lookups = 10_000;
    private const int Recent = 1000;

    private static readonly Auth0Domain _domain = Auth0Domain.Parse("http://127.0.0.1:9");

    public static void Run(IEnumerable<int> sizes)
    {
        _ = Measure("warm-up", 100, Tokens);
        foreach (var size in sizes)
        {
            Print(Measure("Tokens held", size, Tokens));
            Print(Measure("Refresh token families", size, Families));
            Print(Measure("Sessions in a process", size, Sessions));
        }
    }

    // The answer of the program, a row a line: Measures/Growth.ps1 reads it.
    private static void Print(object row) => Console.WriteLine(JsonSerializer.Serialize(row));

    private static object Measure(string name, int size, Func<int, (IDisposable Held, Action<int> Find)> fill)
    {
        var before = Heap();
        var started = Stopwatch.GetTimestamp();
        var (held, find) = fill(size);
        var milliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        var bytes = Heap() - before;
        find(0);
        started = Stopwatch.GetTimestamp();
        for (var lookup = 0; lookup < Lookups; lookup++)
        {
            find((int)((long)lookup * size / Lookups));
        }

        var nanoseconds = Stopwatch.GetElapsedTime(started).TotalNanoseconds / Lookups;
        GC.KeepAlive(held);
        held.Dispose();
        return new
        {
            Name = name,
            Size = size,
            Milliseconds = milliseconds,
            Bytes = bytes,
            LookupNanoseconds = nanoseconds,
        };
    }

    private static (IDisposable, Action<int>) Tokens(int size)
    {
        var session = new Auth0Session(new Auth0SessionOptions { Domain = _domain, Client = Client(0) });
        using var lease = SharedTokenCaches.OfProcess.Join(_domain, Client(0));
        for (var number = 0; number < size; number++)
        {
            var grant = Grant(number);
            var answer = new TokenAnswer("opaque", "Bearer", TimeSpan.FromDays(1), null, null, null);
            lease.Cache.Add(TokenKey.For(grant), new Auth0Token(answer, grant.Asked, _domain, "client 0", TimeProvider.System));
        }

        return (session, number => Found(session.TryGetToken(Grant(number), out _)));
    }

    private static (IDisposable, Action<int>) Families(int size)
    {
        var families = new RefreshTokenFamilies(TimeProvider.System);
        var held = Enumerable.Range(0, size).Select(number => families.Of(Token(number))).ToArray();

        // Of very many, the oldest are forgotten.
        return (
            new Keeper(held),
            number =>
            {
                var recent = size - 1 - (number % Recent);
                Found(recent < 0 || families.Of(Token(recent)) == held[recent]);
            }
        );
    }

    private static (IDisposable, Action<int>) Sessions(int size)
    {
        var sessions = Enumerable
            .Range(0, size)
            .Select(number => new Auth0Session(new Auth0SessionOptions { Domain = _domain, Client = Client(number) }))
            .ToArray();
        return (new Keeper(sessions), number => Found(!sessions[number].TryGetToken(Grant(number), out _)));
    }

    private static void Found(bool isFound)
    {
        if (!isFound)
        {
            throw new InvalidOperationException("It should be there.");
        }
    }

    private static ClientCredentialsGrant Grant(int number) => new($"https://api-{number:0000000}.example.com/");

    private static Auth0Secret Token(int number) => Auth0Secret.FromPlainText($"refresh token {number:0000000}");

    private static Auth0ClientAuthentication Client(int number)
    {
        using var secret = new SecureString();
        secret.AppendChar('s');
        return Auth0ClientAuthentication.SecretPost($"client {number}", secret);
    }

    private static long Heap()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private sealed class Keeper(Array held) : IDisposable
    {
        public void Dispose()
        {
            foreach (var one in held.OfType<IDisposable>())
            {
                one.Dispose();
            }
        }
    }
}
