namespace Auth0Flows;

/// <summary>Specifies which part of a list to return.</summary>
public sealed record Auth0ListOptions
{
    /// <summary>The API's filters, such as <c>app_type</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; init; } = [];

    /// <summary>How many objects to skip.</summary>
    public ulong Skip { get; init; }

    /// <summary>The maximum number of objects to return.</summary>
    public ulong First { get; init; } = ulong.MaxValue;

    /// <summary>
    /// Objects per page. Default: the largest page of the list in Auth0's reference, mostly 100 (<see cref="Auth0Endpoint.LargestPage"/>).
    /// </summary>
    public int? PageSize { get; init; }

    /// <summary>
    /// The checkpoint to continue from, if the list uses checkpoints: the one of the last page, or the id of a log entry.
    /// </summary>
    public string? From { get; init; }

    /// <summary>
    /// Whether a list that has something else than objects, or that Auth0 limits, is an error instead of a warning: one that is sent back
    /// as a whole.
    /// </summary>
    public bool MustBeComplete { get; init; }

    /// <summary>Receives the number of objects in the whole list, when the first page contains it.</summary>
    public Action<long>? TotalKnown { get; init; }

    /// <summary>Receives why the list isn't whole, beside the warning.</summary>
    internal Action<string>? Incomplete { get; init; }

    /// <summary>The same options, starting from a checkpoint.</summary>
    internal Auth0ListOptions StartingFrom(string checkpoint) =>
        this with
        {
            Query = [.. Query.Where(static pair => pair.Key != "from")],
            From = checkpoint,
        };
}
