namespace Auth0Flows;

/// <summary>What the library reports while it works. Holds no token, no secret, no body and no query.</summary>
/// <param name="Kind">What sort of report.</param>
/// <param name="Message">In words.</param>
public sealed record Auth0Activity(Auth0ActivityKind Kind, string Message)
{
    /// <summary>What was called, where a call is reported: method and address, without the query.</summary>
    public string? Request { get; init; }

    /// <summary>How long it waits before it goes on, where it waits.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>How much of a long work is done: objects, or percent.</summary>
    public long? Done { get; init; }

    /// <summary>How much there is to do, where that is known.</summary>
    public long? Total { get; init; }
}
