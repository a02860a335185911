using Auth0Flows.Http;

namespace Auth0Flows.Api.Lists;

/// <summary>Pages by <c>from</c> and <c>take</c>: each page contains the checkpoint of the next one.</summary>
internal sealed class CheckpointPages : PageOrder
{
    private const int DefaultPage = 50;

    private readonly HashSet<string> _seen = [];
    private string? _from;
    private bool _isKnown = true;

    public CheckpointPages(int pageSize, ulong skip, string? from)
        : base(pageSize)
    {
        (Skip, _from) = ((long)Math.Min(skip, long.MaxValue), from);
        _seen.Add(from ?? "");
    }

    public override KeyValuePair<string, string>[]? Next()
    {
        if (!_isKnown)
        {
            return null;
        }

        _isKnown = false;
        return _from is null ? [new("take", Text(PageSize))] : [new("from", _from), new("take", Text(PageSize))];
    }

    // The log's pages are bare arrays that always specify a next page: an empty page is the last.
    public override bool Hear<T>(ListPage<T> page)
    {
        if (page.IsNextUnreadable)
        {
            throw JsonAnswer.Invalid(page.Answer, "a checkpoint that can't be read, so the rest of the list would be missing", null);
        }

        var isEnd = page.IsBare && page.Count == 0;
        if (!isEnd && page.Next is not null && !_seen.Add(page.Next))
        {
            var where = page.Next == _from ? "itself" : "an earlier page";
            throw JsonAnswer.Invalid(page.Answer, $"a checkpoint that points to {where}, so the list would never end", null);
        }

        _from = page.Next;
        _isKnown = _from is not null && !isEnd;

        // A list without checkpoints returns its first page of 50 instead.
        return !page.IsBare || page.Next is not null || page.Count < Math.Min(DefaultPage, PageSize);
    }
}
