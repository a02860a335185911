namespace Auth0Flows;

/// <summary>How a list of the Management API is read page by page: <see href="https://auth0.com/docs/api/management/v2"/>.</summary>
[Flags]
public enum Auth0Paging
{
    /// <summary>It comes whole.</summary>
    None = 0,

    /// <summary>By <c>page</c> and <c>per_page</c>: with totals, and pages ahead. Many such lists end at 1,000 objects.</summary>
    Page = 1,

    /// <summary>By <c>from</c> and <c>take</c>: forward only, without an end.</summary>
    Checkpoint = 2,

    /// <summary>
    /// By <c>from</c> and <c>take</c> too, but from an object on that one names: the log, in which <c>take</c> alone begins nothing.
    /// </summary>
    After = 4,
}
