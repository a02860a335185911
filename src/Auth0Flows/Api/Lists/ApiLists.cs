using System.Text.Json;
using Auth0Flows.Http;

namespace Auth0Flows.Api.Lists;

/// <summary>Reads lists of the Management API, with the paging that suits the caller best.</summary>
internal sealed class ApiLists(ApiCaller api)
{
    private const int LargestPage = 100; // Auth0's reference

    private static readonly ItemFormat<JsonElement> _anyItem = new(JsonElement.ParseValue, ItemIds.Of, ObjectsOnly: false);

    /// <summary>Reads a list of typed objects.</summary>
    public IAsyncEnumerable<T> ReadAsync<T>(
        Auth0Resource<T> resource,
        Auth0ListOptions options,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
        where T : class =>
        ReadAsync(new Auth0ApiRequest { Path = resource.Path }, resource.Paging, options, resource.ReadPage, activity, cancellationToken);

    /// <summary>Reads a list of any objects, from the request for its first page.</summary>
    public IAsyncEnumerable<JsonElement> ReadAsync(
        Auth0ApiRequest request,
        Auth0Paging paging,
        Auth0ListOptions options,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        // The caller's start is a checkpoint, and not a parameter of every page.
        var from = request.Query.LastOrDefault(static pair => pair.Key == "from").Value;
        return from is { Length: > 0 }
            ? ReadAsync(
                request.ForPage([.. request.Query.Where(static pair => pair.Key != "from")]),
                paging,
                options.StartingFrom(from),
                Read,
                activity,
                cancellationToken
            )
            : ReadAsync(request, paging, options, Read, activity, cancellationToken);
    }

    private static ListPage<JsonElement> Read(HttpExchange answer) => ListPage<JsonElement>.Read(answer, null, _anyItem);

    private IAsyncEnumerable<T> ReadAsync<T>(
        Auth0ApiRequest request,
        Auth0Paging paging,
        Auth0ListOptions options,
        Func<HttpExchange, ListPage<T>> read,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        var path = request.Path!.Split('?')[0];
        var size = PageSize(options, LargestPage);
        var byCheckpoint =
            paging.HasFlag(Auth0Paging.Checkpoint) || options.From is not null
                ? new CheckpointPages(
                    PageSize(options, Auth0Endpoints.Find("GET", path)?.LargestPage ?? LargestPage),
                    options.Skip,
                    options.First,
                    options.From
                )
                : null;
        // Numbered pages have totals, skip without reading, and allow read-ahead; checkpoints don't end at 1,000 objects.
        PageOrder order =
            paging == Auth0Paging.None && options.From is null ? new SinglePage(options.Skip)
            : options.From is null && (byCheckpoint is null || paging.HasFlag(Auth0Paging.Page))
                ? new NumberedPages(size, options.Skip, options.First)
            : byCheckpoint!;
        return new ListReader<T>(
            path,
            options,
            order,
            order == byCheckpoint ? null : byCheckpoint,
            read,
            (query, token) => api.SendAsync(request.ForPage([.. request.Query, .. query]), activity, token),
            activity
        ).ReadAsync(cancellationToken);
    }

    // Without a page size, the largest one. If only the first five are requested, the page size is five.
    private static int PageSize(Auth0ListOptions options, int largest)
    {
        var size = Math.Clamp(options.PageSize ?? largest, 1, largest);
        return options.Skip == 0 && options.First < (ulong)size ? Math.Max(1, (int)options.First) : size;
    }
}
