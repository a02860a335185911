using System.Globalization;
using System.Runtime.CompilerServices;

namespace Auth0Flows;

/// <summary>
/// Reads a list page by page. The next page is on its way while one reads the last, and who goes on reading has more of them ahead: 1, 2, 4.
/// When the reader stops, those under way are cancelled.
/// </summary>
/// <param name="path">Where the list is.</param>
/// <param name="options">Which part of it is wanted.</param>
/// <param name="order">Which page comes after which.</param>
/// <param name="read">Reads a page out of an answer.</param>
/// <param name="send">Asks for one.</param>
/// <param name="activity">Hears of progress, and of a list that ends too early.</param>
internal sealed class ListReader<T>(
    string path,
    Auth0ListOptions options,
    PageOrder order,
    Func<HttpExchange, ListPage<T>> read,
    Func<IReadOnlyList<KeyValuePair<string, string>>, CancellationToken, Task<HttpExchange>> send,
    IProgress<Auth0Activity>? activity)
{
    private const int MostAhead = 4;

    private readonly Queue<Task<ListPage<T>?>> _ahead = new();

    public async IAsyncEnumerable<T> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var (skip, left, done) = (order.Skip, options.First, 0L);
        long? total = null;
        Ask(1, cancellation.Token);
        try
        {
            for (var window = 1; _ahead.TryDequeue(out var next); window = Math.Min(window * 2, MostAhead))
            {
                if (await next.ConfigureAwait(false) is not { } page || !Hear(page, ref total))
                {
                    WarnOfEnd(done, total);
                    yield break;
                }

                var here = Math.Max(0, page.Items.Count - skip);
                if (left > (ulong)here)
                {
                    Ask(window, cancellation.Token);
                }

                done += page.Items.Count;
                activity?.Report(new Auth0Activity(Auth0ActivityKind.Progress, $"Reading {path}") { Done = done, Total = total is { } all && options.First < (ulong)all ? (long)options.First : total });
                for (; skip < page.Items.Count && left > 0; skip++, left--)
                {
                    yield return page.Items[(int)skip];
                }

                skip -= page.Items.Count;
                if (left == 0)
                {
                    yield break;
                }
            }
        }
        finally
        {
            await cancellation.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(_ahead.Select(static page => (Task)page)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Ask(int window, CancellationToken cancellationToken)
    {
        while (_ahead.Count < window && order.Next() is { } query)
        {
            _ahead.Enqueue(FetchAsync(query, cancellationToken));
        }
    }

    // False where the list ends before its end.
    private bool Hear(ListPage<T> page, ref long? total)
    {
        if (total is null && page.Total is { } first)
        {
            options.TotalKnown?.Invoke(first);
        }

        total = page.Total ?? total;
        return order.Hear(page) || (page.Items.Count == 0
            ? false
            : throw JsonAnswer.Invalid(page.Answer, $"{page.Items.Count} objects in the middle of a list of {total}, fewer than were asked for: some would be missing", null));
    }

    // Null where the list ends before its end.
    private async Task<ListPage<T>?> FetchAsync(KeyValuePair<string, string>[] query, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await send([.. options.Query, .. query], cancellationToken).ConfigureAwait(false);
            var page = read(answer);
            answer.Release();
            return page;
        }
        catch (Auth0ApiException refusal) when (refusal.Code == Auth0ErrorCode.InvalidPaging && query is [{ Key: "page", Value: not "0" }, ..])
        {
            return null; // lists that Auth0 ends at 1,000: (page + 1) · per_page > 1000 answers 400
        }
        catch (Auth0ApiException refusal) when (order.TryWithout(refusal))
        {
            return await FetchAsync(order.Next()!, cancellationToken).ConfigureAwait(false);
        }
    }

    private void WarnOfEnd(long done, long? total) => activity?.Report(new Auth0Activity(
        Auth0ActivityKind.Warning,
        string.Create(CultureInfo.InvariantCulture, $"Auth0 ends the list of {path} at {done:N0}{(total is null ? "" : $" of {total:N0}")} objects; the rest is not shown. ")
        + "Ask for parts of it with a filter, such as one for each type or name, or export it with a job."));
}
