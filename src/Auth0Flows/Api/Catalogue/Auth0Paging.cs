namespace Auth0Flows;

/// <summary>How a list of the Management API is paged: <see href="https://auth0.com/docs/api/management/v2"/>.</summary>
[Flags]
public enum Auth0Paging
{
    /// <summary>The list is not paged.</summary>
    None = 0,

    /// <summary>By <c>page</c> and <c>per_page</c>, with totals and random access. Many of these lists end at 1,000 objects.</summary>
    Page = 1,

    /// <summary>By <c>from</c> and <c>take</c>: forward only, unlimited.</summary>
    Checkpoint = 2,

    /// <summary>
    /// By <c>from</c> and <c>take</c>, starting after a specified object. Used by the log, which ignores <c>take</c> without <c>from</c>.
    /// </summary>
    After = 4,
}
