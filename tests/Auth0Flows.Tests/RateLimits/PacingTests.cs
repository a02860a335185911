using System.Net;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.RateLimits;

/// <summary>
/// The client keeps to the tenant's token buckets by itself. Time is virtual: a request takes no time, a wait moves the clock.
/// </summary>
public sealed class PacingTests : SessionTest
{
    [Theory]
    [InlineData(10, 10, 200)]
    [InlineData(2, 2, 40)] // Auth0's free plan
    [InlineData(50, 16, 400)] // Auth0's enterprise plan
    [InlineData(10, 1.0 / 12, 14)] // five per minute
    public async Task Requests_BeyondTheBurst_GoAtTheBucketsPace(int limit, double perSecond, int count)
    {
        Limit(limit, perSecond);
        await GetTokenAsync(Tenant.ManagementAudience);
        var started = Time.GetUtcNow();

        for (var i = 0; i < count; i++)
        {
            await SendAsync(HttpMethod.Get, "clients?per_page=1");
        }

        var ideal = (count - limit) / perSecond;
        Assert.InRange((Time.GetUtcNow() - started).TotalSeconds, ideal * 0.99, (ideal / 0.95) + 1);
        Assert.InRange(Refused(), 0, count / 50);
    }

    // Uses the real clock: only then do requests overlap.
    [Fact]
    public async Task Requests_OfManyThreads_ShareThePace()
    {
        Start(options => (options.TimeProvider, options.RateLimit, options.RateLimitPerSecond) = (TimeProvider.System, 20, 200));
        var session = Connect(systemTime: true);
        await GetTokenAsync(session, Tenant.ManagementAudience);
        var started = TimeProvider.System.GetTimestamp();

        await Parallel.ForAsync(
            0,
            420,
            new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Cancel },
            async (_, token) => await session.SendAsync(new Auth0ApiRequest { Path = "clients?per_page=1" }, null, token)
        );

