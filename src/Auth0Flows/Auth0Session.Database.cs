namespace Auth0Flows;

// What users of a database connection do for themselves, without a Management API token.
public sealed partial class Auth0Session
{
    /// <summary>Signs a user up in a database connection that allows it.</summary>
    /// <param name="options">The user.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The new user, with the properties that the tenant returns.</returns>
    /// <exception cref="Auth0ConfigurationException">
    /// The user has no identifier (<see cref="Auth0ErrorCode.MissingParameter"/>).
    /// </exception>
    /// <exception cref="Auth0TokenException">
    /// The tenant refused, for example <see cref="Auth0ErrorCode.PasswordTooWeak"/> with the rules of the connection, or
    /// <see cref="Auth0ErrorCode.UserExists"/>.
    /// </exception>
    public Task<Auth0User> SignUpAsync(
        Auth0SignupOptions options,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        ThrowIfClosed();
        return options.ToString().Length == 0
            ? throw new Auth0ConfigurationException(
                Auth0ErrorCode.MissingParameter,
                "A user signs up with an e-mail address, a user name or a phone number."
            )
            : _database.SignUpAsync(options, activity, cancellationToken);
    }

    /// <summary>
    /// Sends a user of a database connection an e-mail with a link to change the password. The tenant doesn't say whether there is such a
    /// user.
    /// </summary>
    /// <param name="email">The user's e-mail address.</param>
    /// <param name="connection">The name of the database connection.</param>
    /// <param name="organization">The id of the organization whose branding the e-mail has, if any.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The tenant's sentence about it.</returns>
    public Task<string> RequestPasswordResetAsync(
        string email,
        string connection,
        string? organization = null,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(email);
        ArgumentException.ThrowIfNullOrEmpty(connection);
        ThrowIfClosed();
        return _database.RequestPasswordResetAsync(email, connection, organization, activity, cancellationToken);
    }
}
