using System.Net;
using System.Net.Sockets;
using Auth0Flows.LocalTenant;
using Xunit;

namespace Auth0Flows.Tests.LocalTenant;

public sealed class FaultTests : TenantTest
{
    private const string Jwks = "/.well-known/jwks.json";

    [Fact]
    public async Task Response_WithStatusHeadersAndBody_ComesInPlaceOfTheAnswer()
    {
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                StatusCode = 429,
                Body = """{"error":"too_many_requests"}""",
                Headers = { ["Retry-After"] = "7", ["x-ratelimit-reset"] = "1" },
            }
        );
        using var faulty = await Http.GetAsync(Jwks, Cancel);
        using var good = await Http.GetAsync(Jwks, Cancel);

        Assert.Equal(HttpStatusCode.TooManyRequests, faulty.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), faulty.Headers.RetryAfter!.Delta);
        Assert.Equal("1", Assert.Single(faulty.Headers.GetValues("x-ratelimit-reset")));
        Assert.Equal("application/json", faulty.Content.Headers.ContentType!.MediaType);
        Assert.Equal("too_many_requests", (await ReadAsync(faulty))["error"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
    }

    [Fact]
    public async Task Response_WithoutAnything_IsAnEmpty500()
    {
        Tenant.AddFault(new Auth0LocalTenantFault());
        using var response = await Http.GetAsync(Jwks, Cancel);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Null(response.Content.Headers.ContentType);
    }

    [Fact]
    public async Task Response_WithAnotherContentType_HasIt()
    {
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                StatusCode = 502,
                Body = "<html>Bad gateway</html>",
                ContentType = "text/html",
            }
        );
        using var response = await Http.GetAsync(Jwks, Cancel);

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Response_WithAHashtableOfHeaders_SendsThem()
    {
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                StatusCode = 503,
                Headers = new System.Collections.Hashtable { ["Retry-After"] = 3 },
            }
        );
        using var response = await Http.GetAsync(Jwks, Cancel);

        Assert.Equal(TimeSpan.FromSeconds(3), response.Headers.RetryAfter!.Delta);
    }

    [Theory]
    [InlineData("GET", Jwks, true)]
    [InlineData("get", "/.well-known/*", true)]
    [InlineData(null, "*", true)]
    [InlineData(null, null, true)]
    [InlineData("", "", true)]
    [InlineData("POST", Jwks, false)]
    [InlineData(null, "/.well-known", false)]
    [InlineData(null, "/.WELL-KNOWN/*", false)]
    [InlineData("GET", "/oauth/*", false)]
    public async Task Fault_WithMethodAndPath_MeetsWhatMatches(string? method, string? path, bool meets)
    {
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Method = method,
                Path = path,
                StatusCode = 503,
            }
        );
        using var response = await Http.GetAsync($"{Jwks}?x=1", Cancel);

        Assert.Equal(meets, response.StatusCode == HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task Fault_WithTimesAndSkip_MeetsTheRequestsInBetween()
    {
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = Jwks,
                StatusCode = 503,
                Skip = 1,
                Times = 2,
            }
        );

        Assert.Equal([200, 503, 503, 200], await StatusesAsync(4));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task Fault_WithoutEnd_LastsUntilCleared(int times)
    {
        Tenant.AddFault(new Auth0LocalTenantFault { StatusCode = 503, Times = times });

        Assert.Equal([503, 503, 503], await StatusesAsync(3));
        Tenant.ClearFaults();
        Assert.Equal([200], await StatusesAsync(1));
    }

    [Fact]
    public async Task Faults_WithSeveralThatMatch_ComeInTheOrderTheyWereAdded()
    {
        Tenant.AddFault(new Auth0LocalTenantFault { StatusCode = 501 });
        Tenant.AddFault(new Auth0LocalTenantFault { StatusCode = 502, Times = 2 });

        Assert.Equal([501, 502, 502, 200], await StatusesAsync(4));
    }

    [Fact]
    public async Task Faults_WithRequestsAtOnce_MeetExactlyTheirTimes()
    {
        Tenant.AddFault(new Auth0LocalTenantFault { StatusCode = 503, Times = 10 });

        var statuses = await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ => (await StatusesAsync(1))[0]));

        Assert.Equal(10, statuses.Count(status => status == 503));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task Reset_WithAnyRequest_ResetsTheConnection(string method)
    {
        Tenant.AddFault(new Auth0LocalTenantFault { Kind = Auth0LocalTenantFaultKind.Reset });
        using var request = new HttpRequestMessage(new HttpMethod(method), Jwks) { Content = method == "POST" ? Json("{}") : null };

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => Http.SendAsync(request, Cancel));

        Assert.Equal(SocketError.ConnectionReset, Assert.IsType<SocketException>(failure.GetBaseException()).SocketErrorCode);
        Assert.Equal(0, Assert.Single(Tenant.Requests).StatusCode);
    }

    [Fact]
    public async Task Reset_OfACreation_CreatesNothing()
    {
        var token = await ManagementTokenAsync();
        Tenant.AddFault(new Auth0LocalTenantFault { Method = "POST", Kind = Auth0LocalTenantFaultKind.Reset });

        await Assert.ThrowsAsync<HttpRequestException>(() =>
            SendAsync(HttpMethod.Post, "/api/v2/clients", token, Json("""{"name":"New"}"""))
        );

        Assert.Equal(12, (await SendAsync(HttpStatusCode.OK, HttpMethod.Get, "/api/v2/clients", token)).AsArray().Count);
    }

    [Fact]
    public async Task Truncate_WithoutStatus_BreaksTheTenantsOwnAnswerOff()
    {
        using var whole = await Http.GetAsync(Jwks, Cancel);
        Tenant.AddFault(new Auth0LocalTenantFault { Kind = Auth0LocalTenantFaultKind.Truncate });
        using var response = await Http.GetAsync(Jwks, HttpCompletionOption.ResponseHeadersRead, Cancel);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(whole.Content.Headers.ContentLength, response.Content.Headers.ContentLength);
        await using var body = await response.Content.ReadAsStreamAsync(Cancel);
        var half = new byte[whole.Content.Headers.ContentLength!.Value / 2];
        await body.ReadExactlyAsync(half, Cancel);
        await Assert.ThrowsAnyAsync<IOException>(async () => await body.ReadExactlyAsync(new byte[1], Cancel));
        Assert.Equal(200, Tenant.Requests[^1].StatusCode);
    }

    [Fact]
    public async Task Truncate_WithStatusAndNoBody_PromisesOneThatNeverComes()
    {
        Tenant.AddFault(new Auth0LocalTenantFault { Kind = Auth0LocalTenantFaultKind.Truncate, StatusCode = 200 });

        await Assert.ThrowsAsync<HttpRequestException>(() => Http.GetAsync(Jwks, Cancel));
    }

    [Fact]
    public async Task Truncate_OfACreation_HasCreatedAllTheSame()
    {
        var token = await ManagementTokenAsync();
        Tenant.AddFault(new Auth0LocalTenantFault { Method = "POST", Kind = Auth0LocalTenantFaultKind.Truncate });

        await Assert.ThrowsAsync<HttpRequestException>(() =>
            SendAsync(HttpMethod.Post, "/api/v2/clients", token, Json("""{"name":"New"}"""))
        );

        Assert.Equal(13, (await SendAsync(HttpStatusCode.OK, HttpMethod.Get, "/api/v2/clients", token)).AsArray().Count);
    }

    [Fact]
    public async Task Hold_UntilReleased_ThenAnswersNormally()
    {
        var fault = new Auth0LocalTenantFault { Kind = Auth0LocalTenantFaultKind.Hold };
        var arrived = Arrival();
        Tenant.AddFault(fault);

        var held = Http.GetAsync(Jwks, Cancel);
        await arrived;
        using var other = await Http.GetAsync(Jwks, Cancel);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.False(held.IsCompleted);
        fault.Release();
        using var response = await held;

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Hold_UntilTheFaultsAreCleared_ThenAnswersNormally()
    {
        var arrived = Arrival();
        Tenant.AddFault(new Auth0LocalTenantFault { Kind = Auth0LocalTenantFaultKind.Hold });
        var held = Http.GetAsync(Jwks, Cancel);
        await arrived;

        Tenant.ClearFaults();

        using var response = await held;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Hold_UntilTheTenantStops_EndsTheRequest()
    {
        var arrived = Arrival();
        Tenant.AddFault(new Auth0LocalTenantFault { Kind = Auth0LocalTenantFaultKind.Hold });
        var held = Http.GetAsync(Jwks, Cancel);
        await arrived;

        Tenant.Stop();

        await Assert.ThrowsAsync<HttpRequestException>(() => held.WaitAsync(TimeSpan.FromSeconds(10), Cancel));
        Assert.Equal(0, Assert.Single(Tenant.Requests).StatusCode);
    }

    [Fact]
    public async Task Delay_WithAClientThatLeaves_IsGivenUp()
    {
        var time = new FakeTime();
        StartWith(new Auth0LocalTenantOptions { TimeProvider = time });
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        Tenant.AddFault(new Auth0LocalTenantFault { Kind = Auth0LocalTenantFaultKind.Delay, Delay = TimeSpan.FromHours(1) });
        var held = Http.GetAsync(Jwks, leaving.Token);
        await time.UntilWaitingAsync(1, Cancel);

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held);

        await time.UntilWaitingAsync(0, Cancel);
        Assert.Equal(0, Assert.Single(Tenant.Requests).StatusCode);
    }

    [Theory]
    [InlineData(Auth0LocalTenantFaultKind.Delay, 0, 200)]
    [InlineData(Auth0LocalTenantFaultKind.Response, 0, 200)]
    [InlineData(Auth0LocalTenantFaultKind.Response, 503, 503)]
    public async Task Delay_WithAnyKind_WaitsBeforeTheAnswer(Auth0LocalTenantFaultKind kind, int statusCode, int expected)
    {
        var time = new FakeTime();
        StartWith(new Auth0LocalTenantOptions { TimeProvider = time });
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Kind = kind,
                Delay = TimeSpan.FromSeconds(5),
                StatusCode = statusCode,
            }
        );

        var delayed = Http.GetAsync(Jwks, Cancel);
        await time.UntilWaitingAsync(1, Cancel);
        time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(1, time.Waiting);
        Assert.False(delayed.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        using var response = await delayed;
        Assert.Equal(expected, (int)response.StatusCode);
    }

    [Fact]
    public async Task Latency_WhenSet_DelaysEveryAnswer()
    {
        var time = new FakeTime();
        StartWith(new Auth0LocalTenantOptions { TimeProvider = time, Latency = TimeSpan.FromSeconds(1) });
        var slow = Http.GetAsync(Jwks, Cancel);
        await time.UntilWaitingAsync(1, Cancel);
        time.Advance(TimeSpan.FromSeconds(1));
        using var first = await slow;

        Tenant.Latency = TimeSpan.Zero;
        using var second = await Http.GetAsync(Jwks, Cancel);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Throws<ArgumentOutOfRangeException>(() => Tenant.Latency = TimeSpan.FromTicks(-1));
    }

    [Fact]
    public void Fault_AsText_SaysWhatItDoesToWhat()
    {
        Assert.Equal(
            "Response 429 on GET /api/v2/*, 2×",
            new Auth0LocalTenantFault
            {
                Method = "GET",
                Path = "/api/v2/*",
                StatusCode = 429,
                Times = 2,
            }.ToString()
        );
        Assert.Equal(
            "Reset on any method any path, until cleared",
            new Auth0LocalTenantFault { Kind = Auth0LocalTenantFaultKind.Reset, Times = 0 }.ToString()
        );
    }

    private Task Arrival()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Tenant.RequestReceived += (_, _) => arrived.TrySetResult();
        return arrived.Task;
    }

    private async Task<IReadOnlyList<int>> StatusesAsync(int count)
    {
        var statuses = new int[count];
        for (var i = 0; i < count; i++)
        {
            using var response = await Http.GetAsync(Jwks, Cancel);
            statuses[i] = (int)response.StatusCode;
        }

        return statuses;
    }
}
