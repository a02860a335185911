namespace Auth0Flows;

// Logins that an authenticator answers: passkeys.
public sealed partial class Auth0Session
{
    /// <summary>
    /// Starts a login with a passkey. An authenticator answers the challenge; <see cref="PasskeyGrant"/> completes the login.
    /// </summary>
    /// <param name="options">What the login is for.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="Auth0TokenException">
    /// The tenant refused: <see cref="Auth0ErrorCode.PasskeysNotEnabled"/>, <see cref="Auth0ErrorCode.PasskeyCustomDomainRequired"/>,
    /// <see cref="Auth0ErrorCode.UnauthorizedClient"/>, <see cref="Auth0ErrorCode.UnknownRealm"/>, or another code.
    /// </exception>
    /// <exception cref="Auth0ConfigurationException">
    /// The challenge is for passkeys of another domain (<see cref="Auth0ErrorCode.PasskeyDomainMismatch"/>).
    /// </exception>
    public Task<Auth0PasskeyChallenge> StartPasskeyLoginAsync(
        Auth0PasskeyLoginOptions options,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        ThrowIfClosed();
        return _passkeys.StartAsync(options, activity, cancellationToken);
    }

    /// <summary>
    /// Starts the registration of a new user with a new passkey. An authenticator answers the challenge; <see cref="PasskeyGrant"/> creates
    /// the user and signs them in.
    /// </summary>
    /// <param name="user">The new user.</param>
    /// <param name="options">What the login is for.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="Auth0TokenException">
    /// The tenant refused: as for a login, or <see cref="Auth0ErrorCode.UserExists"/>, <see cref="Auth0ErrorCode.InvalidPasskeyUser"/>,
    /// <see cref="Auth0ErrorCode.SignupDisabled"/>.
    /// </exception>
    /// <exception cref="Auth0ConfigurationException">
    /// The user has no identifier (<see cref="Auth0ErrorCode.InvalidPasskeyUser"/>; nothing was sent), or the challenge is for passkeys of
    /// another domain (<see cref="Auth0ErrorCode.PasskeyDomainMismatch"/>).
    /// </exception>
    public Task<Auth0PasskeyChallenge> StartPasskeyRegistrationAsync(
        Auth0PasskeyUser user,
        Auth0PasskeyLoginOptions options,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(options);
        ThrowIfClosed();
        return _passkeys.RegisterAsync(user, options, activity, cancellationToken);
    }
}
