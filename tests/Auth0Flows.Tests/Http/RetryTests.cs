using System.Globalization;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Http;

public sealed class RetryTests : SessionTest
{
    [Fact]
    public async Task RateLimited_WithRetryAfter_WaitsAsLongAsAsked()
    {
        await GetTokenAsync(Tenant.ManagementAudience);
        Fault(429, ("Retry-After", "7"));

        await SendAsync(HttpMethod.Get, "clients");

        Assert.Equal([TimeSpan.FromSeconds(7)], Time.Delays);
        Assert.Equal(TimeSpan.FromSeconds(7), Assert.Single(Log.Reports, report => report.Kind == Auth0ActivityKind.Retry).Delay);
    }

    [Fact]
    public async Task RateLimited_WithRetryAfterAsADate_WaitsUntilThen()
    {
        await GetTokenAsync(Tenant.ManagementAudience);
        Fault(429, ("Retry-After", Time.GetUtcNow().AddSeconds(12).ToString("R", CultureInfo.InvariantCulture)));

        await SendAsync(HttpMethod.Get, "clients");

        Assert.Equal([TimeSpan.FromSeconds(12)], Time.Delays);
    }

    [Fact]
    public async Task RateLimited_WithResetAlone_WaitsUntilThen()
    {
        await GetTokenAsync(Tenant.ManagementAudience);
        Fault(429, ("x-ratelimit-reset", Time.GetUtcNow().AddSeconds(3).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));

        await SendAsync(HttpMethod.Get, "clients");

        Assert.Equal([TimeSpan.FromSeconds(3)], Time.Delays);
    }

