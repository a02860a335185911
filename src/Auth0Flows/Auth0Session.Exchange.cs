using System.Security;
using Auth0Flows.Grants;
using Auth0Flows.Tokens;

namespace Auth0Flows;

// Tokens for other people's tokens: on behalf of an API's users, and from Token Vault.
public sealed partial class Auth0Session
{
    /// <summary>
    /// Exchanges the access token that this application's API received from a user for one of another API:
    /// <see href="https://auth0.com/docs/secure/call-apis-on-users-behalf/on-behalf-of-token-exchange"/>. The claim <c>act</c> names who
    /// acts for the user. The result is cached by the user's token; it is not one of <see cref="Tokens"/>.
    /// </summary>
    /// <param name="accessToken">The user's access token.</param>
    /// <param name="audience">The other API.</param>
    /// <param name="scope">The scopes. Default: all that the user and the application were granted.</param>
    /// <param name="organization">The organization. Default: that of the user's token.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="force">Requests a new token even if the cache has a valid one.</param>
    /// <param name="cancellationToken">Cancels this caller's wait; a request that others also wait for continues.</param>
    /// <exception cref="Auth0Exception">No token was issued; the exception's code specifies the cause.</exception>
    public Task<Auth0Token> GetTokenOnBehalfOfAsync(
        SecureString accessToken,
        string audience,
        IReadOnlyCollection<string>? scope = null,
        string? organization = null,
        IProgress<Auth0Activity>? activity = null,
        bool force = false,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(accessToken);
        ArgumentException.ThrowIfNullOrEmpty(audience);
        var grant = TokenExchangeGrant.OnBehalfOf(accessToken, audience, scope, organization);
        return _exchanged.GetAsync(grant, Auth0Secret.FromSecureString(accessToken), force, activity, cancellationToken);
    }

    /// <summary>
    /// Gets the access token of an external provider for a user who signed in to this session, with the refresh token of the login:
    /// <see href="https://auth0.com/docs/secure/call-apis-on-users-behalf/token-vault"/>. It is cached until it is about to expire.
    /// </summary>
    /// <param name="connection">The connection: <c>google-oauth2</c>.</param>
    /// <param name="login">The login. Default: the last one with a refresh token.</param>
    /// <param name="loginHint">The account at the provider, if the user has several.</param>
    /// <param name="scope">The provider's scopes. Default: all that the user granted.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="force">Requests a new token even if the cache has a valid one.</param>
    /// <param name="cancellationToken">Cancels this caller's wait; a request that others also wait for continues.</param>
    /// <exception cref="Auth0Exception">No token was issued; the exception's code specifies the cause.</exception>
    public async Task<Auth0ConnectionToken> GetConnectionTokenAsync(
        string connection,
        Auth0Token? login = null,
        string? loginHint = null,
        IReadOnlyCollection<string>? scope = null,
        IProgress<Auth0Activity>? activity = null,
        bool force = false,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(connection);
        await _tokens.LoadAsync(again: false, activity, cancellationToken).ConfigureAwait(false);
        login ??= _users.Held.Usable.LastOrDefault(static token => token.IsRenewable);
        if (login is not { RefreshToken: { } refreshToken })
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.MissingRefreshToken,
                $"The token of {connection} needs a login with a refresh token: {(login is null ? "nobody has signed in with one" : "this one has none")}."
            )
            {
                ClientId = ClientId,
            };
        }

        _context.CheckIsOurs(login.Domain, login.ClientId);
        var token = await _exchanged
            .GetAsync(
                connection,
                loginHint,
                scope,
                (refreshToken, ConnectionTokenGrant.RefreshTokenType),
                force,
                activity,
                cancellationToken
            )
            .ConfigureAwait(false);
        return new Auth0ConnectionToken(token, connection, loginHint, login.Subject);
    }

    /// <summary>Gets the access token of an external provider for the user whose access token this application's API received.</summary>
    /// <param name="connection">The connection: <c>google-oauth2</c>.</param>
    /// <param name="accessToken">The user's access token, for the API that this application is the client of.</param>
    /// <param name="loginHint">The account at the provider, if the user has several.</param>
    /// <param name="scope">The provider's scopes. Default: all that the user granted.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="force">Requests a new token even if the cache has a valid one.</param>
    /// <param name="cancellationToken">Cancels this caller's wait; a request that others also wait for continues.</param>
    /// <exception cref="Auth0Exception">No token was issued; the exception's code specifies the cause.</exception>
    public async Task<Auth0ConnectionToken> GetConnectionTokenAsync(
        string connection,
        SecureString accessToken,
        string? loginHint = null,
        IReadOnlyCollection<string>? scope = null,
        IProgress<Auth0Activity>? activity = null,
        bool force = false,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(connection);
        ArgumentNullException.ThrowIfNull(accessToken);
        var subject = Auth0Secret.FromSecureString(accessToken);
        var token = await _exchanged
            .GetAsync(connection, loginHint, scope, (subject, TokenExchangeGrant.AccessTokenType), force, activity, cancellationToken)
            .ConfigureAwait(false);
        return new Auth0ConnectionToken(token, connection, loginHint, DecodedJwt.Read(subject.Reveal()).Claims["sub"] as string);
    }
}
