using System.Text.Json;
using Auth0Flows.Http;

namespace Auth0Flows.Api.Lists;

/// <summary>The lists of the Management API: which kind of paging serves a reader best, and the way to the API.</summary>
internal sealed class ApiLists(ApiCaller api)
{
    private const int LargestPage = 100; // Auth0's reference

    /// <summary>A list of typed objects.</summary>
    public IAsyncEnumerable<T> ReadAsync<T>(
        Auth0Resource<T> resource,
        Auth0ListOptions options,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
        where T : class =>
        ReadAsync(new Auth0ApiRequest { Path = resource.Path }, resource.Paging, options, resource.ReadPage, activity, cancellationToken);

    /// <summary>A list of whatever objects, by the request that would give its first page.</summary>
    public IAsyncEnumerable<JsonElement> ReadAsync(
        Auth0ApiRequest request,
        Auth0Paging paging,
        Auth0ListOptions options,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        // The caller's own beginning is a checkpoint, and not a parameter of every page.
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

    private static ListPage<JsonElement> Read(HttpExchange answer) =>
        ListPage<JsonElement>.Read(answer, null, ReadItem, objectsOnly: false);

    private IAsyncEnumerable<T> ReadAsync<T>(
        Auth0ApiRequest request,
        Auth0Paging paging,
        Auth0ListOptions options,
        Func<HttpExchange, ListPage<T>> read,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        var size = Math.Clamp(options.PageSize, 1, LargestPage);
        // Who wants the first five is sent five.
        size = options.Skip == 0 && options.First < (ulong)size ? Math.Max(1, (int)options.First) : size;
        var byCheckpoint =
            paging.HasFlag(Auth0Paging.Checkpoint) || options.From is not null
                ? new CheckpointPages(size, options.Skip, options.From)
                : null;
        // Numbers know totals, skip without reading, and let pages be read ahead; checkpoints have no end at 1,000 objects.
        PageOrder order =
            paging == Auth0Paging.None && options.From is null ? new SinglePage(options.Skip)
            : options.From is null && (byCheckpoint is null || paging.HasFlag(Auth0Paging.Page))
                ? new NumberedPages(size, options.Skip, options.First)
            : byCheckpoint!;
        return new ListReader<T>(
            request.Path!.Split('?')[0],
            options,
            order,
            order == byCheckpoint ? null : byCheckpoint,
            read,
            (query, token) => api.SendAsync(request.ForPage([.. request.Query, .. query]), activity, token),
            activity
        ).ReadAsync(cancellationToken);
    }

    private static JsonElement ReadItem(ref Utf8JsonReader reader) => JsonElement.ParseValue(ref reader);
}
