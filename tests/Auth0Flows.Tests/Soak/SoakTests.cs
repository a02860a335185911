using System.Diagnostics;
using System.Globalization;
using Auth0Flows.Tests.Cancellation;
using Auth0Flows.Tests.Faults;

namespace Auth0Flows.Tests.Soak;

/// <summary>
/// Days of work in seconds: 64 threads call APIs with tokens that live an hour, while the clock runs an hour per second and three of a
/// hundred responses fail. Each call ends, no refresh token is lost, and neither memory nor handles grow.
/// </summary>
/// <remarks>It takes 20 s; <c>AUTH0FLOWS_SOAK_SECONDS</c> makes it longer.</remarks>
[Collection(nameof(Alone))]
public sealed class SoakTests
{
    private const int Threads = 64;
    private const int Users = 16;
    private const long MemoryMargin = 8 * 1024 * 1024;

    private static readonly TimeSpan _tick = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan _step = TimeSpan.FromSeconds(36); // an hour per second
    private static readonly TimeSpan _hang = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DaysOfWork_LoseNoRefreshToken_AndKeepNothing()
    {
        var length = TimeSpan.FromSeconds(
            double.Parse(
                Environment.GetEnvironmentVariable("AUTH0FLOWS_SOAK_SECONDS") is { Length: > 0 } seconds ? seconds : "20",
                CultureInfo.InvariantCulture
            )
        );
        var clock = new SoakClock();
        var begun = clock.GetUtcNow();
        await using var server = new SoakServer(clock);
        using var running = new CancellationTokenSource();
        var time = RunClockAsync(clock, running.Token);
        using var machine = Connect(server, clock);
        var users = Enumerable.Range(0, Users).Select(_ => Connect(server, clock)).ToArray();
        server.IsHealed = true;
        await Task.WhenAll(
            users.Select(
                (user, i) =>
                    user.GetTokenAsync(
                            new PasswordGrant($"user{i}", Flow.Visit.Secret("p"), "urn:orders", ["offline_access"]),
                            cancellationToken: Cancel
                        )
                        .AsTask()
            )
        );

        await using var crew = new SoakCrew(
            Threads,
            number => new SoakWorker(machine, users[number % Users], $"user{number % Users}", server.Address)
        );
        server.IsHealed = false;
        await crew.WorkAsync(length / 3, _hang);
        var first = Measure();
        await crew.WorkAsync(length * 2 / 3, _hang);
        var last = Measure();
        server.IsHealed = true;
        clock.Advance(TimeSpan.FromHours(2)); // all tokens expire

        for (var i = 0; i < Users; i++)
        {
            Assert.Equal($"user{i}", (await users[i].GetUserInfoAsync(cancellationToken: Cancel).WaitAsync(_hang, Cancel)).Subject);
        }

        await running.CancelAsync();
        await Task.WhenAny(time);
        Array.ForEach(users, static user => user.Dispose());
        var figures = Describe(crew, server, clock.GetUtcNow() - begun, first, last);
        TestContext.Current.TestOutputHelper?.WriteLine(figures);
        if (PageSection.IsWritten)
        {
            PageSection.Write("Soak", figures);
        }

        Assert.True(crew.Strange.IsEmpty, string.Join(Environment.NewLine, crew.Strange.Take(10)));
        Assert.Equal((0, 0), (server.Tenant.RefreshTokens.Astray, server.Tenant.RefreshTokens.Overlaps));
        Assert.InRange(last.Memory, 0, first.Memory + MemoryMargin);
        Assert.InRange(last.Held.Handles, 0, first.Held.Handles + Threads);
        Assert.True(crew.Answered > crew.Failed.Values.Sum() * 10, figures);
        Assert.True(server.Tenant.RefreshTokens.Rotations > Users && server.Tenant.RateLimit.Refusals > 0, figures);
    }

    private static async Task RunClockAsync(SoakClock clock, CancellationToken cancellationToken)
    {
        var at = Stopwatch.GetTimestamp();
        while (true)
        {
            await Task.Delay(_tick, cancellationToken);
            var now = Stopwatch.GetTimestamp();
            clock.Advance(_step * (Stopwatch.GetElapsedTime(at, now) / _tick));
            at = now;
        }
    }

    private static (long Memory, Leftovers Held) Measure()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return (GC.GetTotalMemory(forceFullCollection: true), Leftovers.Now());
    }

    private static string Describe(
        SoakCrew crew,
        SoakServer server,
        TimeSpan passed,
        (long Memory, Leftovers Held) first,
        (long Memory, Leftovers Held) last
    ) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {Threads} threads worked for {passed.TotalHours:0} hours of their clock, at an hour a second: with the application's tokens and those of
            {Users} users, which live for an hour and are renewed by refresh tokens that rotate, at a tenant whose rate limit is used up again and
            again and of whose answers three of a hundred go wrong, in one of the ways above. `AUTH0FLOWS_SOAK_SECONDS` makes it longer.

            | what | in the run that wrote this page |
            |---|---|
            | calls that gave what was asked for | {crew.Answered:N0} |
            | calls that failed, each with an id | {crew.Failed.Values.Sum():N0}: {crew.DescribeFailed()} |
            | calls without an end, or with another one | {crew.Strange.Count} |
            | requests, and those that went wrong | {server.Requests:N0}, {server.Errors:N0} |
            | 429 | {server.Tenant.RateLimit.Refusals:N0} |
            | tokens, and refresh tokens that were rotated | {server.Tenant.Tokens:N0}, {server.Tenant.RefreshTokens.Rotations:N0} |
            | refresh tokens that were lost | {server.Tenant.RefreshTokens.Astray} |
            | refresh tokens of a family that were used at once | {server.Tenant.RefreshTokens.Overlaps} |
            | memory after a third, and at the end | {first.Memory / 1024:N0} KB, {last.Memory / 1024:N0} KB |
            | handles after a third, and at the end | {first.Held.Handles}, {last.Held.Handles} |
            | threads after a third, and at the end | {first.Held.Threads}, {last.Held.Threads} |
            """
        );

    private static Auth0Session Connect(SoakServer server, SoakClock clock) =>
        new(
            new Auth0SessionOptions
            {
                Domain = Auth0Domain.Parse(server.Address),
                Client = Auth0ClientAuthentication.SecretPost("app", Flow.Visit.Secret("secret")),
                Timeout = TimeSpan.FromHours(5), // the clock runs during a request
                MaximumRetryDelay = TimeSpan.FromMinutes(10),
                TimeProvider = clock,
            }
        );
}
