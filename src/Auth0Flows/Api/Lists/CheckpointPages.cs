using Auth0Flows.Http;

namespace Auth0Flows.Api.Lists;

/// <summary>Pages by <c>from</c> and <c>take</c>: each page contains the checkpoint of the next one.</summary>
internal sealed class CheckpointPages : PageOrder
{
    private const int DefaultPage = 50;

    private readonly HashSet<string> _seen = [];
    private string? _from;
    private readonly UInt128 _wanted;
    private bool _isKnown = true;
    private long _asked;

    public CheckpointPages(int pageSize, ulong skip, ulong first, string? from)
        : base(pageSize)
    {
        _wanted = (UInt128)skip + first;
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
        _asked++;
        return Query(_from);
    }

    // An empty page is the last, although it specifies a next one.
    public override KeyValuePair<string, string>[]? NextAfter(HttpExchange answer) =>
        (UInt128)(ulong)_asked * (ulong)PageSize < _wanted
        && answer.Body.Span.TrimStart(" \t\r\n"u8).StartsWith("[{"u8)
        && ListLink.NextOf(answer).From is { Length: > 0 } next
        && !_seen.Contains(next)
            ? Query(next)
            : null;

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

    private KeyValuePair<string, string>[] Query(string? from) =>
        from is null ? [new("take", Text(PageSize))] : [new("from", from), new("take", Text(PageSize))];
}
