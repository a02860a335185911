using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Auth0Flows;

/// <summary>
/// Reads a list by <c>page</c> and <c>per_page</c>, with totals. One page is ahead of the reader, never more; when the reader
/// stops, the page under way is cancelled.
/// </summary>
internal sealed class PageReader<T>
    where T : class
{
    private static readonly Task<Page?> _noPage = Task.FromResult<Page?>(null);

    private readonly Auth0Resource<T> _resource;
    private readonly Auth0ListOptions _options;
    private readonly Func<Auth0ApiRequest, CancellationToken, Task<HttpExchange>> _send;
    private readonly IProgress<Auth0Activity>? _activity;
    private readonly int _pageSize;

    public PageReader(
        Auth0Resource<T> resource,
        Auth0ListOptions options,
        Func<Auth0ApiRequest, CancellationToken, Task<HttpExchange>> send,
        IProgress<Auth0Activity>? activity)
    {
        (_resource, _options, _send, _activity) = (resource, options, send, activity);
        // Who wants the first five is sent five.
        var pageSize = Math.Clamp(options.PageSize, 1, 100);
        _pageSize = options.Skip == 0 && options.First < (ulong)pageSize ? Math.Max(1, (int)options.First) : pageSize;
    }

    public async IAsyncEnumerable<T> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var number = (long)Math.Min(_options.Skip / (ulong)_pageSize, int.MaxValue);
        var skip = (int)(_options.Skip % (ulong)_pageSize);
        var left = _options.First;
        var next = FetchAsync(number, isFirst: true, total: null, cancellation.Token);
        try
        {
            var page = await next.ConfigureAwait(false);
            if (page?.Total is { } total)
            {
                _options.TotalKnown?.Invoke(total);
            }

            for (; page is not null; page = await next.ConfigureAwait(false), skip = 0)
            {
                var isLast = page.IsLast || left <= (ulong)Math.Max(0, page.Items.Count - skip);
                next = isLast ? _noPage : FetchAsync(++number, isFirst: false, page.Total, cancellation.Token);
                foreach (var item in page.Items.Skip(skip).Take((int)Math.Min(left, int.MaxValue)))
                {
                    left--;
                    yield return item;
                }
            }
        }
        finally
        {
            await cancellation.CancelAsync().ConfigureAwait(false);
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<Page?> FetchAsync(long number, bool isFirst, long? total, CancellationToken cancellationToken)
    {
        var request = new Auth0ApiRequest
        {
            Path = _resource.Path,
            Query =
            [
                .. _options.Query,
                new("page", number.ToString(CultureInfo.InvariantCulture)),
                new("per_page", _pageSize.ToString(CultureInfo.InvariantCulture)),
                new("include_totals", "true"),
            ],
        };
        try
        {
            var answer = await _send(request, cancellationToken).ConfigureAwait(false);
            var page = Read(answer, number);
            if (page.Items.Count == 0 && page.Total > number * _pageSize)
            {
                WarnOfEnd(number, page.Total);
            }

            return page;
        }
        catch (Auth0ApiException refusal) when (refusal.Code == Auth0ErrorCode.InvalidPaging && !isFirst)
        {
            // Lists that Auth0 ends at 1,000: (page + 1) · per_page > 1000 answers 400.
            WarnOfEnd(number, total);
            return null;
        }
    }

    private void WarnOfEnd(long number, long? total) => _activity?.Report(new Auth0Activity(
        Auth0ActivityKind.Warning,
        string.Create(CultureInfo.InvariantCulture, $"Auth0 ends the list of {_resource.Path} at {number * _pageSize:N0}{(total is null ? "" : $" of {total:N0}")} objects; the rest is not shown. ")
        + "Ask for parts of it with a filter, such as one for each type or name, or export it with a job."));

    private Page Read(HttpExchange answer, long number)
    {
        using var json = JsonAnswer.Parse(answer);
        var root = json.RootElement;
        var list = root;
        if (root.ValueKind != JsonValueKind.Array
            && (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(_resource.ListProperty, out list) || list.ValueKind != JsonValueKind.Array))
        {
            throw new Auth0ResponseException(Auth0ErrorCode.InvalidJson, $"{answer.Request} answered with no list of {_resource.ListProperty}.")
            {
                StatusCode = answer.StatusCode,
                Request = answer.Request,
                CorrelationId = answer.CorrelationId,
            };
        }

        var items = new List<T>(list.GetArrayLength());
        foreach (var element in list.EnumerateArray())
        {
            items.Add(_resource.Read(element, answer));
        }

        var total = Number(root, "total") is { } count and >= 0 ? count : (long?)null;
        var start = Number(root, "start") ?? number * _pageSize;
        var isLast = items.Count == 0 || (total is { } all ? start + items.Count >= all : items.Count < _pageSize);
        if (!isLast && items.Count < _pageSize)
        {
            throw new Auth0ResponseException(Auth0ErrorCode.InvalidJson, $"{answer.Request} answered with {items.Count} objects of {_pageSize} asked for, in the middle of a list of {total}: some would be missing.")
            {
                StatusCode = answer.StatusCode,
                Request = answer.Request,
                CorrelationId = answer.CorrelationId,
            };
        }

        return new Page(items, total, isLast);
    }

    private static long? Number(JsonElement root, string name)
        => root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;

    private sealed record Page(List<T> Items, long? Total, bool IsLast);
}
