using static Auth0Flows.Auth0ErrorCode;

namespace Auth0Flows.Tests.Faults;

// The connection: it closes, or nothing arrives.
internal static partial class FaultTable
{
    private static Fault[] Connections =>
        [
            new("close", "closed in the place of an answer", SendAndClose(static _ => []), Lost),
            new("reset", "reset in the place of an answer", SendAndReset(static _ => []), Lost),
            new("close-in-request", "closed before the request was read", HearAndCloseAsync, Lost) { IsAtAccept = true },
            new("reset-in-request", "reset before the request was read", HearAndResetAsync, Lost) { IsAtAccept = true },
            new("close-in-status", "closed within the status line", SendAndClose(static _ => Ascii("HTTP/1.1 20")), Lost),
            new("close-in-head", "closed within the headers", SendAndClose(static answer => Half(answer.Head())), Lost),
            new(
                "close-in-body",
                "closed within the body",
                SendAndClose(static answer => [.. LongHead(answer), .. Half(answer.Body)]),
                Lost
            ),
            new("reset-in-head", "reset within the headers", SendAndReset(static answer => Half(answer.Head())), Lost),
            new("reset-in-body", "reset within the body", SendAndReset(static answer => [.. LongHead(answer), .. Half(answer.Body)]), Lost),
            new("silence", "no answer, on a connection that stays", SendAndHold(static _ => []), Late),
            new("silence-at-accept", "the request is not even read", HearAndHoldAsync, Late) { IsAtAccept = true },
            new("silence-in-status", "nothing more within the status line", SendAndHold(static _ => Ascii("HTTP/1.1 2")), Late),
            new("silence-in-head", "nothing more within the headers", SendAndHold(static answer => Half(answer.Head())), Late),
            new(
                "silence-in-body",
                "nothing more within the body",
                SendAndHold(static answer => [.. LongHead(answer), .. Half(answer.Body)]),
                Late
            ),
            new(
                "silence-in-chunk",
                "nothing more within a chunk",
                SendAndHold(static answer => [.. Chunked(answer), .. Ascii("fff\r\n"), .. Half(answer.Body)]),
                Late
            ),
            new(
                "drip-head",
                "the headers byte by byte, slower than the time-out",
                static (line, answer) => line.DripAsync(answer.Whole()),
                Late
            ),
            new("drip-body", "the body byte by byte, slower than the time-out", DripBodyAsync, Late) { MayPass = true },
            new("endless-1xx", "102 Processing, without end", EndlessAsync, Late),
            new(
                "tls-alert",
                "a TLS alert on a plain port",
                SendAndClose(static _ => [0x15, 3, 3, 0, 2, 2, 40]),
                [.. Lost, InvalidResponse]
            ),
            new(
                "tls-hello",
                "a TLS handshake on a plain port, and silence",
                SendAndHold(static _ => [0x16, 3, 3, 0, 64, 2, 0, 0, 60, 3, 3]),
                [.. Late, .. Lost, RequestFailed]
            ),
            new(
                "ssh-banner",
                "another protocol: SSH",
                SendAndClose(static _ => Ascii("SSH-2.0-OpenSSH_9.9\r\n")),
                [.. Lost, InvalidResponse]
            ),
            new(
                "smtp-banner",
                "another protocol: SMTP, before the request",
                SendAndDrain(static () => Ascii("220 mail.example ESMTP\r\n")),
                [.. Lost, InvalidResponse]
            )
            {
                IsAtAccept = true,
            },
            new(
                "noise",
                "bytes of no meaning",
                SendAndClose(static _ => [.. Enumerable.Range(0, 512).Select(static i => (byte)((i * 37) ^ 0xA5))]),
                [.. Lost, InvalidResponse]
            ),
            new(
                "keep-alive-closed",
                "the right answer that promises more, and closed",
                SendAndClose(static answer => answer.Whole("Connection: keep-alive"))
            )
            {
                MayPass = true,
            },
            new(
                "keep-alive-reset",
                "the right answer that promises more, and reset",
                SendAndReset(static answer => answer.Whole("Connection: keep-alive")),
                Lost
            )
            {
                MayPass = true,
            },
            new(
                "until-close",
                "the right answer without a length, ended by the connection's end",
                SendAndClose(static answer => [.. answer.HeadWithoutLength(), .. answer.Body])
            )
            {
                MayPass = true,
            },
            new(
                "two-answers",
                "the right answer and a second one behind it",
                Send(static answer =>
                    [.. answer.Whole(), .. RawAnswer.Json("""{"access_token":"stray","token_type":"Bearer","expires_in":60}""").Whole()]
                )
            )
            {
                MayPass = true,
            },
            new("trailing-bytes", "the right answer and bytes behind it", Send(static answer => [.. answer.Whole(), .. Ascii("\r\nstray")]))
            {
                MayPass = true,
            },
            new(
                "answer-before-request",
                "an answer before the request is read",
                SendAndDrain(static () => RawAnswer.Json("{}").Whole()),
                [.. Lost, .. WrongContent]
            )
            {
                IsAtAccept = true,
                MayPass = true,
                IsOtherContent = true,
            },
        ];

    // Announces more than is sent, so that part of the body is missing even if it is empty.
    private static byte[] LongHead(RawAnswer answer) =>
        WithBody(answer).HeadWithoutLength($"Content-Length: {(answer.Body.Length * 2) + 8}");

    private static byte[] Chunked(RawAnswer answer) => WithBody(answer).HeadWithoutLength("Transfer-Encoding: chunked");

    // A 204 has no body, whatever its headers say.
    private static RawAnswer WithBody(RawAnswer answer) => answer.Status == 204 ? answer with { Status = 200 } : answer;

    // A graceful close, not the reset that closing with unread bytes causes.
    private static Func<Line, RawAnswer, Task> SendAndDrain(Func<byte[]> bytes) =>
        async (line, _) =>
        {
            await line.SendAsync(bytes());
            await line.DrainAsync();
        };

    private static async Task HearAndCloseAsync(Line line, RawAnswer answer)
    {
        await line.HearAsync();
        await line.DrainAsync();
    }

    private static async Task HearAndResetAsync(Line line, RawAnswer answer)
    {
        await line.HearAsync();
        line.Reset();
    }

    private static async Task HearAndHoldAsync(Line line, RawAnswer answer)
    {
        await line.HearAsync();
        await line.HoldAsync();
    }

    private static async Task DripBodyAsync(Line line, RawAnswer answer)
    {
        await line.SendAsync(answer.Head());
        await line.DripAsync(answer.Body);
    }

    private static async Task EndlessAsync(Line line, RawAnswer answer) =>
        await line.DripAsync(Ascii(string.Concat(Enumerable.Repeat("HTTP/1.1 102 Processing\r\n\r\n", 8))));
}
