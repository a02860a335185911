using System.Diagnostics.CodeAnalysis;

namespace Auth0Flows.Tokens;

/// <summary>
/// One request that any number of callers wait for. A cancelled caller doesn't affect the others; when the last one leaves, the request is
/// cancelled.
/// </summary>
[SuppressMessage(
    "Design",
    "CA1001",
    Justification = "The source has no timer and no wait handle: there is nothing to dispose, and a late waiter may still look at it."
)]
internal sealed class Flight<T>
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly Lock _gate = new();
    private Task<T>? _request;
    private int _waiters;
    private bool _isAbandoned;

    /// <summary>Sends the request on the thread pool: it belongs to all waiting callers, not to the first one's thread.</summary>
    public void Start(Func<CancellationToken, Task<T>> request)
    {
        _request = Task.Run(() => request(_cancellation.Token));
        // If all callers left before it fails, it must not cause an unobserved exception.
        _ = _request.ContinueWith(
            static failed => failed.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default
        );
    }

    /// <summary>Joins the request; false if all callers have left.</summary>
    public bool TryJoin()
    {
        lock (_gate)
        {
            if (_isAbandoned)
            {
                return false;
            }

            _waiters++;
            return true;
        }
    }

    /// <summary>Waits for the response. Call it once for every successful <see cref="TryJoin"/>.</summary>
    public async Task<T> WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _request!.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Leave();
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            _isAbandoned = --_waiters == 0 && !_request!.IsCompleted;
            if (!_isAbandoned)
            {
                return;
            }
        }

        // Outside the lock: the cancelled request may complete on this thread, and wait for a thread that holds the owner's lock and is
        // joining.
        _cancellation.Cancel();
    }
}
