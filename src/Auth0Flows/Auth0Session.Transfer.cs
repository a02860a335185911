namespace Auth0Flows;

// Native to web single sign-on.
public sealed partial class Auth0Session
{
    /// <summary>
    /// Exchanges a login's refresh token for a session transfer token, which signs the user in to a web application. If refresh tokens
    /// rotate, the next one is kept as after any renewal.
    /// </summary>
    /// <param name="token">The token of the login. Default: that of the last login.</param>
    /// <param name="uri">The web application's login address, to get the address with the token; https, or http on loopback.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Cancels the wait. A request that was sent is completed.</param>
    /// <exception cref="Auth0Exception">
    /// The login has no refresh token (<see cref="Auth0ErrorCode.MissingRefreshToken"/>), or the application may not create such tokens
    /// (<see cref="Auth0ErrorCode.SessionTransferNotAllowed"/>).
    /// </exception>
    public async Task<Auth0SessionTransferToken> CreateSessionTransferTokenAsync(
        Auth0Token? token = null,
        Uri? uri = null,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ThrowIfClosed();
        if (uri is not null && !IsForTransfer(uri))
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.InvalidRedirectUri,
                "The address of the web application must be absolute and https (or http on loopback), because it gets a token that signs the user in."
            );
        }

        if (token is null)
        {
            await _tokens.LoadAsync(again: false, activity, cancellationToken).ConfigureAwait(false);
            token =
                _users.Held.Find(null, null)
                ?? throw new Auth0ConfigurationException(Auth0ErrorCode.NotSignedIn, $"No user has signed in to the session {Name}.")
                {
                    ClientId = ClientId,
                };
        }

        return await _users.TransferAsync(token, uri, activity, cancellationToken).ConfigureAwait(false);
    }

    private static bool IsForTransfer(Uri uri) =>
        uri.IsAbsoluteUri
        && uri.UserInfo.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}
