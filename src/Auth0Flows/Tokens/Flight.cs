using System.Diagnostics.CodeAnalysis;

namespace Auth0Flows.Tokens;

/// <summary>
/// One request that any number of callers wait for. A caller that is cancelled leaves the others waiting; when the
/// last one leaves, the request is cancelled.
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

    /// <summary>Sends the request, on the thread pool: it belongs to all who wait, not to the thread of the first.</summary>
    public void Start(Func<CancellationToken, Task<T>> request)
    {
        _request = Task.Run(() => request(_cancellation.Token));
        // Everybody may have left before it fails; nobody is to hear of that as an unobserved exception.
        _ = _request.ContinueWith(
            static failed => failed.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default
        );
    }

    /// <summary>Takes a seat; false where everybody has left already.</summary>
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

    /// <summary>Waits for the answer. Call it once for every successful <see cref="TryJoin"/>.</summary>
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

        // Outside: what is cancelled may end on this thread, and wait for who holds the table of flights and looks whether it can join.
        _cancellation.Cancel();
    }
}
