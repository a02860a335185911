using System.Diagnostics;

namespace Auth0Flows.Tests.Faults;

/// <summary>The result of one fault in one flow.</summary>
/// <param name="Outcome">The error's id, or <see cref="Ok"/>.</param>
/// <param name="Took">How long the caller waited.</param>
/// <param name="Allocated">How much memory was allocated meanwhile, including the server's.</param>
internal sealed record Cell(string Outcome, TimeSpan Took, long Allocated)
{
    public const string Ok = "ok";

    private const int Retries = 2;

    // Keys aren't requested again before this time.
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(6);

    // A cell that takes longer hangs.
    private static readonly TimeSpan _hang = TimeSpan.FromSeconds(30);

    public static async Task<Cell> RunAsync(Fault fault, Flow flow, CancellationToken cancellationToken)
    {
        var time = new FakeTime { JumpsOverDelays = true };
        await using var server = new FaultServer(time);
        using var session = new Auth0Session(
            new Auth0SessionOptions
            {
                Domain = Auth0Domain.Parse(server.Address),
                Client = Auth0ClientAuthentication.SecretPost("app", Flow.Visit.Secret("secret")),
                MaximumRetryCount = Retries,
                Timeout = Line.TimeOut,
                TimeProvider = time,
            }
        );
        var visit = new Flow.Visit(session, server, cancellationToken);

        var act = await flow.Begin(visit);
        var held = Held(session);
        server.Break(flow.Target, fault);
        var cell = await TryAsync(act, fault, flow, server);
        var sent = server.Broken.Count;
        await server.HealAsync();
        time.Advance(_pause);

        if (cell.Outcome != Ok)
        {
            // Nothing from a bad response was kept. A token that an API rejected is replaced by one from the healthy token endpoint.
            Assert.Equal(fault.MostSent == 2 && flow.TakesToken ? [.. held.Select(_ => server.Tenant.LastToken)] : held, Held(session));
        }

        AssertNotRepeated(fault, flow, sent);
        act = await flow.Begin(visit);
        Assert.Equal(flow.Expected ?? server.Tenant.NextToken, await act().WaitAsync(_hang, cancellationToken));
        return cell;
    }

    private static async Task<Cell> TryAsync(Func<Task<string>> act, Fault fault, Flow flow, FaultServer server)
    {
        var before = GC.GetTotalAllocatedBytes();
        var started = Stopwatch.GetTimestamp();
        string outcome;
        try
        {
            var came = await act().WaitAsync(_hang);
            outcome = Ok;
            Assert.True(fault.MayPass || flow.IgnoresBody, $"It gave '{came}'.");
            if (!flow.IgnoresBody && (flow.GivesTokens || !fault.IsOtherContent))
            {
                Assert.Equal(flow.Expected ?? server.Tenant.LastToken, came);
            }
        }
        catch (Auth0Exception failure)
        {
            outcome = failure.Code.ToString();
            Assert.True(
                fault.Codes.Contains(failure.Code) || flow.Also.Contains(failure.Code),
                $"{failure.Code} is none of {string.Join(", ", fault.Codes)}: {failure}"
            );
        }

        return new Cell(outcome, Stopwatch.GetElapsedTime(started), GC.GetTotalAllocatedBytes() - before);
    }

    // A request that may already have had an effect isn't repeated, unless the server said that it did nothing.
    private static void AssertNotRepeated(Fault fault, Flow flow, int sent)
    {
        if (!flow.IsRepeated && !flow.IsPolled)
        {
            Assert.InRange(sent, 1, fault.MostSent == int.MaxValue ? Retries + 1 : fault.MostSent);
        }
        else if (!flow.IsPolled)
        {
            Assert.InRange(sent, 1, 40);
        }
    }

    private static string[] Held(Auth0Session session) => [.. session.Tokens.Select(static token => token.AccessToken.Reveal())];
}
