namespace Auth0Flows;

// Logins that the user approves on a device of theirs, without being at this one.
public sealed partial class Auth0Session
{
    /// <summary>
    /// Starts a backchannel login (OpenID Connect CIBA): the tenant asks the user on their device. Pass the result to
    /// <see cref="WaitBackchannelLoginAsync"/>.
    /// </summary>
    /// <param name="options">Who is asked, and what.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="Auth0ConfigurationException">
    /// The application has no secret (<see cref="Auth0ErrorCode.MissingClientSecret"/>), or a value can't be sent
    /// (<see cref="Auth0ErrorCode.InvalidBindingMessage"/>, <see cref="Auth0ErrorCode.InvalidLoginHint"/>,
    /// <see cref="Auth0ErrorCode.InvalidRequestedExpiry"/>). Nothing was sent.
    /// </exception>
    /// <exception cref="Auth0TokenException">The tenant refused; the exception's code specifies the cause.</exception>
    public Task<Auth0BackchannelLogin> StartBackchannelLoginAsync(
        Auth0BackchannelLoginOptions options,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        ThrowIfClosed();
        return _backchannel.StartAsync(options, activity, cancellationToken);
    }

    /// <summary>Waits until the user has approved the login, and keeps the token.</summary>
    /// <param name="login">The login.</param>
    /// <param name="timeout">The maximum time to wait. Default: until the login expires.</param>
    /// <param name="activity">Receives requests and the remaining time.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<Auth0Token> WaitBackchannelLoginAsync(
        Auth0BackchannelLogin login,
        TimeSpan? timeout = null,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(login);
        ThrowIfClosed();
        _context.CheckIsOurs(login.Owner.Domain, login.Owner.ClientId);
        var end = timeout is { } limit ? _context.Now + limit : DateTimeOffset.MaxValue;
        return _backchannel.WaitAsync(
            login,
            end,
            (grant, token) => _users.SignInAsync(grant, activity, token),
            activity,
            cancellationToken
        );
    }
}
