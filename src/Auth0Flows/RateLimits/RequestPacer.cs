using System.Collections.Concurrent;
using System.Net;
using Auth0Flows.Http;

namespace Auth0Flows.RateLimits;

/// <summary>
/// Lets the requests of a client to the Management API go as fast as the tenant takes them, and no faster: bursts while there are
/// tokens, then one by one as they flow in. All threads and sessions of the client share what was heard.
/// </summary>
internal sealed class RequestPacer(TimeProvider timeProvider)
{
    private static readonly TimeSpan _worthTelling = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longestTimer = TimeSpan.FromDays(1);

    // Auth0 has a bucket for the whole API and others for some endpoints, and an answer doesn't tell which it is of. Endpoints whose
    // buckets are of the same size are taken to share one: at the worst that is too careful.
    private readonly ConcurrentDictionary<int, TokenBucket> _buckets = new();
    private readonly ConcurrentDictionary<string, TokenBucket> _groups = new(StringComparer.OrdinalIgnoreCase);
    private volatile TokenBucket _latest = new(timeProvider);

    /// <summary>The endpoints that a request belongs to: reading or writing, and the first segment behind /api/v2/.</summary>
    public static string GroupOf(HttpMethod method, Uri uri) =>
        $"{(method == HttpMethod.Get || method == HttpMethod.Head ? "read" : "write")} {(uri.Segments is [_, _, _, var segment, ..] ? segment.TrimEnd('/') : "")}";

    /// <summary>Waits until a request may go.</summary>
    /// <param name="group">The endpoints that it belongs to.</param>
    /// <param name="longestWait">The longest wait between two requests that is still waited.</param>
    /// <param name="activity">Receives waits.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    public ValueTask<RateLimitTicket> EnterAsync(
        string group,
        TimeSpan longestWait,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        var bucket = _groups.GetValueOrDefault(group) ?? _latest;
        return bucket.Turn.Wait(0, CancellationToken.None)
            ? EnterInTurnAsync(bucket, group, longestWait, activity, cancellationToken)
            : QueueAsync(bucket, group, longestWait, activity, cancellationToken);
    }

    /// <summary>The request is over.</summary>
    /// <param name="ticket">The leave that it had.</param>
    /// <param name="answer">The answer, or null if there was none.</param>
    public void Leave(RateLimitTicket ticket, HttpExchange? answer)
    {
        var now = timeProvider.GetUtcNow();
        if (answer is null)
        {
            ticket.Bucket.Forget();
            return;
        }

        var delay = answer.StatusCode == HttpStatusCode.TooManyRequests ? RateLimitHeaders.Delay(answer, now) : null;
        ticket.Bucket.Close(ticket, delay is { } wait ? now + (wait < _longestTimer ? wait : _longestTimer) : null);

        if (RateLimit.Read(answer, now) is not { } told)
        {
            ticket.Bucket.HearNothing();
            return;
        }

        var bucket = BucketOf(told.Limit, ticket.Bucket);
        _groups[ticket.Group] = _latest = bucket;
        bucket.Hear(ticket, told);
        if (bucket != ticket.Bucket)
        {
            ticket.Bucket.Forget();
        }
    }

    // The first one that a size is known of stays the one it was: others queue there. One after the other, or it would get two sizes.
    private TokenBucket BucketOf(int limit, TokenBucket first)
    {
        if (_buckets.TryGetValue(limit, out var known))
        {
            return known;
        }

        lock (_buckets)
        {
            return _buckets.GetOrAdd(limit, static (_, bucket) => bucket, _buckets.IsEmpty ? first : new TokenBucket(timeProvider));
        }
    }

    private async ValueTask<RateLimitTicket> QueueAsync(
        TokenBucket bucket,
        string group,
        TimeSpan longestWait,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        await bucket.Turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        return await EnterInTurnAsync(bucket, group, longestWait, activity, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<RateLimitTicket> EnterInTurnAsync(
        TokenBucket bucket,
        string group,
        TimeSpan longestWait,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (bucket.TryTake(group, longestWait, out var wait, out var heard) is { } ticket)
                {
                    return ticket;
                }

                await WaitAsync(wait, heard, activity, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            bucket.Turn.Release();
        }
    }

    private async Task WaitAsync(TimeSpan wait, Task heard, IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        if (wait >= _worthTelling)
        {
            activity?.Report(
                new Auth0Activity(
                    Auth0ActivityKind.RateLimit,
                    $"The tenant's rate limit is used up; the next request is sent in {wait.TotalSeconds:0.#} s."
                )
                {
                    Delay = wait,
                }
            );
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var delay = Task.Delay(wait < _longestTimer ? wait : _longestTimer, timeProvider, ending.Token);
        await Task.WhenAny(delay, heard).ConfigureAwait(false);
        await ending.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
