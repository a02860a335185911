using System.Diagnostics.CodeAnalysis;
using System.Security;
using Auth0Flows.Logins;
using Auth0Flows.Tokens;

namespace Auth0Flows;

// The session's tokens: held, got, renewed, revoked.
public sealed partial class Auth0Session
{
    /// <summary>Gets the application's own token from the cache if it is still valid for a while. Sends nothing.</summary>
    public bool TryGetToken(Auth0Grant grant, [NotNullWhen(true)] out Auth0Token? token)
    {
        ArgumentNullException.ThrowIfNull(grant);
        ThrowIfClosed();
        return _tokens.TryGet(grant, out token);
    }

    /// <summary>
    /// The token of this grant. The application's own comes from what is held, or by one request however many ask; a user's is asked
    /// for each time, and kept in this session.
    /// </summary>
    /// <param name="grant">The way to the token.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="force">Asks for a new one whatever is held.</param>
    /// <param name="cancellationToken">Ends the wait of this caller; a request that others wait for too goes on.</param>
    /// <exception cref="Auth0Exception">No token: the exception's code says why.</exception>
    public ValueTask<Auth0Token> GetTokenAsync(
        Auth0Grant grant,
        IProgress<Auth0Activity>? activity = null,
        bool force = false,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(grant);
        return _tokens.GetAsync(grant, activity, force, cancellationToken);
    }

    /// <summary>
    /// The token that this session calls an API with: of the user who signed in for it last, renewed where it is time; else the
    /// application's own.
    /// </summary>
    /// <param name="audience">The API; by default <see cref="Audience"/> or, if that is null, the API of the last login.</param>
    /// <param name="organization">The organization; <see cref="Organization"/> is for the caller to put in.</param>
    /// <param name="scope">The scopes that the token must have; all that are granted by default.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="force">Asks for a new one whatever is held.</param>
    /// <param name="cancellationToken">Ends the wait of this caller; a request that others wait for too goes on.</param>
    /// <exception cref="Auth0Exception">No token: the exception's code says why.</exception>
    public ValueTask<Auth0Token> GetTokenAsync(
        string? audience,
        string? organization = null,
        IReadOnlyCollection<string>? scope = null,
        IProgress<Auth0Activity>? activity = null,
        bool force = false,
        CancellationToken cancellationToken = default
    ) => _tokens.GetAsync(audience, organization, scope, activity, force, cancellationToken);

    /// <summary>Signs a user in, with a person there who is asked for a second factor where one is needed.</summary>
    /// <param name="grant">The way to the token.</param>
    /// <param name="prompt">The person.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<Auth0Token> SignInAsync(
        Auth0Grant grant,
        IAuth0MfaPrompt prompt,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(prompt);
        try
        {
            return await GetTokenAsync(grant, activity, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (Auth0MfaRequiredException required) when (required.Code == Auth0ErrorCode.MfaRequired)
        {
            Task<Auth0Token> SignIn(MfaGrant second, CancellationToken token) =>
                GetTokenAsync(second, activity, cancellationToken: token).AsTask();
            return await new MfaLogin(Mfa, SignIn, prompt, activity).RunAsync(required, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Signs a user in, with a one-time password at hand where a second factor is needed.</summary>
    public async Task<Auth0Token> SignInAsync(
        Auth0Grant grant,
        SecureString otp,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(otp);
        try
        {
            return await GetTokenAsync(grant, activity, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (Auth0MfaRequiredException required) when (required.Code == Auth0ErrorCode.MfaRequired)
        {
            return await GetTokenAsync(new MfaOtpGrant(required.Challenge, otp), activity, cancellationToken: cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Renews a user's token by its refresh token. However many ask at once, one request goes out; a token that was renewed already gives
    /// what it was renewed to.
    /// </summary>
    /// <param name="token">The token.</param>
    /// <param name="audience">Another API, if the application has multi-resource refresh tokens.</param>
    /// <param name="scope">Fewer scopes than the login got.</param>
    /// <param name="force">Sends a request also for a token that was renewed already.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">
    /// Ends the wait of this caller. A request that was sent is seen to its end: the answer may hold the next refresh token.
    /// </param>
    public Task<Auth0Token> RefreshAsync(
        Auth0Token token,
        string? audience = null,
        IReadOnlyCollection<string>? scope = null,
        bool force = false,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(token);
        ThrowIfClosed();
        return _users.RefreshAsync(token, audience, ScopeSet.From(scope ?? []), force, activity, cancellationToken);
    }

    /// <summary>The same with a refresh token that was kept elsewhere: the user is signed in in this session by that.</summary>
    public Task<Auth0Token> RefreshAsync(
        SecureString refreshToken,
        string? audience = null,
        IReadOnlyCollection<string>? scope = null,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(refreshToken);
        ThrowIfClosed();
        return _users.RefreshAsync(refreshToken, audience, ScopeSet.From(scope ?? []), activity, cancellationToken);
    }

    /// <summary>
    /// Revokes a token's refresh token, and forgets the tokens that came by it. The access token itself lives on until it expires.
    /// </summary>
    public Task RevokeAsync(Auth0Token token, IProgress<Auth0Activity>? activity = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(token);
        ThrowIfClosed();
        return _users.RevokeAsync(token, activity, cancellationToken);
    }

    /// <summary>Revokes a refresh token that was kept elsewhere.</summary>
    public Task RevokeAsync(
        SecureString refreshToken,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(refreshToken);
        ThrowIfClosed();
        return _users.RevokeAsync(refreshToken, activity, cancellationToken);
    }

    /// <summary>Revokes the refresh tokens of all logins of this session, those that a later one replaced among them.</summary>
    public async Task RevokeAllAsync(IProgress<Auth0Activity>? activity = null, CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        foreach (var token in _users.Held.Revocable)
        {
            await _users.RevokeAsync(token, activity, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Examines a token of this tenant: its signature, whom it is from and for, its times, scopes and claims.</summary>
    /// <param name="token">The token; with <c>Bearer</c> before it, too.</param>
    /// <param name="requirements">What it must be.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<Auth0TokenTest> TestTokenAsync(
        SecureString token,
        Auth0TokenRequirements requirements,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(requirements);
        ThrowIfClosed();
        return _examination.RunAsync(Auth0Secret.FromSecureString(token).Reveal(), requirements, activity, cancellationToken);
    }
}
