namespace Auth0Flows;

public sealed partial class Auth0Session
{
    /// <summary>
    /// The tenant's log from some point on, oldest entry first, however many there are:
    /// <see href="https://auth0.com/docs/deploy-monitor/logs/retrieve-log-events-using-mgmt-api"/> (by checkpoint).
    /// </summary>
    /// <param name="after">The id of the entry behind which it begins; null for all that the tenant keeps.</param>
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
    /// The entries of the tenant's log as they are written, without an end. A connection that is lost meanwhile ends nothing.
    /// </summary>
    /// <param name="after">The id of the entry behind which it begins; null for those that are yet to come.</param>
    /// <param name="interval">How long to wait before asking again, where nothing new was there.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Ends it.</param>
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
