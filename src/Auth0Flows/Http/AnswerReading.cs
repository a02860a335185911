namespace Auth0Flows.Http;

/// <summary>How a response's body is read.</summary>
/// <param name="Limit">The maximum size of a successful response; other responses have <see cref="AnswerLimits.Refusal"/>.</param>
/// <param name="IsLent">Whether the body uses a pooled array that is returned (<see cref="HttpExchange.Release"/>).</param>
/// <param name="Sink">Receives the body of a successful response as it arrives, without a limit; null to keep the body in memory.</param>
/// <param name="RefusesPages">Whether a web page is refused before the sink gets its body.</param>
/// <param name="Came">
/// Receives the bytes of a response that can't be used, before they are wiped: what arrived of an interrupted one, and what arrived before
/// it was decompressed or converted from another charset. The second argument is whether the status is a success.
/// </param>
/// <param name="TakesParts">
/// Whether a part that was not requested (206) is an answer: an API of the caller's own may mean the page of a list by it.
/// </param>
internal sealed record AnswerReading(
    AnswerLimit Limit,
    bool IsLent = false,
    Func<Stream, CancellationToken, Task>? Sink = null,
    Action<ReadOnlyMemory<byte>, bool>? Came = null,
    bool RefusesPages = false,
    bool TakesParts = false
)
{
    /// <summary>For the login endpoints.</summary>
    public static AnswerReading Authentication { get; } = new(AnswerLimits.Authentication);
}
