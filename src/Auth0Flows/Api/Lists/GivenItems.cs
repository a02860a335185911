namespace Auth0Flows.Api.Lists;

/// <summary>
/// The objects that were already returned, if a list must be read again with another kind of paging. They are recognized by their ids,
/// because the two kinds may differ in order.
/// </summary>
internal sealed class GivenItems
{
    private const int UsualEnd = 1000;

    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>Whether nothing has been returned yet.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>Whether it is no longer known which objects were returned.</summary>
    public bool IsForgotten => _count > UsualEnd;

    /// <summary>Adds a page. Objects beyond the thousandth mean that the list doesn't end early: then nothing is kept.</summary>
    public void Add<T>(ListPage<T> page)
    {
        _count += page.Count;
        if (IsForgotten)
        {
            _ids.Clear();
            return;
        }

        _ids.UnionWith(page.Ids.OfType<string>());
    }

    /// <summary>The objects of a page that were not returned before.</summary>
    public List<T> Without<T>(ListPage<T> page) =>
        [.. page.Ids.Zip(page.Items).Where(pair => pair.First is null || !_ids.Contains(pair.First)).Select(static pair => pair.Second)];
}
