using System.Globalization;
using System.Runtime.CompilerServices;
using Auth0Flows.Http;

namespace Auth0Flows.Api.Lists;

/// <summary>
/// Reads a list page by page. While the caller reads one page, the next one is requested, and if the caller continues, more pages are
/// requested ahead: 1, 2, 4; for large pages only one, which limits the memory. If a page's header says what follows, that is requested
/// before the page is read. When the caller stops, requests in progress are cancelled.
/// </summary>
/// <param name="path">The list's path.</param>
/// <param name="options">Which part of the list to return.</param>
/// <param name="order">The order of the pages.</param>
/// <param name="otherwise">The order to use if the list ends too early with the first one; null for none.</param>
/// <param name="read">Reads a page from a response.</param>
/// <param name="send">Requests a page.</param>
/// <param name="activity">Receives progress, and a warning if the list ends too early.</param>
internal sealed class ListReader<T>(
    string path,
    Auth0ListOptions options,
    PageOrder order,
    PageOrder? otherwise,
    Func<HttpExchange, ListPage<T>> read,
    Func<IReadOnlyList<KeyValuePair<string, string>>, CancellationToken, Task<HttpExchange>> send,
    IProgress<Auth0Activity>? activity
)
{
    private const int MostAhead = 4;
    private const int LargePage = 4 * 1024 * 1024;

    private readonly Queue<Task<ListPage<T>?>> _ahead = new();
    private readonly GivenItems _given = new();
    private EarlyPage? _early;
    private PageOrder _order = order;
    private PageRepeats _repeats = new();
    private bool _isOtherwise;
    private bool _hasBegun;
    private bool _isShorter;
    private volatile bool _isLarge;

    public async IAsyncEnumerable<T> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var (skip, left, done, total) = (_order.Skip, options.First, 0L, (long?)null);
        var unread = (long)Math.Min(options.Skip, long.MaxValue) - skip; // objects on pages that were skipped completely
        Ask(1, cancellation.Token);
        try
        {
            Task<ListPage<T>?>? next;
            for (var window = 1; _ahead.TryDequeue(out next); window = Math.Min(window * 2, MostAhead))
            {
                var page = await next.ConfigureAwait(false);
                if (page is null && await TryOtherwiseAsync(cancellation.Token).ConfigureAwait(false))
                {
                    (skip, unread) = (_given.IsEmpty ? _order.Skip : unread, 0);
                    continue;
                }

                if (page is null || !Hear(page, ref total))
                {
                    WarnOfEnd(done, total);
                    yield break;
                }

                var items = _isOtherwise ? _given.Without(page) : page.Items;
                var goesOn = left > (ulong)Math.Max(0, items.Count - skip);
                if (goesOn && !_isLarge)
                {
                    Ask(window, cancellation.Token);
                }

                done += items.Count;
                activity?.Report(
                    new Auth0Activity(Auth0ActivityKind.Progress, $"Reading {path}")
                    {
                        Done = done,
                        Total = total is { } all && options.First < (ulong)all ? (long)options.First : total,
                    }
                );
                for (; skip < items.Count && left > 0; skip++, left--)
                {
                    yield return items[(int)skip];
                }

                skip -= items.Count;
                if (left == 0)
                {
                    yield break;
                }

                // Large pages come one by one: two of them would take twice the memory.
                (page, items, next) = (null, [], null);
                if (goesOn && _isLarge)
                {
                    Ask(1, cancellation.Token);
                }
            }

            if (_isOtherwise && done < total)
            {
                WarnOfMissing(done, total.Value);
            }
        }
        finally
        {
            await cancellation.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(_ahead.Select(static page => (Task)page)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await (_early?.Answer ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // If a list ends too early and supports another kind of paging, it is read again that way; objects that were already returned are
    // skipped.
    private async Task<bool> TryOtherwiseAsync(CancellationToken cancellationToken)
    {
        if (otherwise is null || _isOtherwise || _given.IsForgotten)
        {
            return false;
        }

        await Task.WhenAll(_ahead.Select(static page => (Task)page)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ahead.Clear();
        (_order, _isOtherwise, _repeats) = (otherwise, true, new PageRepeats());
        Ask(1, cancellationToken);
        return true;
    }

    private void Ask(int window, CancellationToken cancellationToken)
    {
        while (_ahead.Count < window && _order.Next() is { } query)
        {
            _ahead.Enqueue(FetchAsync(query, cancellationToken));
        }
    }

    // False if the list ends too early.
    private bool Hear(ListPage<T> page, ref long? total)
    {
        if (total is null && page.Total is { } first)
        {
            options.TotalKnown?.Invoke(first);
        }

        if (page.Total < total && !_isShorter)
        {
            _isShorter = true; // later objects moved up, past the start of the next page
            Warn(
                $"The list of {path} became shorter while it was being read, so some objects may be missing. To delete all objects, read the whole list first."
            );
        }

        if (_repeats.Hear(page.Content))
        {
            throw JsonAnswer.Invalid(page.Answer, "a page that it had already returned, so the list would never end", null);
        }

        if (page.Fault is { } fault)
        {
            if (options.MustBeComplete)
            {
                throw JsonAnswer.Invalid(page.Answer, $"a list with {fault}, so some would be missing", null);
            }

            Warn($"The list of {path} has {fault}, which was skipped.");
        }

        // A gateway's [] would be a list without anything: whatever is there would be removed.
        if (
            !_hasBegun
            && page is { IsBare: true, Count: 0 }
            && _order.AsksForTotals
            && (options.MustBeComplete || options.Incomplete is not null)
        )
        {
            Warn($"The list of {path} was an empty array, without the total that was asked for, so objects may be missing.");
        }

        total = page.Total ?? total;
        _hasBegun = true;
        if (otherwise is not null && !_isOtherwise)
        {
            _given.Add(page);
        }

        return _order.Hear(page)
            || (
                page.Count == 0
                    ? false
                    : throw JsonAnswer.Invalid(
                        page.Answer,
                        total is { } all
                            ? $"{page.Count} objects in the middle of a list of {all}, fewer than requested, so some would be missing"
                            : $"{page.Count} objects without saying where the list continues, so some would be missing",
                        null
                    )
            );
    }

    // Null if the list ends too early.
    private async Task<ListPage<T>?> FetchAsync(KeyValuePair<string, string>[] query, CancellationToken cancellationToken)
    {
        try
        {
            var asked = _early?.TryTake(query) ?? SendAsync(query, cancellationToken);
            var answer = await asked.ConfigureAwait(false);
            _isLarge |= answer.Body.Length > LargePage;
            _early = !_isLarge && _order.NextAfter(answer) is { } next ? new EarlyPage(next, SendAsync(next, cancellationToken)) : null;
            var page = read(answer);
            answer.Release();
            return page;
        }
        catch (Auth0ApiException refusal)
            when (refusal.Code == Auth0ErrorCode.InvalidPaging
                && query is [{ Key: "page", Value: not "0" }, ..]
                && (_hasBegun || otherwise is not null)
            )
        {
            return null; // lists that Auth0 ends at 1,000: (page + 1) · per_page > 1000 returns 400
        }
        catch (Auth0ApiException refusal) when (_order.TryWithout(refusal))
        {
            return await FetchAsync(_order.Next()!, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<HttpExchange> SendAsync(KeyValuePair<string, string>[] query, CancellationToken cancellationToken) =>
        send([.. options.Query, .. query], cancellationToken);

    // Checkpoints have no total; the pages before them had.
    private void WarnOfMissing(long done, long total) =>
        Warn(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The list of {path} ended after {done:N0} of {total:N0} objects: the rest are missing, or were deleted while it was being read."
            )
        );

    private void WarnOfEnd(long done, long? total)
    {
        Warn(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Auth0 limits the list of {path} to {done:N0}{(total is null ? "" : $" of {total:N0}")} objects; the rest are not returned. "
            )
                + path switch
                {
                    "users" => "Request it in parts with a filter, such as one per letter, or export it with a job.",
                    "logs" => "Request it in parts with a filter, such as a date range, or continue from one of its entries (from).",
                    _ => "Request it in parts with a filter, such as one per type or name.",
                }
        );
    }

    private void Warn(string words)
    {
        if (options.MustBeComplete)
        {
            throw new Auth0ResponseException(Auth0ErrorCode.InvalidResponse, $"{words} The whole list is needed.");
        }

        options.Incomplete?.Invoke(words.TrimEnd('.'));
        activity?.Report(new Auth0Activity(Auth0ActivityKind.Warning, words));
    }
}
