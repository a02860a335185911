using System.Text;
using System.Text.Json;

namespace Auth0Flows;

/// <summary>What a server says, made fit for a message: one line, of bounded length, without control characters that a terminal would obey.</summary>
internal static class ServerText
{
    private const int MaximumLength = 600;

    public static string? Read(JsonDocument? json, string name)
        => json is not null && json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? Clean(value.GetString()!) : null;

    /// <summary>Ends with a full stop, once.</summary>
    public static string Sentence(string text) => text.Length > 0 && text[^1] is '.' or '!' or '?' ? text : text + ".";

    /// <summary>Of what form a body is that says nothing readable: " (text/html, 312 bytes)".</summary>
    public static string Form(HttpExchange answer) => answer.Body.IsEmpty ? "" : $" ({answer.ContentType?.MediaType ?? "no content type"}, {answer.Body.Length} bytes)";

    public static string RateLimited(HttpExchange answer, string? error, string? description, TimeSpan? delay)
    {
        var when = delay is { } wait ? $"the server asks to wait {wait.TotalSeconds:0} s" : "the server doesn't say how long to wait";
        return $"{answer.Request}: too many requests, {when}. {(description is null ? "" : Sentence(description) + " ")}({error ?? "no error code"}, HTTP 429)";
    }

    private static string Clean(string text)
    {
        var clean = new StringBuilder(Math.Min(text.Length, MaximumLength));
        foreach (var character in text.AsSpan(0, Math.Min(text.Length, MaximumLength)))
        {
            clean.Append(char.IsControl(character) ? ' ' : character);
        }

        return text.Length > MaximumLength ? clean.Append('…').ToString() : clean.ToString();
    }
}
