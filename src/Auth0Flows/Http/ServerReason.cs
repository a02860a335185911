using System.Net;
using System.Text.Json;
using Auth0Flows.Errors;

namespace Auth0Flows.Http;

/// <summary>Reads a server's reason for an error response.</summary>
internal static class ServerReason
{
    /// <param name="json">The response.</param>
    /// <param name="name">The name of the property with the reason.</param>
    /// <param name="sent">The secrets that are masked in it, for a message; null to recognize the reason.</param>
    public static string? Read(JsonDocument? json, string name, SentSecrets? sent = null) =>
        json is not null
        && json.RootElement.TryFind(name, out var value)
        && value.ValueKind == JsonValueKind.String
        && value.ReadText() is { Length: > 0 } text
            ? ServerText.Clean(sent?.MaskStart(text, ServerText.MaximumLength) ?? text)
            : null;

    /// <summary>The server's text with its code: "Service not found: https://x/ (access_denied, HTTP 403)."</summary>
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

        return words is null ? $"the answer was {status}, without a reason{Form(answer)}." : $"{words} ({code}).";
    }

    // The format of a body without a readable reason.
    private static string Form(HttpExchange answer) =>
        answer.Body.IsEmpty ? "" : $" ({answer.ContentType?.MediaType ?? "no content type"}, {answer.Body.Length} bytes)";
}
