namespace Auth0Flows.Tests.Faults;

/// <summary>One way in which an answer goes wrong.</summary>
/// <param name="Name">Its name in the table of docs/reliability.md.</param>
/// <param name="What">The same in words.</param>
/// <param name="Answer">Gives the answer.</param>
/// <param name="Codes">What a caller may be told; each flow's own in docs/reliability.md.</param>
internal sealed record Fault(string Name, string What, Func<Line, RawAnswer, Task> Answer, params Auth0ErrorCode[] Codes)
{
    /// <summary>Whether it is none for some flows: what was asked for came all the same, and is right.</summary>
    public bool MayPass { get; init; }

    /// <summary>Whether it comes before a request was read.</summary>
    public bool IsAtAccept { get; init; }

    /// <summary>
    /// How often a request that must not be repeated after other faults may go out: nothing has happened yet after a 401 and a 429.
    /// </summary>
    public int MostSent { get; init; } = 1;

    /// <summary>
    /// Whether the answer is a right one, but for what it says: what takes such an answer for what was asked for is not wrong.
    /// </summary>
    public bool IsOtherContent { get; init; }

    /// <summary>Whether only an answer that holds tokens can have it.</summary>
    public bool IsOfTokens { get; init; }
}
