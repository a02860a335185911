using Auth0Flows.Http;

namespace Auth0Flows.Api.Lists;

/// <summary>By <c>from</c> and <c>take</c>: each page tells where the next one begins.</summary>
internal sealed class CheckpointPages : PageOrder
{
    private const int DefaultPage = 50;

    private string? _from;
    private bool _isKnown = true;

    public CheckpointPages(int pageSize, ulong skip, string? from)
        : base(pageSize) => (Skip, _from) = ((long)Math.Min(skip, long.MaxValue), from);

    public override KeyValuePair<string, string>[]? Next()
    {
        if (!_isKnown)
        {
            return null;
        }

        _isKnown = false;
        return _from is null ? [new("take", Text(PageSize))] : [new("from", _from), new("take", Text(PageSize))];
    }

    // The log's pages are bare arrays that name a next one for ever: the empty one is the last.
    public override bool Hear<T>(ListPage<T> page)
    {
        var isEnd = page.IsBare && page.Count == 0;
        if (!isEnd && page.Next is not null && page.Next == _from)
        {
            throw JsonAnswer.Invalid(page.Answer, "a checkpoint that points to itself, so the list would never end", null);
        }

        _from = page.Next;
        _isKnown = _from is not null && !isEnd;

        // A list that knows no checkpoints gives its first page instead, of 50.
        return !page.IsBare || page.Next is not null || page.Count < Math.Min(DefaultPage, PageSize);
    }
}
