namespace Auth0Flows;

/// <summary>By <c>from</c> and <c>take</c>: each page tells where the next one begins.</summary>
internal sealed class CheckpointPages : PageOrder
{
    private string? _from;
    private bool _isKnown = true;
    private Func<PageOrder>? _byNumber;

    /// <param name="pageSize">Objects a page.</param>
    /// <param name="skip">How many objects to pass over.</param>
    /// <param name="from">Where to begin; null for the beginning.</param>
    /// <param name="byNumber">The other order, where the list has it.</param>
    public CheckpointPages(int pageSize, ulong skip, string? from, Func<PageOrder>? byNumber)
        : base(pageSize) => (Skip, _from, _byNumber) = ((long)Math.Min(skip, long.MaxValue), from, byNumber);

    public override KeyValuePair<string, string>[]? Next()
    {
        if (!_isKnown)
        {
            return null;
        }

        _isKnown = false;
        return _from is null ? [new("take", Text(PageSize))] : [new("from", _from), new("take", Text(PageSize))];
    }

    // Who doesn't know "take" passes over it, and gives the first 50 as an array: that would be taken for the whole list.
    public override PageOrder? Instead<T>(ListPage<T> page)
    {
        var byNumber = _from is null && page.IsBare && page.Next is null && page.Items.Count > 0 ? _byNumber : null;
        _byNumber = null;
        return byNumber?.Invoke();
    }

    // The log's pages are bare arrays that name a next one for ever: the empty one is the last.
    public override bool Hear<T>(ListPage<T> page)
    {
        _from = page.Next;
        _isKnown = _from is not null && !(page.IsBare && page.Items.Count == 0);
        return true;
    }
}
