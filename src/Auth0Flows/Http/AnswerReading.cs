namespace Auth0Flows.Http;

/// <summary>How the body of an answer is read.</summary>
/// <param name="Limit">The most that is taken of it, where it is a success; of what is none, <see cref="AnswerLimits.Refusal"/> is.</param>
/// <param name="IsLent">Whether its memory is given back (<see cref="HttpExchange.Release"/>).</param>
/// <param name="Sink">Takes the body of a success as it arrives, without a limit; null for one that is held in memory.</param>
/// <param name="BrokenOff">Sees what came of the body of a success that broke off, before it is wiped.</param>
internal sealed record AnswerReading(
    AnswerLimit Limit,
    bool IsLent = false,
    Func<Stream, CancellationToken, Task>? Sink = null,
    Action<ReadOnlyMemory<byte>>? BrokenOff = null
)
{
    /// <summary>For the endpoints of logins.</summary>
    public static AnswerReading Authentication { get; } = new(AnswerLimits.Authentication);
}
