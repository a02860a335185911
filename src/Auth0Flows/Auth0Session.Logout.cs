namespace Auth0Flows;

// Logouts in the browser.
public sealed partial class Auth0Session
{
    /// <summary>
    /// Creates the address that logs a user out of the tenant in the browser. Sends nothing. The session keeps its tokens:
    /// <see cref="RevokeAsync(Auth0Token, IProgress{Auth0Activity}, CancellationToken)"/> ends them.
    /// </summary>
    /// <param name="options">Who logs out, and where the browser goes then.</param>
    /// <exception cref="Auth0ConfigurationException">
    /// The token has no ID token (<see cref="Auth0ErrorCode.MissingOpenIdScope"/>) or belongs to another application
    /// (<see cref="Auth0ErrorCode.ClientMismatch"/>), or the parameters don't fit together.
    /// </exception>
    public Auth0LogoutRequest CreateLogoutRequest(Auth0LogoutOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ThrowIfClosed();
        return _logout.Create(options);
    }
}
