namespace Auth0Flows;

/// <summary>Which part of a list is wanted.</summary>
public sealed record Auth0ListOptions
{
    /// <summary>Filters of the API, such as <c>app_type</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; init; } = [];

    /// <summary>How many objects to pass over.</summary>
    public ulong Skip { get; init; }

    /// <summary>How many objects to give at most.</summary>
    public ulong First { get; init; } = ulong.MaxValue;

    /// <summary>Objects a page, 1 to 100, as Auth0's reference allows.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>
    /// The checkpoint to continue from, if the list is read by checkpoint: the one from the last page, or the id of a log entry.
    /// </summary>
    public string? From { get; init; }

    /// <summary>Receives how many objects the whole list has, as soon as the first page tells.</summary>
    public Action<long>? TotalKnown { get; init; }

    /// <summary>The same from a checkpoint on.</summary>
    internal Auth0ListOptions StartingFrom(string checkpoint) =>
        this with
        {
            Query = [.. Query.Where(static pair => pair.Key != "from")],
            From = checkpoint,
        };
}
