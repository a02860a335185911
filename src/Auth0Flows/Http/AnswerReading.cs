namespace Auth0Flows.Http;

/// <summary>How a response's body is read.</summary>
/// <param name="Limit">The maximum size of a successful response; other responses have <see cref="AnswerLimits.Refusal"/>.</param>
/// <param name="IsLent">Whether the body uses a pooled array that is returned (<see cref="HttpExchange.Release"/>).</param>
/// <param name="Sink">Receives the body of a successful response as it arrives, without a limit; null to keep the body in memory.</param>
/// <param name="RefusesPages">Whether a web page is refused before the sink gets its body.</param>
/// <param name="BrokenOff">Receives the bytes of an interrupted successful response before they are wiped.</param>
internal sealed record AnswerReading(
    AnswerLimit Limit,
    bool IsLent = false,
    Func<Stream, CancellationToken, Task>? Sink = null,
    Action<ReadOnlyMemory<byte>>? BrokenOff = null,
    bool RefusesPages = false
)
{
    /// <summary>For the login endpoints.</summary>
    public static AnswerReading Authentication { get; } = new(AnswerLimits.Authentication);
}
