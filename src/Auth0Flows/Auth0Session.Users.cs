using Auth0Flows.Tokens;

namespace Auth0Flows;

// Operations for users who sign in.
public sealed partial class Auth0Session
{
    /// <summary>The second factors of users.</summary>
    public Auth0Mfa Mfa { get; }

    /// <summary>Sends a code (or, on request, a link) to an e-mail address, for a passwordless login.</summary>
    /// <param name="address">The e-mail address.</param>
    /// <param name="sendsLink">Sends a link instead of a code.</param>
    /// <param name="audience">The API that the login is for.</param>
    /// <param name="scope">The scopes to request.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<Auth0PasswordlessLogin> StartPasswordlessByEmailAsync(
        string address,
        bool sendsLink = false,
        string? audience = null,
        IReadOnlyCollection<string>? scope = null,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(address);
        ThrowIfClosed();
        return _passwordless.SendAsync(address, "email", sendsLink, audience, ScopeSet.From(scope ?? []), activity, cancellationToken);
    }

    /// <summary>Sends a code by text message, for a passwordless login.</summary>
    /// <param name="number">The phone number, with its country code: <c>+15551234567</c>.</param>
    /// <param name="audience">The API that the login is for.</param>
    /// <param name="scope">The scopes to request.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<Auth0PasswordlessLogin> StartPasswordlessBySmsAsync(
        string number,
        string? audience = null,
        IReadOnlyCollection<string>? scope = null,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(number);
        ThrowIfClosed();
        return _passwordless.SendAsync(number, "sms", sendsLink: false, audience, ScopeSet.From(scope ?? []), activity, cancellationToken);
    }

    /// <summary>Gets the tenant's claims about a user: /userinfo (OpenID Connect Core §5.3).</summary>
    /// <param name="token">A token with the scope <c>openid</c>. Default: the token of the last login.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<Auth0UserInfo> GetUserInfoAsync(
        Auth0Token? token = null,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ThrowIfClosed();
        if (token is null)
        {
            await _tokens.LoadAsync(again: false, activity, cancellationToken).ConfigureAwait(false);
            var held =
                _users.Held.Find(null, null)
                ?? throw new Auth0ConfigurationException(Auth0ErrorCode.NotSignedIn, $"No user has signed in to the session {Name}.")
                {
                    ClientId = ClientId,
                };
            token = await _users.UseAsync(held, activity, force: false, cancellationToken).ConfigureAwait(false);
        }

        return await _userInfo.GetAsync(token, activity, cancellationToken).ConfigureAwait(false);
    }
}
