namespace Auth0Flows.Api.Lists;

/// <summary>A list that comes whole: Auth0 refuses parameters of pages there.</summary>
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
