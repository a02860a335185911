namespace Auth0Flows;

/// <summary>A progress report of the library. Contains no token, secret, body or query.</summary>
/// <param name="Kind">The type of the report.</param>
/// <param name="Message">The message.</param>
public sealed record Auth0Activity(Auth0ActivityKind Kind, string Message)
{
    /// <summary>The request, if a call is reported: method and URL, without the query.</summary>
    public string? Request { get; init; }

    /// <summary>The delay before the operation continues, if any.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>The progress of a long operation: objects, or percent.</summary>
    public long? Done { get; init; }

    /// <summary>The total, if known.</summary>
    public long? Total { get; init; }
}
