namespace Auth0Flows;

/// <summary>What the library reports while it works. Holds no token, no secret, no body and no query.</summary>
/// <param name="Kind">What sort of report.</param>
/// <param name="Message">In words.</param>
public sealed record Auth0Activity(Auth0ActivityKind Kind, string Message)
{
    /// <summary>The request, if a call is reported: method and address, without the query.</summary>
    public string? Request { get; init; }

    /// <summary>How long it waits before it continues, if it waits.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>How much of a long work is done: objects, or percent.</summary>
    public long? Done { get; init; }

    /// <summary>The total amount, if known.</summary>
    public long? Total { get; init; }
}
