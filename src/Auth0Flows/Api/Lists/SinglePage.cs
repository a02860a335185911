namespace Auth0Flows.Api.Lists;

/// <summary>A list without pages: Auth0 rejects paging parameters for it.</summary>
internal sealed class SinglePage : PageOrder
{
    private bool _isAsked;

    public SinglePage(ulong skip)
        : base(0) => Skip = (long)Math.Min(skip, long.MaxValue);

    public override KeyValuePair<string, string>[]? Next()
    {
        if (_isAsked)
        {
            return null;
        }

        _isAsked = true;
        return [];
    }

    public override bool Hear<T>(ListPage<T> page) => true;
}
