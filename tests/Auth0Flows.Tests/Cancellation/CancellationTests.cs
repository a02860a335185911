using System.Diagnostics;
using Auth0Flows.Tests.Faults;

namespace Auth0Flows.Tests.Cancellation;

/// <summary>
/// Cancels each wait 50 times at random moments: it ends within 200 ms, leaves no thread, socket, port, timer or file, and the session
/// still works. The tests run in sequence and alone, because they count what is left in the whole process.
/// </summary>
[Collection(nameof(Alone))]
public sealed class CancellationTests(CancellationPage page) : IClassFixture<CancellationPage>
{
    private const int Rounds = 50;
    private const double LongestRun = 25; // milliseconds until cancellation

    private static readonly TimeSpan _limit = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan _hang = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Waits => [.. WaitTable.All.Select(static wait => wait.Name)];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Waits))]
    public async Task Wait_StoppedAtAnyMoment_EndsAtOnceAndLeavesNothing(string name)
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}");
        var random = new Random(seed);
        var wait = WaitTable.Named(name);
        var folder = Directory.CreateTempSubdirectory("auth0flows-");
        var time = new FakeTime();
        await using var server = new FaultServer(time);
        using var session = Connect(server, time);
        var stage = new Wait.Stage(server, session, time, folder.FullName);
        try
        {
            var act = await wait.Begin(stage);
            await RoundAsync(wait, act, time, random); // whatever the first round creates stays
            var before = Leftovers.Now();
            var timers = time.Waiting;

            var slowest = TimeSpan.Zero;
            for (var round = 0; round < Rounds; round++)
            {
                var (took, bare) = await RoundAsync(wait, act, time, random);
                slowest = took > slowest ? took : slowest;
                Assert.True(
                    took - bare < _limit,
                    $"Round {round} of seed {seed} took {took.TotalMilliseconds:0} ms, and a bare wait {bare.TotalMilliseconds:0} ms."
                );
            }

            page.Note(name, slowest);
            // a request that other callers could share ends a moment later
            await time.UntilWaitingAsync(timers, Cancel).WaitAsync(_hang, Cancel);
            Assert.Empty(folder.GetFiles());
            await server.HealAsync();
            await before.AreAllAsync(sockets: 2, Cancel);
            await AssertWorksAsync(session, server, time);
        }
        finally
        {
            stage.Owned.ForEach(static owned => owned.Dispose());
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Page_HasTheWaitsOfTheSuite() => Assert.Equal(WaitTable.All.Select(static wait => wait.Name), CancellationPage.Waits);

    // A bare wait is cancelled at the same moment, for comparison: the library isn't responsible for a busy machine.
    private static async Task<(TimeSpan Took, TimeSpan Bare)> RoundAsync(
        Wait wait,
        Func<CancellationToken, Task> act,
        FakeTime time,
        Random random
    )
    {
        using var cancellation = new CancellationTokenSource();
        var bare = EndAsync(Task.Delay(Timeout.InfiniteTimeSpan, cancellation.Token));
        var waiting = EndAsync(Task.Run(() => act(cancellation.Token), Cancel));
        await Task.Delay(TimeSpan.FromMilliseconds(random.NextDouble() * LongestRun), Cancel);
        var stopped = Stopwatch.GetTimestamp();
        await cancellation.CancelAsync();

        var ended = await Task.WhenAll(waiting, bare).WaitAsync(_hang, Cancel);
        if (wait.GoesOn)
        {
            time.Advance(Line.TimeOut);
        }

        return (Stopwatch.GetElapsedTime(stopped, ended[0]), Stopwatch.GetElapsedTime(stopped, ended[1]));
    }

    private static async Task<long> EndAsync(Task task)
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
        return Stopwatch.GetTimestamp();
    }

    private static async Task AssertWorksAsync(Auth0Session session, FaultServer server, FakeTime time)
    {
        time.Advance(TimeSpan.FromHours(1)); // ends all remaining waits
        Assert.Equal(
            server.Tenant.NextToken,
            (await session.GetTokenAsync(new ClientCredentialsGrant("urn:after"), cancellationToken: Cancel)).AccessToken.Reveal()
        );
        Assert.Equal("c1", (await session.GetAsync(Auth0Resources.Clients, "c1", cancellationToken: Cancel)).ClientId);
    }

    private static Auth0Session Connect(FaultServer server, FakeTime time) =>
        new(
            new Auth0SessionOptions
            {
                Domain = Auth0Domain.Parse(server.Address),
                Client = Auth0ClientAuthentication.SecretPost("app", Flow.Visit.Secret("secret")),
                Timeout = Line.TimeOut,
                TimeProvider = time,
            }
        );
}
