using System.Diagnostics.CodeAnalysis;
using System.Security;
using Auth0Flows.Logins;
using Auth0Flows.Tokens;

namespace Auth0Flows;

// The session's tokens: get, renew, revoke, test.
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
    /// Gets the token of a grant. The application's own token comes from the cache, or from one request for all concurrent callers. A
    /// user's token is always requested, and kept in this session.
    /// </summary>
    /// <param name="grant">The grant.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="force">Requests a new token even if the cache has a valid one.</param>
    /// <param name="cancellationToken">Cancels this caller's wait; a request that others also wait for continues.</param>
    /// <exception cref="Auth0Exception">No token was issued; the exception's code specifies the cause.</exception>
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
    /// Gets the session's token for an API: the token of the user who last signed in for it, renewed if necessary; otherwise the
    /// application's own.
    /// </summary>
    /// <param name="audience">The API; by default <see cref="Audience"/> or, if that is null, the API of the last login.</param>
    /// <param name="organization">The organization. <see cref="Organization"/> is not the default; the caller must specify it.</param>
    /// <param name="scope">The scopes that the token must have. Default: all granted scopes.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="force">Requests a new token even if the cache has a valid one.</param>
    /// <param name="cancellationToken">Cancels this caller's wait; a request that others also wait for continues.</param>
    /// <exception cref="Auth0Exception">No token was issued; the exception's code specifies the cause.</exception>
    public ValueTask<Auth0Token> GetTokenAsync(
        string? audience,
        string? organization = null,
        IReadOnlyCollection<string>? scope = null,
        IProgress<Auth0Activity>? activity = null,
        bool force = false,
        CancellationToken cancellationToken = default
    ) => _tokens.GetAsync(audience, organization, scope, activity, force, cancellationToken);

    /// <summary>Signs a user in, and prompts for a second factor if one is required.</summary>
    /// <param name="grant">The grant.</param>
    /// <param name="prompt">Prompts the user.</param>
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

    /// <summary>Signs a user in, with a one-time password in case a second factor is required.</summary>
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
    /// Renews a user's token with its refresh token. Concurrent callers share one request; a token that was already renewed returns its
    /// replacement.
    /// </summary>
    /// <param name="token">The token.</param>
    /// <param name="audience">Another API, if the application has multi-resource refresh tokens.</param>
    /// <param name="scope">
    /// Fewer scopes than the login was granted, or more if a policy for multi-resource refresh tokens allows them: the tenant decides.
    /// </param>
    /// <param name="force">Sends a request even if the token was already renewed.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">
    /// Cancels this caller's wait. A request that was sent is completed, because the response may contain the next refresh token.
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

    /// <summary>
    /// Gets a token for a part of the authorization details that the user has consented to, with the refresh token (RFC 9396 §6). The
    /// tenant decides whether they are a part of them.
    /// </summary>
    /// <param name="token">The token of the login.</param>
    /// <param name="authorizationDetails">The details.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Cancels this caller's wait.</param>
    public Task<Auth0Token> RefreshAsync(
        Auth0Token token,
        Auth0AuthorizationDetails authorizationDetails,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(authorizationDetails);
        ThrowIfClosed();
        return _users.NarrowAsync(token, authorizationDetails, activity, cancellationToken);
    }

    /// <summary>Signs a user in to this session with a refresh token that was stored elsewhere.</summary>
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
    /// Revokes a token's refresh token, and removes the tokens that it issued. The access token itself stays valid until it expires.
    /// </summary>
    public Task RevokeAsync(Auth0Token token, IProgress<Auth0Activity>? activity = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(token);
        ThrowIfClosed();
        return _users.RevokeAsync(token, activity, cancellationToken);
    }

    /// <summary>Revokes a refresh token that was stored elsewhere.</summary>
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

    /// <summary>Revokes the refresh tokens of all logins of this session, including logins that were replaced by later ones.</summary>
    public async Task RevokeAllAsync(IProgress<Auth0Activity>? activity = null, CancellationToken cancellationToken = default)
    {
        await _tokens.LoadAsync(again: true, activity, cancellationToken).ConfigureAwait(false);
        foreach (var token in _users.Held.Revocable)
        {
            await _users.RevokeAsync(token, activity, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Removes a token from the session and from its store. It stays valid at the tenant. If it is the application's own, other sessions of
    /// the same client in this process lose it, too.
    /// </summary>
    /// <param name="token">The token, or one that it was renewed from.</param>
    /// <param name="activity">Receives warnings.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Whether the session had it.</returns>
    public async Task<bool> ForgetAsync(
        Auth0Token token,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(token);
        await _tokens.LoadAsync(again: false, activity, cancellationToken).ConfigureAwait(false);
        var before = _tokens.Usable.Count(held => IsSame(held, token));
        await _tokens.RemoveAsync(held => IsSame(held, token), activity, cancellationToken).ConfigureAwait(false);
        return before > 0;
    }

    /// <summary>Removes all tokens from the session, as <see cref="ForgetAsync"/> does.</summary>
    /// <param name="activity">Receives warnings.</param>
    /// <param name="cancellationToken">Cancels the wait for other processes.</param>
    public Task ForgetAllAsync(IProgress<Auth0Activity>? activity = null, CancellationToken cancellationToken = default)
    {
        _exchanged.Remove();
        return _tokens.RemoveAsync(static _ => true, activity, cancellationToken);
    }

    /// <summary>
    /// Removes all that the store has of the session's application: also what was encrypted with another key or written by a newer version.
    /// The tokens stay valid at the tenant, and in the session.
    /// </summary>
    /// <param name="activity">Receives warnings.</param>
    /// <param name="cancellationToken">Cancels the wait for other processes.</param>
    public async Task ForgetStoredAsync(IProgress<Auth0Activity>? activity = null, CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        if (_store is not null)
        {
            await _store.ClearAsync(activity, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The number of tokens that the session's store has for later sessions.</summary>
    /// <param name="activity">Receives warnings.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<int> CountStoredTokensAsync(IProgress<Auth0Activity>? activity = null, CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return _store is null ? 0 : await _store.CountAsync(activity, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Stores the logins that could not be stored because of a fault of the store, and warns of those that still can't.
    /// <see cref="Dispose"/> does the same, without warnings.
    /// </summary>
    /// <param name="activity">Receives warnings.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task StoreTokensAsync(IProgress<Auth0Activity>? activity = null, CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return _store?.WriteUnsavedAsync(activity, cancellationToken) ?? Task.CompletedTask;
    }

    /// <summary>
    /// Reads the tokens that the session's store has into <see cref="Tokens"/>, if that did not happen yet. Sends nothing.
    /// </summary>
    /// <param name="activity">Receives warnings.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task LoadTokensAsync(IProgress<Auth0Activity>? activity = null, CancellationToken cancellationToken = default) =>
        _tokens.LoadAsync(again: false, activity, cancellationToken);

    private static bool IsSame(Auth0Token held, Auth0Token token) =>
        held.AccessToken.Reveal() == token.AccessToken.Reveal()
        || (
            held.Family == token.Family
            && held.IsOfApplication == token.IsOfApplication
            && (!held.IsOfApplication || held.GrantType == token.GrantType)
            && held.ClientId == token.ClientId
            && held.Domain.Equals(token.Domain)
            && held.Subject == token.Subject
            && held.AudienceAsked == token.AudienceAsked
            && held.OrganizationAsked == token.OrganizationAsked
            && held.ScopeAsked.ToString() == token.ScopeAsked.ToString()
            && (held.Family is not null || held.IsOfApplication)
        );

    /// <summary>Tests a token of this tenant: its signature, issuer, audience, times, scopes and claims.</summary>
    /// <param name="token">The token, with or without <c>Bearer</c>.</param>
    /// <param name="requirements">The requirements for the token.</param>
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
        return _examination.RunAsync(Auth0Secret.Reveal(token), requirements, activity, cancellationToken);
    }
}
