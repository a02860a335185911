using System.Globalization;

namespace Auth0Flows.Api.Lists;

/// <summary>Which page of a list is asked for next: by number, or by checkpoint.</summary>
internal abstract class PageOrder
{
    /// <summary>Objects a page.</summary>
    protected int PageSize { get; }

    /// <summary>What a page may hold before the first object that is wanted.</summary>
    public long Skip { get; protected init; }

    protected PageOrder(int pageSize) => PageSize = pageSize;

    /// <summary>The query of the next page; null if there is none, or where one that is under way must tell first.</summary>
    public abstract KeyValuePair<string, string>[]? Next();

    /// <summary>What a page told, the pages in their order.</summary>
    /// <returns>Whether all its objects were there: false if the list says that there are more than came.</returns>
    public abstract bool Hear<T>(ListPage<T> page);

    /// <summary>Goes without what a list refused; false if there is nothing to leave out.</summary>
    public virtual bool TryWithout(Auth0ApiException refusal) => false;

    protected static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
