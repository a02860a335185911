using System.Globalization;
using System.Text;
using static Auth0Flows.Auth0ErrorCode;

namespace Auth0Flows.Tests.Faults;

// Status codes that aren't a success, and those that look like one.
internal static partial class FaultTable
{
    private static Auth0ErrorCode[] Refused => [RequestFailed, InvalidRequest, SigningKeysUnavailable, AnswerTooLarge];

    private static Auth0ErrorCode[] ServerFailed => [ServerError, SigningKeysUnavailable];

    private static Auth0ErrorCode[] RateLimit => [RateLimited, SigningKeysUnavailable];

    private static Fault[] Statuses =>
        [
            new(
                "100-continue",
                "100 Continue before the right answer",
                Send(static answer => [.. Ascii("HTTP/1.1 100 Continue\r\n\r\n"), .. answer.Whole()])
            )
            {
                MayPass = true,
            },
            new(
                "103-early-hints",
                "103 Early Hints before the right answer",
                Send(static answer => [.. Ascii("HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=preload\r\n\r\n"), .. answer.Whole()])
            )
            {
                MayPass = true,
            },
            new(
                "101-switching",
                "101 Switching Protocols",
                SendAndClose(static _ => Ascii("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n")),
                [.. Refused, .. Lost]
            ),
            Success(201),
            Success(202),
            new("204", "204 No Content, where something was asked for", Send(static _ => RawAnswer.Lines("HTTP/1.1 204 X")), WrongContent)
            {
                MayPass = true,
            },
            new(
                "205",
                "205 Reset Content, where something was asked for",
                Send(static _ => RawAnswer.Lines("HTTP/1.1 205 X", "Content-Length: 0")),
                WrongContent
            )
            {
                MayPass = true,
            },
            new(
                "206",
                "206 Partial Content, which was not requested",
                Send(static answer =>
                    (answer with { Status = 206 }).Whole($"Content-Range: bytes 0-{answer.Body.Length}/{answer.Body.Length * 2}")
                ),
                InvalidResponse,
                IncompleteResponse
            )
            {
                MayPass = true, // from an API of the caller's own
            },
            new("299", "a success that has no name", Send(static answer => (answer with { Status = 299 }).Whole())) { MayPass = true },
            Status(400, Refused),
            Status(402, Refused),
            Status(404, [NotFound, SigningKeysUnavailable]),
            Status(405, Refused),
            Status(406, Refused),
            Status(408, Refused),
            Status(409, [Conflict, .. Refused]),
            Status(410, [NotFound, .. Refused]),
            Status(411, Refused),
            Status(413, Refused),
            Status(414, Refused),
            Status(415, Refused),
            Status(417, Refused),
            Status(421, Refused),
            Status(422, Refused),
            Status(425, Refused),
            Status(426, Refused),
            Status(428, Refused),
            Status(431, Refused),
            Status(451, Refused),
            Status(403, [Forbidden, .. Refused]),
            Status(401, [InvalidToken, .. Refused]) with
            {
                MostSent = 2,
            },
            Demand("401-basic", "WWW-Authenticate: Basic realm=\"tenant\""),
            Demand("401-negotiate", "WWW-Authenticate: Negotiate"),
            Demand("401-bearer", "WWW-Authenticate: Bearer error=\"invalid_token\""),
            Demand("401-digest", "WWW-Authenticate: Digest realm=\"x\", nonce=\"y\", qop=\"auth\""),
            new(
                "407",
                "407 with a demand, from what is no proxy",
                Send(static _ => Refusal(407).Whole("Proxy-Authenticate: Basic realm=\"proxy\"")),
                Refused
            ),
            Limited("429", "429 that says nothing of when"),
            Limited("429-retry-after", "429 with Retry-After: 3", "Retry-After: 3"),
            Limited("429-absurd", "429 with Retry-After: 999999999", "Retry-After: 999999999"),
            Limited("429-overflow", "429 with a Retry-After of 30 digits", "Retry-After: 999999999999999999999999999999"),
            Limited("429-negative", "429 with a negative Retry-After", "Retry-After: -5"),
            Limited("429-text", "429 with a Retry-After that is no time", "Retry-After: soon"),
            Limited("429-past", "429 with a Retry-After in the past", "Retry-After: Thu, 01 Jan 1970 00:00:00 GMT"),
            Limited("429-future", "429 with a Retry-After in the year 9999", "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT"),
            Limited(
                "429-reset",
                "429 with a reset in the past and nothing left",
                "x-ratelimit-limit: 10",
                "x-ratelimit-remaining: 0",
                "x-ratelimit-reset: 1"
            ),
            Limited(
                "429-reset-absurd",
                "429 with a reset in the year 5138",
                "x-ratelimit-limit: 10",
                "x-ratelimit-remaining: 0",
                "x-ratelimit-reset: 99999999999"
            ),
            Status(500, ServerFailed),
            Status(501, ServerFailed),
            Status(502, ServerFailed),
            Status(503, ServerFailed),
            Status(504, ServerFailed),
            Status(505, ServerFailed),
            Status(507, ServerFailed),
            Status(511, ServerFailed),
            Status(520, ServerFailed),
            Status(599, ServerFailed),
            Status(999, ServerFailed),
            new("503-retry-after", "503 with Retry-After: 3", Send(static _ => Refusal(503).Whole("Retry-After: 3")), ServerFailed),
            new(
                "503-absurd",
                "503 with Retry-After: 999999999",
                Send(static _ => Refusal(503).Whole("Retry-After: 999999999")),
                ServerFailed
            ),
            new(
                "502-html",
                "502 with a proxy's page",
                Send(static _ => Refusal(502, "<html><body>Bad gateway</body></html>", "text/html").Whole()),
                ServerFailed
            ),
            new("500-cut", "500 with JSON that is cut", Send(static _ => Refusal(500, "{\"error\":\"serv").Whole()), ServerFailed),
            new("400-empty", "400 without a body", Send(static _ => Refusal(400, "").Whole()), Refused),
            new(
                "403-html",
                "403 with a firewall's page",
                Send(static _ => Refusal(403, "<html><body>Blocked</body></html>", "text/html").Whole()),
                [Forbidden, .. Refused]
            ),
            new("400-array", "400 with an array", Send(static _ => Refusal(400, "[\"error\"]").Whole()), Refused),
            new(
                "400-error-number",
                "400 whose error is a number",
                Send(static _ => Refusal(400, "{\"error\":7,\"error_description\":{},\"message\":[]}").Whole()),
                Refused
            ),
            new(
                "400-error-long",
                "400 with a description of 1 MB",
                Send(static _ =>
                    Refusal(400, "{\"error\":\"odd\",\"error_description\":\"" + new string('d', 1024 * 1024) + "\"}").Whole()
                ),
                Refused
            ),
            new(
                "400-error-controls",
                "400 with control characters in its words",
                Send(static _ =>
                    Refusal(400, """{"error":"odd\u001b[2J","error_description":"\u202e\u0007\r\nX","message":"\u001b]0;x\u0007"}""")
                        .Whole()
                ),
                Refused
            ),
        ];

    private static Fault Success(int status) =>
        new(
            status.ToString(CultureInfo.InvariantCulture),
            $"{status}, with the right answer",
            Send(answer => (answer with { Status = status }).Whole())
        )
        {
            MayPass = true,
        };

    private static Fault Status(int status, Auth0ErrorCode[] codes) =>
        new(
            status.ToString(CultureInfo.InvariantCulture),
            $"{status}, with a reason that nobody knows",
            Send(_ => Refusal(status).Whole()),
            codes
        );

    private static Fault Demand(string name, string header) =>
        new(
            name,
            $"401 that demands other credentials: {header["WWW-Authenticate: ".Length..]}",
            Send(_ => Refusal(401).Whole(header)),
            [InvalidToken, .. Refused]
        )
        {
            MostSent = 2,
        };

    private static Fault Limited(string name, string what, params string[] headers) =>
        new(name, what, Send(_ => Refusal(429).Whole(headers)), RateLimit) { MostSent = int.MaxValue };

    private static RawAnswer Refusal(
        int status,
        string body = """{"error":"odd","message":"of no known kind"}""",
        string type = "application/json"
    ) =>
        new()
        {
            Status = status,
            Body = Encoding.UTF8.GetBytes(body),
            ContentType = type,
        };
}
