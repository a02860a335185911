namespace Auth0Flows.Sessions;

/// <summary>Whether a token store can be used. While it can't, the session goes on without it, with one warning.</summary>
/// <param name="name">The store's name.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class StoreHealth(string name, TimeProvider timeProvider)
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(30);

    private readonly HashSet<string> _warned = [];
    private readonly Lock _gate = new();
    private DateTimeOffset _downUntil = DateTimeOffset.MinValue;
    private string? _failure;

    /// <summary>Why it can't be used; null if it can.</summary>
    public string? Failure
    {
        get
        {
            lock (_gate)
            {
                return _failure;
            }
        }
    }

    /// <summary>Uses the store; default if that fails, or if it failed a short time ago.</summary>
    /// <param name="act">Uses it.</param>
    /// <param name="activity">Receives the warning.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <param name="isUrgent">Whether it is tried whatever failed before.</param>
    public async Task<(T? Result, bool IsUsable)> TryAsync<T>(
        Func<CancellationToken, Task<T?>> act,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken,
        bool isUrgent = false
    )
        where T : class
    {
        lock (_gate)
        {
            if (!isUrgent && _failure is not null && timeProvider.GetUtcNow() < _downUntil)
            {
                return (null, false);
            }
        }

        try
        {
            var result = await act(cancellationToken).ConfigureAwait(false);
            lock (_gate)
            {
                _failure = null;
            }

            return (result, true);
        }
        // A store that others wrote may throw anything.
        catch (Exception failure)
            when (failure is not OutOfMemoryException
                && !(failure is OperationCanceledException && cancellationToken.IsCancellationRequested)
            )
        {
            SetDown(failure, activity);
            return (null, false);
        }
    }

    /// <summary>Notes a failure, and reports it if it is the first.</summary>
    public void SetDown(Exception failure, IProgress<Auth0Activity>? activity)
    {
        var reason = failure is Auth0Exception known ? known.Message : $"It failed unexpectedly ({failure.GetType().Name}).";
        bool isNew;
        lock (_gate)
        {
            isNew = _failure is null;
            (_failure, _downUntil) = (reason, timeProvider.GetUtcNow() + _pause);
        }

        if (isNew)
        {
            activity?.Report(
                new Auth0Activity(
                    Auth0ActivityKind.Warning,
                    $"The token store {name} can't be used; the session goes on without it. {reason}"
                )
            );
        }
    }

    /// <summary>Reports a warning, if it wasn't reported before.</summary>
    public void WarnOnce(IProgress<Auth0Activity>? activity, string message)
    {
        if (activity is null)
        {
            return;
        }

        lock (_gate)
        {
            if (!_warned.Add(message))
            {
                return;
            }
        }

        activity.Report(new Auth0Activity(Auth0ActivityKind.Warning, message));
    }
}
