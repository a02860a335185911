using System.Globalization;
using System.Net;
using Auth0Flows.LocalTenant;
using Xunit;

namespace Auth0Flows.Tests.LocalTenant;

public sealed class RateLimitTests : TenantTest
{
    private readonly FakeTime _time = new();

    [Fact]
    public async Task RateLimit_WithAnEmptyBucket_AnswersTooManyRequests()
    {
        StartWith(
            new Auth0LocalTenantOptions
            {
                TimeProvider = _time,
                RateLimit = 2,
                RateLimitPerSecond = 2,
            }
        );
        var token = await ManagementTokenAsync();

        Assert.Equal((200, 2, 1, 1), await AskAsync(token));
        Assert.Equal((200, 2, 0, 1), await AskAsync(token));
        using var response = await SendAsync(HttpMethod.Get, "/api/v2/clients", token);
        Assert.Equal((429, 2, 0, 1), Rate(response));
        AssertJson(
            """{ "statusCode": 429, "error": "Too Many Requests", "message": "Global limit has been reached", "errorCode": "too_many_requests" }""",
            await ReadAsync(response)
        );
    }

    [Fact]
    public async Task RateLimit_AtTheResetItNamed_TakesOneRequestAgain()
    {
        StartWith(
            new Auth0LocalTenantOptions
            {
                TimeProvider = _time,
                RateLimit = 2,
                RateLimitPerSecond = 0.1,
            }
        );
        var token = await ManagementTokenAsync();
        await AskAsync(token);
        await AskAsync(token);

        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal((429, 2, 0, 1), await AskAsync(token));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((200, 2, 0, 10), await AskAsync(token));
        Assert.Equal((429, 2, 0, 10), await AskAsync(token));
    }

    [Fact]
    public async Task RateLimit_AfterALongPause_HoldsNoMoreThanItsSize()
    {
        StartWith(
            new Auth0LocalTenantOptions
            {
                TimeProvider = _time,
                RateLimit = 2,
                RateLimitPerSecond = 3,
            }
        );
        var token = await ManagementTokenAsync();
        _time.Advance(TimeSpan.FromHours(1));

        var statuses = new List<int> { (await AskAsync(token)).Status, (await AskAsync(token)).Status, (await AskAsync(token)).Status };

        Assert.Equal([200, 200, 429], statuses);
    }

    [Fact]
    public async Task RateLimit_WithRequestsThatAreRefused_CountsTheseToo()
    {
        StartWith(new Auth0LocalTenantOptions { TimeProvider = _time, RateLimit = 1 });

        Assert.Equal(401, (await AskAsync("no token")).Status);
        Assert.Equal(429, (await AskAsync("no token")).Status);
    }

    [Fact]
    public async Task RateLimit_WithAClockSkew_NamesTheResetByTheTenantsClock()
    {
        StartWith(
            new Auth0LocalTenantOptions
            {
                TimeProvider = _time,
                RateLimit = 1,
                RateLimitPerSecond = 1,
                ClockSkew = TimeSpan.FromMinutes(5),
            }
        );

        Assert.Equal(301, (await AskAsync(await ManagementTokenAsync())).SecondsToReset);
    }

    [Fact]
    public async Task RateLimit_ForTheTokenEndpoint_IsNone()
    {
        StartWith(new Auth0LocalTenantOptions { TimeProvider = _time, RateLimit = 1 });

        for (var i = 0; i < 5; i++)
        {
            using var response = await AskForTokenAsync();
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.False(response.Headers.Contains("x-ratelimit-limit"));
        }
    }

    [Fact]
    public async Task RateLimit_WhenNotSet_IsGenerousAndNeverReached()
    {
        StartWith(new Auth0LocalTenantOptions { TimeProvider = _time });
        var token = await ManagementTokenAsync();

        Assert.Equal((200, 1000, 999, 1), await AskAsync(token));
        for (var i = 0; i < 1100; i++)
        {
            // Nor do the headers say so: a client that heeds them would wait for nothing.
            Assert.Equal((200, 1000, 999, 1), await AskAsync(token));
        }
    }

    [Fact]
    public async Task RateLimit_WithManyRequestsAtOnce_IsExactToTheToken()
    {
        StartWith(
            new Auth0LocalTenantOptions
            {
                TimeProvider = _time,
                RateLimit = 20,
                RateLimitPerSecond = 10,
            }
        );
        var token = await ManagementTokenAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => AskAsync(token)));

        // Each token was used once, and every response says how many were left; reads and writes share the bucket.
        Assert.Equal(Enumerable.Range(0, 20), answers.Where(answer => answer.Status == 200).Select(answer => answer.Remaining).Order());
        Assert.All(
            answers.Where(answer => answer.Status == 429),
            answer => Assert.Equal((0, 1), (answer.Remaining, answer.SecondsToReset))
        );
        using var write = await SendAsync(HttpMethod.Post, "/api/v2/roles", token, Json("""{"name":"new"}"""));
        Assert.Equal(HttpStatusCode.TooManyRequests, write.StatusCode);
        _time.Advance(TimeSpan.FromMilliseconds(500));
        answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => AskAsync(token)));
        Assert.Equal(5, answers.Count(answer => answer.Status == 200));
    }

    private static (int Status, int Limit, int Remaining) Headers(HttpResponseMessage response) =>
        ((int)response.StatusCode, (int)Number(response, "x-ratelimit-limit"), (int)Number(response, "x-ratelimit-remaining"));

    private static long Number(HttpResponseMessage response, string header) =>
        long.Parse(Assert.Single(response.Headers.GetValues(header)), CultureInfo.InvariantCulture);

    private (int Status, int Limit, int Remaining, long SecondsToReset) Rate(HttpResponseMessage response)
    {
        var (status, limit, remaining) = Headers(response);
        return (status, limit, remaining, Number(response, "x-ratelimit-reset") - _time.GetUtcNow().ToUnixTimeSeconds());
    }

    private async Task<(int Status, int Limit, int Remaining, long SecondsToReset)> AskAsync(string token)
    {
        using var response = await SendAsync(HttpMethod.Get, "/api/v2/clients?per_page=1&fields=name", token);
        return Rate(response);
    }
}
