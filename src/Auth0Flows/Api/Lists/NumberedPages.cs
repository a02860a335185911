namespace Auth0Flows.Api.Lists;

/// <summary>
/// Pages by <c>page</c> and <c>per_page</c>, with totals: when the first page contains the total, other pages can be requested in parallel.
/// </summary>
internal sealed class NumberedPages : PageOrder
{
    private readonly ulong _wanted;
    private long _number;
    private long _heard;
    private bool _asksForTotals = true;
    private long? _total; // the last one that a page told
    private long _end; // the number after the last page that is known to be needed

    public NumberedPages(int pageSize, ulong skip, ulong first)
        : base(pageSize)
    {
        _heard = _number = (long)Math.Min(skip / (ulong)pageSize, int.MaxValue);
        _end = _number + 1;
        Skip = (long)(skip % (ulong)pageSize);
        _wanted = first > ulong.MaxValue - skip ? ulong.MaxValue : skip + first;
    }

    public override bool AsksForTotals => _asksForTotals;

    public override KeyValuePair<string, string>[]? Next()
    {
        if (_number >= _end)
        {
            return null;
        }

        var page = new KeyValuePair<string, string>[] { new("page", Text(_number++)), new("per_page", Text(PageSize)) };
        return _asksForTotals ? [.. page, new("include_totals", "true")] : page;
    }

    public override bool Hear<T>(ListPage<T> page)
    {
        var items = page.Count;
        var start = page.Start ?? _heard * PageSize;
        _total = page.Total ?? _total;
        if (_total < start + items)
        {
            _total = null; // something else than the total: the pages tell where the list ends
        }

        var end =
            _total is { } all ? Pages(all)
            : items < PageSize ? _heard + 1
            : _heard + 2;
        _end = Math.Max(_number, Math.Min(end, WantedPages));
        _heard++;
        return items >= PageSize || _total is not { } total || start + items >= total;
    }

    // Some lists always contain their total and reject the parameter: "Additional properties not allowed: include_totals".
    public override bool TryWithout(Auth0ApiException refusal)
    {
        var isRefused =
            _asksForTotals
            && _heard == _number - 1
            && refusal.Code == Auth0ErrorCode.InvalidQuery
            && refusal.ErrorDescription?.Contains("include_totals", StringComparison.Ordinal) == true;
        if (isRefused)
        {
            _asksForTotals = false;
            _number--;
        }

        return isRefused;
    }

    private long WantedPages => _wanted > long.MaxValue ? long.MaxValue : Pages((long)_wanted);

    private long Pages(long objects) => (objects / PageSize) + (objects % PageSize > 0 ? 1 : 0);
}
