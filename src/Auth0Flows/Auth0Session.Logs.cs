namespace Auth0Flows;

public sealed partial class Auth0Session
{
    /// <summary>
    /// Reads the tenant's log from a checkpoint on, oldest entry first, without a limit:
    /// <see href="https://auth0.com/docs/deploy-monitor/logs/retrieve-log-events-using-mgmt-api"/> (by checkpoint).
    /// </summary>
    /// <param name="after">The id of the entry to start after; null for all entries that the tenant keeps.</param>
    /// <param name="activity">Receives progress.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public IAsyncEnumerable<Auth0Log> ReadLogAsync(
        string? after = null,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ThrowIfClosed();
        return _log.ReadAsync(after, activity, cancellationToken);
    }

    /// <summary>
    /// Reads the entries of the tenant's log as they are written, without an end. A lost connection doesn't end the reading.
    /// </summary>
    /// <param name="after">The id of the entry to start after; null for new entries only.</param>
    /// <param name="interval">How long to wait before the next request, if there are no new entries.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public IAsyncEnumerable<Auth0Log> FollowLogAsync(
        string? after,
        TimeSpan interval,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ThrowIfClosed();
        return _log.FollowAsync(after, interval, activity, cancellationToken);
    }
}
