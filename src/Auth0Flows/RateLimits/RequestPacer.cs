using System.Collections.Concurrent;
using System.Net;
using Auth0Flows.Http;

namespace Auth0Flows.RateLimits;

/// <summary>
/// Sends a client's Management API requests as fast as the tenant accepts them: bursts while there are tokens, then one by one as new
/// tokens arrive. All threads and sessions of the client share its state.
/// </summary>
internal sealed class RequestPacer(TimeProvider timeProvider)
{
    private static readonly TimeSpan _worthTelling = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longestTimer = TimeSpan.FromDays(1);

    // Auth0 has a bucket for the whole API and others for some endpoints, and a response doesn't specify which one it used. Endpoints whose
    // buckets have the same size are assumed to share one: at worst, this is too cautious.
    private readonly ConcurrentDictionary<int, TokenBucket> _buckets = new();
    private readonly ConcurrentDictionary<string, TokenBucket> _groups = new(StringComparer.OrdinalIgnoreCase);
    private volatile TokenBucket _latest = new(timeProvider);

    /// <summary>The group of endpoints of a request: read or write, and the first segment after /api/v2/.</summary>
    public static string GroupOf(HttpMethod method, Uri uri) =>
        $"{(method == HttpMethod.Get || method == HttpMethod.Head ? "read" : "write")} {(uri.Segments is [_, _, _, var segment, ..] ? segment.TrimEnd('/') : "")}";

    /// <summary>Waits until a request can be sent.</summary>
    /// <param name="group">The group of endpoints of the request.</param>
    /// <param name="longestWait">The maximum delay between two requests.</param>
    /// <param name="activity">Receives delays.</param>
    /// <param name="cancellationToken">Cancels the delay immediately.</param>
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

    /// <summary>Completes a request.</summary>
    /// <param name="ticket">The request's permission.</param>
    /// <param name="answer">The response; null if there was none.</param>
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

    // The first bucket keeps its identity when its size becomes known, because others wait for it. Locked, or it would get two sizes.
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
