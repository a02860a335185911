using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Auth0Flows;

/// <summary>What a server says, made fit for a message: one line, of bounded length, without control characters that a terminal would obey.</summary>
internal static class ServerText
{
    private const int MaximumLength = 600;

    public static string? Read(JsonDocument? json, string name)
        => json is not null && json.RootElement.TryFind(name, out var value) && value.ValueKind == JsonValueKind.String && value.ReadText() is { Length: > 0 } text
            ? Clean(text)
            : null;

    /// <summary>Why, in the server's words and with its code: "Service not found: https://x/ (access_denied, HTTP 403)."</summary>
    public static string Reason(HttpExchange answer, string? error, string? description, TimeSpan? delay)
    {
        var status = (int)answer.StatusCode;
        var words = (description ?? error)?.TrimEnd('.', ' ');
        var code = error is null || error == words ? $"HTTP {status}" : $"{error}, HTTP {status}";
        if (answer.StatusCode == HttpStatusCode.TooManyRequests)
        {
            var when = delay is { } wait ? $"the server asks to wait {wait.TotalSeconds:0} s" : "the server doesn't say how long to wait";
            return $"too many requests, {when}{(words is null ? "" : $": {words}")} ({code}).";
        }

        return words is null
            ? $"the answer was {status}, without a reason{Form(answer)}."
            : $"{words} ({code}).";
    }

    // Of what form a body is that says nothing readable.
    private static string Form(HttpExchange answer) => answer.Body.IsEmpty ? "" : $" ({answer.ContentType?.MediaType ?? "no content type"}, {answer.Body.Length} bytes)";

    /// <summary>Without what a terminal would obey or hide, and cut where it is long.</summary>
    public static string Clean(string text) => text.Length > MaximumLength ? OneLine(text[..MaximumLength]) + '…' : OneLine(text);

    /// <summary>Without what a terminal would obey or hide: control and format characters.</summary>
    public static string OneLine(string text)
        => text.Any(IsHidden) ? string.Create(text.Length, text, static (line, from) =>
        {
            for (var i = 0; i < line.Length; i++)
            {
                line[i] = IsHidden(from[i]) ? ' ' : from[i];
            }
        })
        : text;

    private static bool IsHidden(char character)
        => char.IsControl(character) || char.GetUnicodeCategory(character) == UnicodeCategory.Format;
}
