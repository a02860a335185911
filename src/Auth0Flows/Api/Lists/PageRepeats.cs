namespace Auth0Flows.Api.Lists;

/// <summary>
/// Notices a list that would never end, because its server ignores which page is requested: pages whose objects all have the ids of an
/// earlier page, or many equal pages of objects without ids, also in turns.
/// </summary>
internal sealed class PageRepeats
{
    private const int MostAlike = 100; // values without ids may be equal, and a page with a checkpoint may be empty

    private readonly HashSet<string> _seen = [];
    private readonly Dictionary<string, int> _alike = [];
    private string? _before;

    /// <summary>Whether the list would never end; called once for each page.</summary>
    public bool Hear(PageContent page)
    {
        var before = _before;
        _before = page.Digest;
        if (page.HasIds)
        {
            return !_seen.Add(page.Digest);
        }

        // Empty pages of a long list may come between others.
        var alike = page.IsEmpty && page.Digest != before ? 0 : _alike.GetValueOrDefault(page.Digest);
        _alike[page.Digest] = alike + 1;
        return alike == MostAlike;
    }
}
