using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Auth0Flows.Http;

namespace Auth0Flows.Tests.Http;

/// <summary>Which requests are repeated, and after how long: edge cases that no server in other tests causes.</summary>
public sealed class RetryPipelineTests
{
    private static readonly TimeSpan _aMinute = TimeSpan.FromMinutes(1);

    private readonly FakeTime _time = new() { JumpsOverDelays = true };
    private int _asked;

    [Theory]
    [InlineData(429, "60", true)]
    [InlineData(429, "61", false)]
    [InlineData(503, "60", true)]
    [InlineData(503, "61", false)]
    public async Task Wait_ThatTheServerAsksFor_IsTakenToTheLongest_AndNotBeyond(int status, string retryAfter, bool isTaken)
    {
        var answer = await SendAsync(RepeatPolicy.WhenFailed, _aMinute, () => Answer(status, retryAfter));

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(isTaken ? [TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60)] : [], _time.Delays);
    }

    [Fact]
    public async Task Wait_OfADay_IsTaken_AndNoLongerOne_WhateverIsAllowed()
    {
        var aMonth = TimeSpan.FromDays(30);
        await SendAsync(RepeatPolicy.WhenRateLimited, aMonth, () => Answer(429, "86401"));
        Assert.Equal(0, _time.Waiting);

        var waiting = SendAsync(RepeatPolicy.WhenRateLimited, aMonth, () => Answer(429, "86400"), retries: 1);
        await _time.UntilWaitingAsync(1, TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(HttpStatusCode.TooManyRequests, (await waiting).StatusCode);
    }

    [Fact]
    public async Task BackOff_IsHalfAMinuteAtMost()
    {
        await SendAsync(RepeatPolicy.WhenFailed, TimeSpan.FromHours(1), () => Answer(503), retries: 20);

        Assert.Equal(20, _time.Delays.Count);
        Assert.Equal(TimeSpan.FromSeconds(30), _time.Delays.Max());
    }

    [Theory]
    [InlineData(499, 1)]
    [InlineData(500, 3)]
    [InlineData(501, 1)]
    [InlineData(502, 3)]
    [InlineData(503, 3)]
    [InlineData(504, 3)]
    [InlineData(505, 1)]
    public async Task Status_ThatMayPass_IsAskedForAgain(int status, int sent)
    {
        await SendAsync(RepeatPolicy.WhenFailed, _aMinute, () => Answer(status));

        Assert.Equal(sent, _asked);
    }

    [Theory]
    [InlineData(Auth0ErrorCode.ConnectionFailed, SocketError.ConnectionRefused, 3)]
    [InlineData(Auth0ErrorCode.HostNotFound, SocketError.TryAgain, 3)]
    [InlineData(Auth0ErrorCode.HostNotFound, SocketError.HostNotFound, 1)]
    [InlineData(Auth0ErrorCode.HostNotFound, SocketError.NoData, 1)]
    [InlineData(Auth0ErrorCode.SecureConnectionFailed, SocketError.ConnectionReset, 1)]
    [InlineData(Auth0ErrorCode.AnswerTooLarge, SocketError.ConnectionReset, 1)]
    public async Task Failure_ThatMayPass_IsTriedAgain(Auth0ErrorCode code, SocketError error, int sent)
    {
        var failing = () =>
            SendAsync(
                RepeatPolicy.WhenFailed,
                _aMinute,
                () => throw new Auth0ConnectionException(code, "lost", new HttpRequestException("lost", new SocketException((int)error)))
            );

        Assert.Equal(code, (await Assert.ThrowsAsync<Auth0ConnectionException>(failing)).Code);
        Assert.Equal(sent, _asked);
    }

    [Theory]
    [InlineData(503, 3)]
    [InlineData(400, 1)]
    public async Task Refusal_OfWhichTooMuchCame_IsAskedForAgain_WhereItsStatusMayPass(int status, int sent)
    {
        var failing = () =>
            SendAsync(RepeatPolicy.WhenFailed, _aMinute, () => throw AnswerLimits.Refusal.Exceeded("GET x", (HttpStatusCode)status));

        await Assert.ThrowsAsync<Auth0ResponseException>(failing);
        Assert.Equal(sent, _asked);
    }

    [Theory]
    [InlineData("""{"error":"too_many_attempts"}""", 1)]
    [InlineData("""{"code":"too_many_attempts"}""", 1)]
    [InlineData("""{"error":"too_many_requests"}""", 3)]
    [InlineData("""["too_many_attempts"]""", 3)]
    [InlineData("too_many_attempts", 3)]
    public async Task Lockout_IsNotMadeLonger(string body, int sent)
    {
        await SendAsync(RepeatPolicy.WhenRateLimited, _aMinute, () => Answer(429, body: body));

        Assert.Equal(sent, _asked);
    }

    [Fact]
    public async Task Retry_IsTold_WithItsCauseAndItsWait()
    {
        var told = new List<Auth0Activity>();
        var pipeline = new RetryPipeline(1, _aMinute, _time);

        await pipeline.SendAsync(
            _ => Task.FromResult(Answer(503, "7")),
            RepeatPolicy.WhenFailed,
            new Recorder(told),
            TestContext.Current.CancellationToken
        );

        var retry = Assert.Single(told);
        Assert.Equal(
            (Auth0ActivityKind.Retry, "GET x answered 503. Trying again in 7 s.", TimeSpan.FromSeconds(7)),
            (retry.Kind, retry.Message, retry.Delay)
        );
    }

    private Task<HttpExchange> SendAsync(RepeatPolicy policy, TimeSpan longestWait, Func<HttpExchange> answer, int retries = 2) =>
        new RetryPipeline(retries, longestWait, _time).SendAsync(
            async _ =>
            {
                await Task.Yield();
                _asked++;
                return answer();
            },
            policy,
            null,
            TestContext.Current.CancellationToken
        );

    private static HttpExchange Answer(int status, string? retryAfter = null, string body = "")
    {
        var response = new HttpResponseMessage((HttpStatusCode)status);
        response.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (retryAfter is not null)
        {
            response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        }

        return HttpExchange.Of("GET x", response, Encoding.UTF8.GetBytes(body));
    }

    private sealed class Recorder(List<Auth0Activity> told) : IProgress<Auth0Activity>
    {
        public void Report(Auth0Activity value) => told.Add(value);
    }
}
