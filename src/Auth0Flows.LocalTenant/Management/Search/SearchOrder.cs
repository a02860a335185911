namespace Auth0Flows.LocalTenant.Management.Search;

/// <summary>The order of a list: <c>sort=field:1</c>, or <c>-1</c> for descending.</summary>
internal sealed class SearchOrder(string name, bool isDescending)
{
    public string Name => name;

    public bool IsDescending => isDescending;

    /// <summary>The order that a query requests; null for none.</summary>
    /// <exception cref="ApiException">The order is malformed.</exception>
    public static SearchOrder? Read(QueryReader query)
    {
        if (query.Text("sort") is not { Length: > 0 } sort)
        {
            return null;
        }

        var colon = sort.LastIndexOf(':');
        return colon > 0 && sort[(colon + 1)..] is "1" or "-1"
            ? new SearchOrder(sort[..colon], sort.EndsWith("-1", StringComparison.Ordinal))
            : throw ApiException.InvalidQuery($"String does not match pattern ^(([a-zA-Z0-9_\\.]+))\\:(1|-1)$: {sort}", "sort");
    }

    public IReadOnlyList<T> Apply<T>(IEnumerable<T> items, Func<T, string, IEnumerable<object?>> lookup)
    {
        var keyed = items.Select(item => (Key: lookup(item, name).FirstOrDefault(), Item: item));

        // Items without a value come last, in either order.
        var ordered = isDescending
            ? keyed.OrderBy(pair => pair.Key is null).ThenByDescending(pair => pair.Key, ValueOrder.Instance)
            : keyed.OrderBy(pair => pair.Key is null).ThenBy(pair => pair.Key, ValueOrder.Instance);
        return [.. ordered.Select(pair => pair.Item)];
    }

    private sealed class ValueOrder : IComparer<object?>
    {
        public static readonly ValueOrder Instance = new();

        public int Compare(object? x, object? y) =>
            (x, y) switch
            {
                (string left, string right) => string.Compare(left, right, StringComparison.OrdinalIgnoreCase),
                (IComparable left, not null) when x.GetType() == y.GetType() => left.CompareTo(y),
                _ => 0,
            };
    }
}