    [Theory]
    [InlineData("x-ratelimit-reset", "soon")]
    [InlineData("x-ratelimit-reset", "99999999999999999999")]
    [InlineData("Retry-After", "soon")]
    [InlineData("X-Nothing", "1")]
    public async Task RateLimited_WithoutAUsableHeader_BacksOffMoreAndMore(string name, string value)
    {
        await GetTokenAsync(Tenant.ManagementAudience);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/*",
                StatusCode = 429,
                Times = 3,
                Headers = new Dictionary<string, string>
                {
                    [name] = value,
                    ["x-ratelimit-reset"] = name == "x-ratelimit-reset" ? value : "",
                },
            }
        );

        await SendAsync(HttpMethod.Get, "clients");

        Assert.Equal(3, Time.Delays.Count);
        Assert.All(Time.Delays, delay => Assert.InRange(delay, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(30)));
    }

    [Theory]
    [InlineData("Retry-After", "0")]
    [InlineData("Retry-After", "Fri, 20 Nov 2020 12:00:00 GMT")]
    [InlineData("x-ratelimit-reset", "1600000000")]
    public async Task RateLimited_WithATimeThatIsOver_BacksOffAllTheSame(string name, string value)
    {
        await GetTokenAsync(Tenant.ManagementAudience);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/*",
                StatusCode = 429,
                Times = 3,
                Headers = new Dictionary<string, string> { ["x-ratelimit-reset"] = "", [name] = value },
            }
        );

        await SendAsync(HttpMethod.Get, "clients");

        Assert.Equal(3, Time.Delays.Count);
        Assert.All(Time.Delays, delay => Assert.True(delay > TimeSpan.Zero));
    }

    [Fact]
    public async Task ServerError_IgnoresTheRateLimitsReset_WhichComesWithEveryAnswer()
    {
        await GetTokenAsync(Tenant.ManagementAudience);
        Fault(503, ("x-ratelimit-reset", Time.GetUtcNow().AddSeconds(90).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));

        await SendAsync(HttpMethod.Get, "clients");

        Assert.InRange(Assert.Single(Time.Delays), TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task BackOff_IsNoLongerThanTheLongestWait()
    {
        Connect(longestWait: TimeSpan.FromMilliseconds(10));
        await GetTokenAsync(Tenant.ManagementAudience);
        Fault(503, 3);

        await SendAsync(HttpMethod.Get, "clients");

        Assert.All(Time.Delays, delay => Assert.InRange(delay, TimeSpan.Zero, TimeSpan.FromMilliseconds(10)));
    }

    [Fact]
    public async Task RateLimited_ForLongerThanAllowed_FailsAtOnceAndSaysHowLong()
    {
        Connect(longestWait: TimeSpan.FromSeconds(60));
        await GetTokenAsync(Tenant.ManagementAudience);
        Fault(429, ("Retry-After", "3600"));

        var failure = await FailsAsync<Auth0ApiException>(Auth0ErrorCode.RateLimited, () => SendAsync(HttpMethod.Get, "clients"));

        Assert.Equal(TimeSpan.FromHours(1), failure.RetryAfter);
        Assert.Contains("3600 s", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Time.Delays);
    }

    [Fact]
    public async Task RateLimited_ForEver_EndsAfterTheMaximum()
    {
        Connect(retries: 2);
        await GetTokenAsync(Tenant.ManagementAudience);
        Fault(429, 0, ("Retry-After", "1"));

        await FailsAsync<Auth0ApiException>(Auth0ErrorCode.RateLimited, () => SendAsync(HttpMethod.Get, "clients"));

        Assert.Equal(3, Tenant.CountRequests("GET", "/api/v2/clients"));
    }

    [Fact]
    public async Task Retries_OfZero_AreNone()
    {
        Connect(retries: 0);
        await GetTokenAsync(Tenant.ManagementAudience);
        Fault(503);

        await FailsAsync<Auth0ApiException>(Auth0ErrorCode.ServerError, () => SendAsync(HttpMethod.Get, "clients"));

        Assert.Equal(1, Tenant.CountRequests("GET", "/api/v2/clients"));
    }

    [Theory]
    [InlineData("GET", 500)]
    [InlineData("GET", 502)]
    [InlineData("GET", 503)]
    [InlineData("GET", 504)]
    [InlineData("HEAD", 503)]
    [InlineData("PUT", 503)]
    [InlineData("DELETE", 503)]
    public async Task ServerError_OfWhatMayBeRepeated_IsRepeated(string method, int status)
    {
        await GetTokenAsync(Tenant.ManagementAudience);
        Fault(status);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/*",
                StatusCode = 200,
                Body = "{}",
            }
        );

        await SendAsync(new HttpMethod(method), "things/1");

        Assert.Equal(2, Tenant.CountRequests(method, "/api/v2/things/1"));
    }

    [Theory]
    [InlineData("POST", 500)]
    [InlineData("POST", 503)]
    [InlineData("PATCH", 502)]
    [InlineData("GET", 501)]
    public async Task ServerError_OfWhatMayHaveHappened_IsNotRepeated(string method, int status)
    {
        await GetTokenAsync(Tenant.ManagementAudience);
        Fault(status);

        await FailsAsync<Auth0ApiException>(Auth0ErrorCode.ServerError, () => SendAsync(new HttpMethod(method), "clients"));

        Assert.Equal(1, Tenant.CountRequests(method, "/api/v2/clients"));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PATCH")]
    public async Task LostConnection_OfWhatMayHaveHappened_IsNotRepeated(string method)
    {
        await GetTokenAsync(Tenant.ManagementAudience);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/*",
                Kind = Auth0LocalTenantFaultKind.Reset,
                Times = 0,
            }
        );

        await Assert.ThrowsAsync<Auth0ConnectionException>(() => SendAsync(new HttpMethod(method), "clients", "{}"));

        Assert.Equal(1, Tenant.CountRequests(method, "/api/v2/clients"));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PATCH")]
    public async Task RateLimited_AnyMethod_IsRepeated_ForNothingHappenedYet(string method)
    {
        await GetTokenAsync(Tenant.ManagementAudience);
        Fault(429, ("Retry-After", "1"));
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/*",
                StatusCode = 200,
                Body = "{}",
            }
        );

        await SendAsync(new HttpMethod(method), "clients/1", new Dictionary<string, object> { ["name"] = "n" });

        Assert.Equal(
            ["{\"name\":\"n\"}", "{\"name\":\"n\"}"],
            Tenant
                .Requests.Where(request => request.Method == method && request.Path.StartsWith("/api", StringComparison.Ordinal))
                .Select(request => request.ReadBody())
        );
    }

    [Theory]
    [InlineData(Auth0LocalTenantFaultKind.Reset)]
    [InlineData(Auth0LocalTenantFaultKind.Truncate)]
    public async Task TokenRequest_WhoseConnectionIsLost_IsRepeated_SecretAndAll(Auth0LocalTenantFaultKind kind)
    {
        Tenant.AddFault(new Auth0LocalTenantFault { Path = "/oauth/token", Kind = kind });

        await GetTokenAsync();

        Assert.Equal(2, TokenRequests);
        Assert.Equal(Tenant.Requests[0].ReadBody(), Tenant.Requests[1].ReadBody());
        var report = Log.Reports.First(static one => one.Kind == Auth0ActivityKind.Retry);
        Assert.Matches("[^. ]\\. Trying again in ", report.Message); // a sentence of its own, whatever the system's message ends with
    }

    [Fact]
    public async Task Wait_EndsWithCancellation()
    {
        await using var test = new RetryTests { Time = new FakeTime() };
        await test.WaitIsCancelledAsync();
    }

    [Fact]
    public async Task Answer_ThatDoesNotCome_IsATimeOut()
    {
        await using var test = new RetryTests { Time = new FakeTime() };
        await test.AnswerIsTooLateAsync();
    }

    private async Task WaitIsCancelledAsync()
    {
        await GetTokenAsync(Tenant.ManagementAudience);
        Fault(429, ("Retry-After", "30"));
        using var cancellation = new CancellationTokenSource();
        var call = Session.SendAsync(new Auth0ApiRequest { Path = "clients" }, null, cancellation.Token);
        await Time.DelayBegunAsync(Cancel);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    private async Task AnswerIsTooLateAsync()
    {
        Connect(retries: 0);
        await GetTokenAsync(Tenant.ManagementAudience);
        var arrived = new TaskCompletionSource();
        Tenant.RequestReceived += (_, _) => arrived.TrySetResult();
        Tenant.AddFault(new Auth0LocalTenantFault { Path = "/api/v2/*", Kind = Auth0LocalTenantFaultKind.Hold });
        var call = SendAsync(HttpMethod.Get, "clients");
        await arrived.Task.WaitAsync(Cancel);

        Time.Advance(TimeSpan.FromHours(2));

        await FailsAsync<Auth0ConnectionException>(Auth0ErrorCode.RequestTimeout, () => call);
    }

    private void Fault(int status, params (string Name, string Value)[] headers) => Fault(status, 1, headers);

    private void Fault(int status, int times, params (string Name, string Value)[] headers) =>
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/*",
                StatusCode = status,
                Times = times,
                Headers = headers.ToDictionary(header => header.Name, header => header.Value),
            }
        );
}
