using System.Globalization;
using Auth0Flows.Http;

namespace Auth0Flows.Api.Lists;

/// <summary>Decides which page of a list to request next: by number, or by checkpoint.</summary>
internal abstract class PageOrder
{
    /// <summary>Objects per page.</summary>
    protected int PageSize { get; }

    /// <summary>The maximum number of objects on a page before the first one that is requested.</summary>
    public long Skip { get; protected init; }

    protected PageOrder(int pageSize) => PageSize = pageSize;

    /// <summary>The query of the next page; null if there is none, or if it depends on a page in progress.</summary>
    public abstract KeyValuePair<string, string>[]? Next();

    /// <summary>The query of the page after one whose content isn't read yet, if its header says so and the page is wanted.</summary>
    public virtual KeyValuePair<string, string>[]? NextAfter(HttpExchange answer) => null;

    /// <summary>Whether pages are requested with the list's total, so that none of them is only an array.</summary>
    public virtual bool AsksForTotals => false;

    /// <summary>Processes a page; called in page order.</summary>
    /// <returns>False if the list's total is higher than the number of objects received.</returns>
    public abstract bool Hear<T>(ListPage<T> page);

    /// <summary>Removes a parameter that the list rejected; false if there is none to remove.</summary>
    public virtual bool TryWithout(Auth0ApiException refusal) => false;

    protected static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
