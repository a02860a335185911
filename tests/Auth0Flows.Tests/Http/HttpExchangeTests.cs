using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Auth0Flows.Http;

namespace Auth0Flows.Tests.Http;

public sealed class HttpExchangeTests
{
    private static readonly DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(404, null, null, "", null, "the answer was 404, without a reason.")]
    [InlineData(502, null, null, "<html>", "text/html", "the answer was 502, without a reason (text/html, 6 bytes).")]
    [InlineData(502, null, null, "oops", null, "the answer was 502, without a reason (no content type, 4 bytes).")]
    [InlineData(403, "access_denied", "Not today. ", "{}", null, "Not today (access_denied, HTTP 403).")]
    [InlineData(403, "access_denied", null, "{}", null, "access_denied (HTTP 403).")]
    [InlineData(403, null, "Not today.", "{}", null, "Not today (HTTP 403).")]
    [InlineData(429, null, null, "", null, "too many requests, the server doesn't say how long to wait (HTTP 429).")]
    [InlineData(
        429,
        "too_many",
        "Slow down.",
        "",
        null,
        "too many requests, the server doesn't say how long to wait: Slow down (too_many, HTTP 429)."
    )]
    public void Reason_IsTheServersWords_WithItsCode(
        int status,
        string? error,
        string? description,
        string body,
        string? type,
        string reason
    ) => Assert.Equal(reason, ServerReason.Reason(Answer(status, body, type), error, description, null));

    [Fact]
    public void Reason_OfARateLimit_NamesTheWait() =>
        Assert.Equal(
            "too many requests, the server asks to wait 7 s (HTTP 429).",
            ServerReason.Reason(Answer(429), null, null, TimeSpan.FromSeconds(7))
        );

    [Theory]
    [InlineData("x-auth0-requestid=1 x-correlation-id=2 cf-ray=3", "1")]
    [InlineData("x-correlation-id=2 cf-ray=3", "2")]
    [InlineData("cf-ray=3", "3")]
    [InlineData("x-other=4", null)]
    public void CorrelationId_IsTheFirstOfItsNames(string headers, string? id) =>
        Assert.Equal(id, Answer(200, headers: headers).CorrelationId);

    [Theory]
    [InlineData("text/plain; charset=iso-8859-1", "e9", "é")]
    [InlineData("text/plain; charset=windows-1252", "80", "€")]
    [InlineData("text/plain; charset=utf-8", "c3a9", "é")]
    [InlineData("text/plain; charset=\"utf-8\"", "c3a9", "é")]
    [InlineData("text/plain; charset=no-such-thing", "c3a9", "é")]
    [InlineData("text/plain; charset=utf-7", "c3a9", "é")]
    [InlineData("text/plain", "c3a9", "é")]
    public void Text_IsReadInItsCharset_ElseInUtf8(string type, string bytes, string text) =>
        Assert.Equal(text, Answer(200, Convert.FromHexString(bytes), type).Text);

    [Theory]
    [InlineData(100, false)]
    [InlineData((1024 * 1024) - 1, false)]
    [InlineData(1024 * 1024, true)]
    public void Body_ThatIsLarge_IsNotCopied_AndASmallOneLeavesNothingInThePool(int length, bool isKept)
    {
        var array = new byte[2 * 1024 * 1024];
        array.AsSpan().Fill(7);
        using var response = new HttpResponseMessage(HttpStatusCode.OK);

        var exchange = HttpExchange.Of("GET x", response, array, length);

        Assert.Equal(length, exchange.Body.Length);
        Assert.DoesNotContain((byte)0, exchange.Body.ToArray());
        Assert.Equal(isKept ? (byte)7 : (byte)0, array[0]);
        Assert.Equal(
            isKept,
            System.Runtime.InteropServices.MemoryMarshal.TryGetArray(exchange.Body, out var segment) && segment.Array == array
        );
    }

    [Fact]
    public void Body_ThatIsLent_IsWiped_WhereItIsGivenBack()
    {
        var array = ArrayPool<byte>.Shared.Rent(100);
        array.AsSpan().Fill(7);
        using var response = new HttpResponseMessage(HttpStatusCode.OK);
        var exchange = HttpExchange.Lend("GET x", response, array, 60);

        exchange.Release();
        exchange.Release();

        Assert.True(exchange.Body.IsEmpty);
        Assert.All(array[..60], static octet => Assert.Equal(0, octet));
    }

    [Theory]
    [InlineData(429, "Retry-After=7", 7d)]
    [InlineData(503, "Retry-After=7", 7d)]
    [InlineData(429, "Retry-After=0", null)]
    [InlineData(429, "x-ratelimit-reset=1767225605", 5d)]
    [InlineData(503, "x-ratelimit-reset=1767225605", null)]
    [InlineData(429, "x-ratelimit-reset=1767225600", null)]
    [InlineData(429, "x-ratelimit-reset=253402300799", 251635075199d)]
    [InlineData(429, "x-ratelimit-reset=253402300800", null)]
    public void Delay_IsWhatTheHeadersSay(int status, string headers, double? seconds) =>
        Assert.Equal(seconds, RateLimitHeaders.Delay(Answer(status, headers: headers), _now)?.TotalSeconds);

    [Theory]
    [InlineData(0, 5)]
    [InlineData(2, 5)]
    [InlineData(3, 2)]
    [InlineData(-3, 8)]
    public void Delay_UntilTheReset_IsByTheServersClock_WhereOursIsAnother(int ahead, int seconds)
    {
        var answer = Answer(429, headers: "x-ratelimit-reset=1767225605");
        answer.Headers.Date = _now.AddSeconds(ahead);

        Assert.Equal(seconds, RateLimitHeaders.Delay(answer, _now)?.TotalSeconds);
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(299, true)]
    [InlineData(300, false)]
    [InlineData(199, false)]
    public void Success_IsAStatusOfTwoHundredAndSomething(int status, bool isSuccess) => Assert.Equal(isSuccess, Answer(status).IsSuccess);

    [Theory]
    [InlineData("<html>", "text/html", "GET x returned text/html instead of JSON.")]
    [InlineData(" \r\n\t<!doctype html>", null, "GET x returned a web page instead of JSON.")]
    [InlineData("OK", null, null)]
    [InlineData("", null, null)]
    [InlineData("{}", "application/json", null)]
    public void Page_IsRefused_WhereAnythingElseMayCome(string body, string? type, string? message)
    {
        var failure = Record.Exception(() => JsonAnswer.RefusePage(Answer(200, body, type)));

        Assert.Equal(message, failure?.Message);
    }

    [Theory]
    [InlineData(2 * 1024 * 1024, "2 MB")]
    [InlineData(1500, "1,500 bytes")]
    public void Limit_IsToldInItsUnit(int bytes, string size) =>
        Assert.Equal(
            $"GET x returned more than {size}, the limit for a thing.",
            new AnswerLimit("a thing", bytes).Exceeded("GET x").Message
        );

    [Fact]
    public void Limits_AreThoseOfTheGuide() =>
        Assert.Equal(
            [1, 1, 64, 16],
            new[] { AnswerLimits.Authentication, AnswerLimits.Refusal, AnswerLimits.Api, AnswerLimits.ExportLine }.Select(static limit =>
                limit.Bytes / 1024 / 1024
            )
        );

    [Fact]
    public void CorrelationId_ThatRepeatsASecret_OrATerminalsControls_IsShownWithout()
    {
        var answer = Answer(400, headers: "x-auth0-requestid=s3cret-of-the-request\u001b[31m");
        answer.Sent = SentSecrets.Of(["s3cret-of-the-request".ToSecret()]);

        Assert.Equal("******** [31m", answer.CorrelationId);
    }

    private static HttpExchange Answer(int status, string body = "", string? type = null, string headers = "") =>
        Answer(status, Encoding.UTF8.GetBytes(body), type, headers);

    private static HttpExchange Answer(int status, byte[] body, string? type, string headers = "")
    {
        var response = new HttpResponseMessage((HttpStatusCode)status);
        response.Content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        foreach (var header in headers.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = header.IndexOf('=', StringComparison.Ordinal);
            response.Headers.TryAddWithoutValidation(header[..at], header[(at + 1)..]);
        }

        return HttpExchange.Of("GET x", response, body);
    }
}
