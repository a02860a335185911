using static Auth0Flows.Auth0ErrorCode;

namespace Auth0Flows.Tests.Faults;

// The status line and the headers.
internal static partial class FaultTable
{
    // Not an HTTP response.
    private static Auth0ErrorCode[] NoHttp => [IncompleteResponse, InvalidResponse, AnswerTooLarge];

    private static Fault[] Heads =>
        [
            new("status-text", "a status line whose status is a text", SendAndClose(static _ => Ascii("HTTP/1.1 abc OK\r\n\r\n")), NoHttp),
            new("status-short", "a status of two digits", SendAndClose(static _ => Ascii("HTTP/1.1 20 OK\r\n\r\n")), NoHttp),
            new(
                "status-long",
                "a status of four digits",
                SendAndClose(static _ => Ascii("HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n")),
                NoHttp
            ),
            new("status-negative", "a negative status", SendAndClose(static _ => Ascii("HTTP/1.1 -20 OK\r\n\r\n")), NoHttp),
            new(
                "status-without-version",
                "a status line without the protocol",
                SendAndClose(static answer => [.. Ascii("200 OK\r\n"), .. answer.Whole()]),
                NoHttp
            ),
            new(
                "wrong-protocol",
                "a protocol of another name",
                SendAndClose(static _ => Ascii("HTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")),
                NoHttp
            ),
            new("http-0.9", "a body alone, as HTTP/0.9 had it", SendAndClose(static answer => [.. answer.Body, .. Ascii("\r\n")]), NoHttp),
            new(
                "http-1.0",
                "HTTP/1.0, ended by the connection's end",
                SendAndClose(static answer => [.. Ascii("HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n"), .. answer.Body])
            )
            {
                MayPass = true,
            },
            new(
                "http-2-line",
                "HTTP/2 in the status line",
                SendAndClose(static _ => Ascii("HTTP/2 200 OK\r\nContent-Length: 0\r\n\r\n")),
                NoHttp
            ),
            new("http-2-frames", "the frames of HTTP/2", SendAndClose(static _ => [0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 100]), NoHttp),
            new(
                "empty-lines-first",
                "empty lines before the answer",
                SendAndClose(static answer => [.. Ascii("\r\n\r\n"), .. answer.Whole()]),
                NoHttp
            ),
            new(
                "bare-line-feeds",
                "lines that end without a carriage return",
                Send(static answer =>
                    [
                        .. Ascii($"HTTP/1.1 {answer.Status} OK\nContent-Type: application/json\nContent-Length: {answer.Body.Length}\n\n"),
                        .. answer.Body,
                    ]
                ),
                NoHttp
            )
            {
                MayPass = true,
            },
            new(
                "head-large",
                "1 MB of headers",
                SendAndClose(static answer =>
                    answer.Head([.. Enumerable.Range(0, 1024).Select(static i => $"X-{i}: {new string('x', 1000)}")])
                ),
                NoHttp
            ),
            new(
                "head-many",
                "20,000 headers",
                SendAndClose(static answer => answer.Head([.. Enumerable.Range(0, 20_000).Select(static i => $"X-{i}: 1")])),
                NoHttp
            ),
            new(
                "header-endless",
                "a header whose line has no end",
                SendAndClose(static _ => Ascii("HTTP/1.1 200 OK\r\nX-Endless: " + new string('x', 256 * 1024))),
                NoHttp
            ),
            new(
                "status-line-endless",
                "a status line that has no end",
                SendAndClose(static _ => Ascii("HTTP/1.1 200 " + new string('x', 256 * 1024))),
                NoHttp
            ),
            new("header-without-colon", "a header without a colon", Send(static answer => answer.Whole("X-Nothing")), NoHttp)
            {
                MayPass = true,
            },
            new("header-without-name", "a header without a name", Send(static answer => answer.Whole(": nothing")), NoHttp)
            {
                MayPass = true,
            },
            new("header-blank-name", "a header with a blank in its name", Send(static answer => answer.Whole("X Y: 1")), NoHttp)
            {
                MayPass = true,
            },
            new("header-null", "a header with a NUL", Send(static answer => answer.Whole("X-Null: a\0b")), NoHttp) { MayPass = true },
            new(
                "header-folded",
                "a header over two lines (RFC 9112 §5.2)",
                Send(static answer => answer.Whole("X-Folded: a", "  b")),
                NoHttp
            )
            {
                MayPass = true,
            },
            new("header-latin1", "a header beyond ASCII", Send(static answer => answer.Whole("X-Latin: \u00fc\u00ff"))) { MayPass = true },
            new(
                "content-type-broken",
                "a content type that is none",
                Send(static answer => (answer with { ContentType = ";;;/" }).Whole()),
                [UnexpectedContentType]
            )
            {
                MayPass = true,
            },
            new("date-broken", "a date that is none", Send(static answer => answer.Whole("Date: yesterday"))) { MayPass = true },
            new(
                "set-cookie",
                "cookies, which nobody keeps",
                Send(static answer => answer.Whole("Set-Cookie: a=b; Path=/", "Set-Cookie: " + new string('c', 4000)))
            )
            {
                MayPass = true,
            },
            new(
                "rate-limit-broken",
                "rate limits that are none",
                Send(static answer =>
                    answer.Whole("x-ratelimit-limit: -5", "x-ratelimit-remaining: many", "x-ratelimit-reset: 99999999999999999999")
                )
            )
            {
                MayPass = true,
            },
        ];
}
