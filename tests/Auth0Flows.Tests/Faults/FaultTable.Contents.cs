using System.Text;
using static Auth0Flows.Auth0ErrorCode;

namespace Auth0Flows.Tests.Faults;

// The content of a complete response: not what was requested.
internal static partial class FaultTable
{
    // Not JSON, or JSON of another form; for a file, the file is damaged.
    private static Auth0ErrorCode[] WrongContent =>
        [
            InvalidJson,
            UnexpectedContentType,
            MissingAccessToken,
            MissingIdToken,
            IdTokenKeyUnknown,
            IdTokenSubjectMismatch,
            InvalidRequest,
            AnswerTooLarge,
        ];

    private static Fault[] Contents =>
        [
            Content("empty", "nothing", ""),
            Content("blanks", "blanks alone", "  \r\n\t "),
            Content(
                "html",
                "a page, such as a proxy's",
                "<!DOCTYPE html><html><body>Please sign in</body></html>",
                "text/html; charset=utf-8"
            ),
            Content("html-as-json", "a page that calls itself JSON", "<!DOCTYPE html><html><body>Please sign in</body></html>"),
            Content("xml", "XML", "<?xml version=\"1.0\"?><error/>", "application/xml"),
            Content("text-plain", "the answer as plain text", null, "text/plain"),
            Content("no-content-type", "the answer without a content type", null, null),
            Content("json-array", "an empty array", "[]"),
            Content("json-number", "a number", "42"),
            Content("json-string", "a text", "\"access_token\""),
            Content("json-null", "null", "null"),
            Content("json-true", "true", "true"),
            Content("json-empty-object", "an empty object", "{}"),
            Content("json-array-of-arrays", "arrays in an array", "[[1],[2]]"),
            Content("json-array-of-nulls", "nulls in an array", "[null,null]"),
            Content("json-cut", "JSON that is cut", "{\"access_token\":\"x\",\"expi"),
            Content("json-two", "two objects", "{}{}"),
            Content("json-comment", "JSON with a comment", "{/* none */}"),
            Content("json-single-quotes", "JSON with single quotes", "{'access_token':'x'}"),
            Content("json-trailing-comma", "JSON with a comma too many", "{\"a\":1,}"),
            Content("json-deep", "arrays 5,000 deep", new string('[', 5000) + new string(']', 5000)),
            Content(
                "json-deep-objects",
                "objects 5,000 deep",
                string.Concat(Enumerable.Repeat("{\"a\":", 5000)) + "1" + new string('}', 5000)
            ),
            Content("json-nul", "a NUL byte within JSON", "{\"a\0\":1}"),
            Content("json-surrogate", "half a surrogate in a value", """{"access_token":"\ud800","name":"\udfff","id":"\ud800"}"""),
            Content("json-huge-number", "a number of 400 digits", "{\"expires_in\":" + new string('9', 400) + "}"),
            Content("error-in-200", "a refusal with status 200", """{"error":"server_error","error_description":"no"}""") with
            {
                Codes = [.. WrongContent, InvalidResponse, ServerError],
            },
            new(
                "utf-16",
                "UTF-16, and called so",
                Send(static answer =>
                    (
                        answer with
                        {
                            Body = Encoding.Unicode.GetBytes(Text(answer)),
                            ContentType = "application/json; charset=utf-16",
                        }
                    ).Whole()
                ),
                WrongContent
            )
            {
                MayPass = true,
            },
            new(
                "utf-16-bom",
                "UTF-16 with its mark",
                Send(static answer => (answer with { Body = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Text(answer))] }).Whole()),
                WrongContent
            )
            {
                MayPass = true,
            },
            new(
                "utf-8-bom",
                "the right answer behind the mark of UTF-8",
                Send(static answer => (answer with { Body = [0xEF, 0xBB, 0xBF, .. answer.Body] }).Whole()),
                WrongContent
            )
            {
                MayPass = true,
            },
            new(
                "latin-1",
                "bytes that are no UTF-8",
                Send(static answer =>
                    (
                        answer with
                        {
                            Body = [.. Encoding.ASCII.GetBytes("{\"access_token\":\"a"), 0xFC, 0xFF, .. Encoding.ASCII.GetBytes("\"}")],
                        }
                    ).Whole()
                ),
                WrongContent
            )
            {
                MayPass = true,
                IsOtherContent = true,
            },
            new(
                "charset-unknown",
                "the right answer in a charset that nobody knows",
                Send(static answer => (answer with { ContentType = answer.ContentType + "; charset=nonsense" }).Whole())
            )
            {
                MayPass = true,
            },
        ];

    // A body that replaces the correct one; null for the correct body under a wrong media type.
    private static Fault Content(string name, string what, string? body, string? type = "application/json") =>
        new(
            name,
            what,
            Send(answer =>
                (
                    answer with
                    {
                        Status = answer.Status == 204 ? 200 : answer.Status,
                        Body = body is null ? answer.Body : Encoding.Latin1.GetBytes(body),
                        ContentType = type,
                    }
                ).Whole()
            ),
            WrongContent
        )
        {
            MayPass = true,
            IsOtherContent = body is not null,
        };

    private static string Text(RawAnswer answer) => Encoding.UTF8.GetString(answer.Body);
}
