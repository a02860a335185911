namespace Auth0Flows.Api.Lists;

/// <summary>
/// Notices a list that would never end, because its server ignores which page is requested: pages whose objects all have the ids of an
/// earlier page, or many equal pages of objects without ids.
/// </summary>
internal sealed class PageRepeats
{
    private const int MostAlike = 100; // values without ids may be equal, and a page with a checkpoint may be empty

    private readonly HashSet<string> _seen = [];
    private string? _before;
    private int _alike;

    /// <summary>Whether the list would never end; called once for each page.</summary>
    public bool Hear(PageContent page)
    {
        if (page.HasIds)
        {
            return !_seen.Add(page.Digest);
        }

        _alike = page.Digest == _before ? _alike + 1 : 0;
        _before = page.Digest;
        return _alike >= MostAlike;
    }
}
