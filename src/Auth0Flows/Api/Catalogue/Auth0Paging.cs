namespace Auth0Flows;

/// <summary>How an endpoint gives a long list: <see href="https://auth0.com/docs/api/management/v2/introduction"/>.</summary>
[Flags]
public enum Auth0Paging
{
    /// <summary>Not in pages.</summary>
    None = 0,

    /// <summary>By <c>page</c> and <c>per_page</c>; many such lists end at 1,000 objects.</summary>
    Page = 1,

    /// <summary>By <c>from</c> and <c>take</c>, forward only, to the end.</summary>
    Checkpoint = 2,
}
