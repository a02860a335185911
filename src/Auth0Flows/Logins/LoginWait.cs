using Auth0Flows.Sessions;

namespace Auth0Flows.Logins;

/// <summary>
/// Waits until the user has answered a login elsewhere, until it expires, or until the caller's time is over (RFC 8628 §3.5; OpenID Connect
/// CIBA Core §7.3).
/// </summary>
internal sealed class LoginWait(TimeProvider timeProvider)
{
    /// <param name="ask">Polls once.</param>
    /// <param name="interval">The polling interval.</param>
    /// <param name="expiresAt">When the login expires.</param>
    /// <param name="end">When the caller's time is over.</param>
    /// <param name="expired">The error code if it expires; if the caller's time is over before, it is an AuthorizationTimeout.</param>
    /// <param name="waitingFor">Describes what it waits for.</param>
    /// <param name="activity">Receives the remaining time.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<Auth0Token> RunAsync(
        Func<CancellationToken, Task<Auth0Token>> ask,
        TimeSpan interval,
        DateTimeOffset expiresAt,
        DateTimeOffset end,
        Auth0ErrorCode expired,
        string waitingFor,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        var isExpiry = end >= expiresAt;
        return new Polling(timeProvider, activity).RunAsync(
            ask,
            interval,
            interval,
            isExpiry ? expiresAt : end,
            isExpiry,
            isExpiry ? expired : Auth0ErrorCode.AuthorizationTimeout,
            waitingFor,
            cancellationToken
        );
    }
}
