using System.Net;
using System.Text.Json;

namespace Auth0Flows.Fuzz;

/// <summary>An answer's headers, one a line: when to come again, what the body is, where the next page lies.</summary>
internal sealed class AnswerHeaderTarget : FuzzTarget
{
    private static readonly byte[] _body = "[{\"x\":\"\u00E9\"}]"u8.ToArray();

    public override string Name => "answer-headers";

    public override IReadOnlyList<string> Words { get; } =
    [
        "Retry-After: ",
        "x-ratelimit-reset: ",
        "x-ratelimit-limit: ",
        "x-ratelimit-remaining: ",
        "Date: ",
        "Content-Type: ",
        "Link: ",
        "x-auth0-requestid: ",
        "x-correlation-id: ",
        "cf-ray: ",
        "120",
        "1795867300",
        "253402300800",
        "-1",
        "Sat, 28 Nov 2026 12:00:10 GMT",
        "Mon, 01 Jan 0001 00:00:00 GMT",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "application/json",
        "application/problem+json",
        "text/html",
        "; charset=utf-16",
        "; charset=\"utf-8\"",
        "; charset=utf-7",
        "; charset=x",
        "<https://acme.eu.auth0.com/api/v2/logs?from=abc&take=10>; rel=\"next\"",
        "from=%ff%",
        "rel=\"next\"",
        "<",
        ">",
    ];

    protected override string Read(byte[] input)
    {
        var status = input.Length % 2 == 0 ? HttpStatusCode.TooManyRequests : HttpStatusCode.OK;
        using var response = new HttpResponseMessage(status) { Content = new ByteArrayContent(_body) };
        foreach (var line in Inputs.Text(input).Split('\n'))
        {
            if (line.Split(':', 2) is [{ Length: > 0 } name, var value])
            {
                _ = response.Headers.TryAddWithoutValidation(name, value) || response.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        var type = response.Content.Headers.ContentType;
        var answer = new HttpExchange("GET https://acme.eu.auth0.com/x", status, response.Headers, type, _body);
        var delay = RateLimitHeaders.Delay(answer, Tenant.Now);
        Must.Hold(delay is null || delay > TimeSpan.Zero, $"A wait that is none: {delay}");
        var limit = RateLimit.Read(answer, Tenant.Now);
        Must.Hold(
            limit is null
                || (
                    limit.Remaining >= 0 && limit.Remaining <= limit.Limit && (limit.NextTokenAt is null || limit.NextTokenAt >= Tenant.Now)
                ),
            $"A bucket that is none: {limit}"
        );
        Must.Hold(
            answer.Text.Length > 0 && new Auth0ApiResponse(answer, new Auth0ApiRequest { Path = "x" }).Headers is not null,
            "A body is lost."
        );
        var body = $"{answer.IsJson} {answer.ContentType?.CharSet is null} {answer.CorrelationId is null}";
        return $"{delay is null} {limit is null} {body} {Next(answer)} {Refusal(answer)}";
    }

    private static string Next(HttpExchange answer)
    {
        try
        {
            var next = ListPage<JsonElement>
                .Read(answer, null, new ItemFormat<JsonElement>(JsonElement.ParseValue, ItemIds.Of, ObjectsOnly: false))
                .Next;
            return next is null ? "last" : "next";
        }
        catch (Auth0ResponseException failure)
        {
            Must.BeDocumented(failure);
            return failure.Code.ToString();
        }
    }

    private static string Refusal(HttpExchange answer)
    {
        var refusal = ApiRefusal.Read(answer, null, Tenant.ClientId, Tenant.Now);
        Must.BeDocumented(refusal);
        return $"{refusal.Code} {refusal.RetryAfter is null}";
    }
}
