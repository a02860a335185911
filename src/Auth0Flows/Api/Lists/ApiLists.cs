using System.Text.Json;

namespace Auth0Flows;

/// <summary>The lists of the Management API: which kind of paging serves a reader best, and the way to the API.</summary>
internal sealed class ApiLists(ApiCaller api)
{
    private const int LargestPage = 100; // Auth0's reference

    /// <summary>A list of typed objects.</summary>
    public IAsyncEnumerable<T> ReadAsync<T>(Auth0Resource<T> resource, Auth0ListOptions options, IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
        where T : class
        => ReadAsync(new Auth0ApiRequest { Path = resource.Path }, resource.Paging, options, resource.ReadPage, activity, cancellationToken);

    /// <summary>A list of whatever objects, by the request that would give its first page.</summary>
    public IAsyncEnumerable<JsonElement> ReadAsync(Auth0ApiRequest request, Auth0Paging paging, Auth0ListOptions options, IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
        => ReadAsync(request, paging, options, static answer => ListPage<JsonElement>.Read(answer, null, ReadItem), activity, cancellationToken);

    private IAsyncEnumerable<T> ReadAsync<T>(
        Auth0ApiRequest request,
        Auth0Paging paging,
        Auth0ListOptions options,
        Func<HttpExchange, ListPage<T>> read,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken)
    {
        var path = request.Path!.Split('?')[0];
        return new ListReader<T>(
            path,
            options,
            OrderOf(paging, options),
            read,
            (query, token) => api.SendAsync(request.With([.. request.Query, .. query]), activity, token),
            activity).ReadAsync(cancellationToken);
    }

    // Checkpoints have no end at 1,000 objects; numbers know totals, skip without reading, and let pages be read ahead.
    private static PageOrder OrderOf(Auth0Paging paging, Auth0ListOptions options)
    {
        if (paging == Auth0Paging.None)
        {
            return new SinglePage(options.Skip);
        }

        var size = Math.Clamp(options.PageSize, 1, LargestPage);
        // Who wants the first five is sent five.
        size = options.Skip == 0 && options.First < (ulong)size ? Math.Max(1, (int)options.First) : size;
        var byCheckpoint = options.From is { Length: > 0 } || (paging.HasFlag(Auth0Paging.Checkpoint)
            && !(paging.HasFlag(Auth0Paging.Page) && (options.Skip > 0 || options.TotalKnown is not null)));
        return byCheckpoint ? new CheckpointPages(size, options.Skip, options.From) : new NumberedPages(size, options.Skip, options.First);
    }

    private static JsonElement ReadItem(ref Utf8JsonReader reader) => JsonElement.ParseValue(ref reader);
}
