namespace Auth0Flows;

/// <summary>By <c>page</c> and <c>per_page</c>, with totals: once the first page told how many there are, others can be under way at once.</summary>
internal sealed class NumberedPages : PageOrder
{
    private readonly ulong _wanted;
    private long _number;
    private long _heard;
    private long _end; // the number behind the last page that is known to be needed

    public NumberedPages(int pageSize, ulong skip, ulong first)
        : base(pageSize)
    {
        _heard = _number = (long)Math.Min(skip / (ulong)pageSize, int.MaxValue);
        _end = _number + 1;
        Skip = (long)(skip % (ulong)pageSize);
        _wanted = first > ulong.MaxValue - skip ? ulong.MaxValue : skip + first;
    }

    public override KeyValuePair<string, string>[]? Next()
        => _number < _end ? [new("page", Text(_number++)), new("per_page", Text(PageSize)), new("include_totals", "true")] : null;

    public override bool Hear<T>(ListPage<T> page)
    {
        var items = page.Items.Count;
        var end = page.Total is { } all ? Pages(all) : items < PageSize ? _heard + 1 : _heard + 2;
        _end = Math.Max(_number, Math.Min(end, _wanted > long.MaxValue ? long.MaxValue : Pages((long)_wanted)));
        var start = page.Start ?? _heard * PageSize;
        _heard++;
        return items >= PageSize || page.Total is not { } total || start + items >= total;
    }

    private long Pages(long objects) => (objects / PageSize) + (objects % PageSize > 0 ? 1 : 0);
}