        Assert.InRange(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 1.9, 4);
        Assert.InRange(Refused(), 0, 8);
    }

    [Fact]
    public async Task FirstRequests_OfManyThreads_WaitForTheSizeOfTheBucket()
    {
        Start(options => (options.TimeProvider, options.RateLimit, options.RateLimitPerSecond) = (TimeProvider.System, 2, 20));
        var session = Connect(systemTime: true);
        await GetTokenAsync(session, Tenant.ManagementAudience);

        await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => session.SendAsync(new Auth0ApiRequest { Path = "clients?per_page=1" }, null, Cancel))
        );

        Assert.Equal(0, Refused());
    }

    [Fact]
    public async Task Bucket_ThatAnotherProgramEmpties_IsSharedWithoutAStormOfRefusals()
    {
        Limit(10, 10);
        await GetTokenAsync(Tenant.ManagementAudience);
        var other = Connect(); // with its own tokens and state, as in another process
        var refused = 0;

        for (var i = 0; i < 100; i++)
        {
            await SendAsync(HttpMethod.Get, "clients?per_page=1");
            if (i % 2 == 0)
            {
                await other.SendAsync(new Auth0ApiRequest { Path = "clients?per_page=1" }, null, Cancel);
            }
        }

        refused = Refused();
        Assert.InRange(refused, 0, 15);
    }

    [Fact]
    public async Task Refusal_ClosesTheBucketToTheOtherThreadsToo()
    {
        await SendAsync(HttpMethod.Get, "clients?per_page=1");
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/*",
                StatusCode = 429,
                Headers = new Dictionary<string, string> { ["Retry-After"] = "7" },
            }
        );
        var started = Time.GetUtcNow();

        await SendAsync(HttpMethod.Get, "clients?per_page=1");

        Assert.Equal(TimeSpan.FromSeconds(7), Time.GetUtcNow() - started);
        Assert.Equal(1, Refused());
    }

    [Fact]
    public async Task Wait_ThatOneNotices_IsTold()
    {
        Limit(1, 1.0 / 30);
        await SendAsync(HttpMethod.Get, "clients?per_page=1");

        await SendAsync(HttpMethod.Get, "clients?per_page=1");

        var report = Assert.Single(Log.Reports, report => report.Kind == Auth0ActivityKind.RateLimit);
        Assert.InRange(report.Delay!.Value.TotalSeconds, 29, 31);
    }

    [Fact]
    public async Task Wait_LongerThanAllowed_FailsAtOnceAndSaysHowLong()
    {
        Limit(1, 1.0 / 300);
        await SendAsync(HttpMethod.Get, "clients?per_page=1");

        var failure = await FailsAsync<Auth0ApiException>(
            Auth0ErrorCode.RateLimited,
            () => SendAsync(HttpMethod.Get, "clients?per_page=1")
        );

        Assert.InRange(failure.RetryAfter!.Value.TotalSeconds, 299, 301);
        Assert.Equal(1, Refused()); // the tenant received it, and rejected it itself
        Assert.Empty(Time.Delays);
    }

    [Fact]
    public async Task Wait_EndsWithCancellation_AndTheNextOneGoesOn()
    {
        await using var test = new PacingTests { Time = new FakeTime() };
        await test.WaitIsCancelledAsync();
    }

    [Fact]
    public async Task Endpoints_WithBucketsOfTheirOwn_DoNotWaitForEachOther()
    {
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/clients",
                StatusCode = 200,
                Body = "[]",
                Times = 0,
                Headers = new Dictionary<string, string>
                {
                    ["x-ratelimit-limit"] = "5",
                    ["x-ratelimit-remaining"] = "0",
                    ["x-ratelimit-reset"] = Time.GetUtcNow()
                        .AddSeconds(45)
                        .ToUnixTimeSeconds()
                        .ToString(System.Globalization.CultureInfo.InvariantCulture),
                },
            }
        );
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/roles",
                StatusCode = 200,
                Body = "[]",
                Times = 0,
                Headers = new Dictionary<string, string>
                {
                    ["x-ratelimit-limit"] = "20",
                    ["x-ratelimit-remaining"] = "19",
                    ["x-ratelimit-reset"] = "1",
                },
            }
        );
        await SendAsync(HttpMethod.Get, "roles");
        await SendAsync(HttpMethod.Get, "clients");
        var started = Time.GetUtcNow();

        await SendAsync(HttpMethod.Get, "roles");
        Assert.Equal(started, Time.GetUtcNow());

        await SendAsync(HttpMethod.Get, "clients");
        Assert.InRange((Time.GetUtcNow() - started).TotalSeconds, 44, 46);
    }

    [Fact]
    public async Task Answer_WithAnAbsurdDate_BreaksNothing()
    {
        await GetTokenAsync(Tenant.ManagementAudience);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/clients",
                StatusCode = 200,
                Body = "[]",
                Headers = new Dictionary<string, string>
                {
                    ["Date"] = "Fri, 31 Dec 9999 23:59:59 GMT",
                    ["x-ratelimit-limit"] = "2",
                    ["x-ratelimit-remaining"] = "0",
                    ["x-ratelimit-reset"] = "1",
                },
            }
        );

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Get, "clients")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Get, "clients")).StatusCode);
    }

    [Theory]
    [InlineData(-50)]
    [InlineData(50)]
    [InlineData(-1000)]
    public async Task Refusal_OfATenantWithAnotherClock_IsWaitedForByItsOwn(int skew)
    {
        await SendAsync(HttpMethod.Get, "clients?per_page=1");
        var now = Time.GetUtcNow();
        Tenant.ClockSkew = TimeSpan.FromSeconds(skew);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/clients",
                StatusCode = 429,
                Headers = new Dictionary<string, string>
                {
                    ["x-ratelimit-reset"] = now.AddSeconds(skew + 4)
                        .ToUnixTimeSeconds()
                        .ToString(System.Globalization.CultureInfo.InvariantCulture),
                },
            }
        );

        await SendAsync(HttpMethod.Get, "clients?per_page=1");

        Assert.Equal(4, (Time.GetUtcNow() - now).TotalSeconds);
    }

    [Fact]
    public async Task Request_ThatHangs_DoesNotHoldUpTheOthersForLong()
    {
        Limit(1, 1);
        await GetTokenAsync(Tenant.ManagementAudience);
        var held = new Auth0LocalTenantFault { Path = "/api/v2/roles", Kind = Auth0LocalTenantFaultKind.Hold };
        Tenant.AddFault(held);
        await SendAsync(HttpMethod.Get, "clients?per_page=1");
        var hanging = SendAsync(HttpMethod.Get, "roles");
        var started = Time.GetUtcNow();

        await SendAsync(HttpMethod.Get, "clients?per_page=1").WaitAsync(TimeSpan.FromSeconds(10), Cancel);

        Assert.InRange((Time.GetUtcNow() - started).TotalSeconds, 0, 5);
        held.Release();
        await hanging;
    }

    private async Task WaitIsCancelledAsync()
    {
        Limit(1, 1.0 / 30);
        await SendAsync(HttpMethod.Get, "clients?per_page=1");
        using var cancellation = new CancellationTokenSource();
        var call = Session.SendAsync(new Auth0ApiRequest { Path = "clients" }, null, cancellation.Token);
        await Time.DelayBegunAsync(Cancel);
        using var patience = new CancellationTokenSource();
        var behind = Session.SendAsync(new Auth0ApiRequest { Path = "clients" }, null, patience.Token);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => behind);

        Time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Get, "clients?per_page=1")).StatusCode);
        Assert.Equal(2, Tenant.CountRequests("GET", "/api/v2/clients"));
    }

    private void Limit(int limit, double perSecond) =>
        Start(options =>
        {
            options.RateLimit = limit;
            options.RateLimitPerSecond = perSecond;
        });

    private int Refused() => Tenant.Requests.Count(request => request.StatusCode == 429);
}
