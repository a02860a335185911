namespace Auth0Flows.Tests.Faults;

/// <summary>A way in which a response goes wrong.</summary>
/// <param name="Name">Its name in the table of docs/reliability.md.</param>
/// <param name="What">The description.</param>
/// <param name="Answer">Sends the response.</param>
/// <param name="Codes">The possible errors; docs/reliability.md lists those of each flow.</param>
internal sealed record Fault(string Name, string What, Func<Line, RawAnswer, Task> Answer, params Auth0ErrorCode[] Codes)
{
    /// <summary>Whether some flows aren't affected: the response has the requested data, and it is correct.</summary>
    public bool MayPass { get; init; }

    /// <summary>Whether it occurs before a request is read.</summary>
    public bool IsAtAccept { get; init; }

    /// <summary>
    /// How often a request may be sent that must not be repeated after other faults: after a 401 and a 429, nothing has happened yet.
    /// </summary>
    public int MostSent { get; init; } = 1;

    /// <summary>Whether the response is valid except for its content: a flow that accepts it isn't wrong.</summary>
    public bool IsOtherContent { get; init; }

    /// <summary>Whether it affects only responses with tokens.</summary>
    public bool IsOfTokens { get; init; }
}
