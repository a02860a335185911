using System.Security;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Tokens;
using Auth0Flows.LocalTenant.Users;
using Auth0Flows.LocalTenant.Vault;

namespace Auth0Flows.LocalTenant;

/// <content>The users, and their actions outside HTTP: they sign in with a browser, read messages, answer push notifications.</content>
public sealed partial class Auth0LocalTenant
{
    /// <summary>
    /// The users. At the start: alice, bob (blocked), carol (leaked password), dave (MFA: one-time password, recovery code), erin (MFA:
    /// SMS), frank (MFA: push notification), grace (realm <c>employees</c>), heidi (MFA required, nothing enrolled); all @example.com. Of
    /// the other users that <see cref="Auth0LocalTenantOptions.UserCount"/> requests, only those who have signed in or were changed.
    /// </summary>
    public IReadOnlyList<Auth0LocalTenantUser> Users => _directory.Users.Snapshot();

    /// <summary>Gets the user with an e-mail address or user name, in any connection.</summary>
    /// <param name="name">The e-mail address, the user name, or the part of the e-mail address before <c>@example.com</c>.</param>
    /// <exception cref="ArgumentException">There is no such user.</exception>
    public Auth0LocalTenantUser GetUser(string name) =>
        _directory.Users.FindByName(name)
        ?? _directory.Users.FindByName($"{name}@example.com")
        ?? throw new ArgumentException($"There is no user {name}.", nameof(name));

    /// <summary>Creates a user. Its other properties can be set afterwards.</summary>
    /// <param name="email">The e-mail address that the user signs in with.</param>
    /// <param name="password">The password. It is copied.</param>
    /// <param name="connection"><c>Username-Password-Authentication</c>, the default directory, or <c>employees</c>.</param>
    /// <exception cref="ArgumentException">There is no such connection, or it already has this user.</exception>
    public Auth0LocalTenantUser AddUser(string email, SecureString password, string connection = Connections.Default)
    {
        ArgumentException.ThrowIfNullOrEmpty(email);
        ArgumentNullException.ThrowIfNull(password);
        return _directory.Users.Add(email, password, connection);
    }

    /// <summary>Deletes a user. Access tokens stay valid, refresh tokens don't.</summary>
    /// <param name="user">The user.</param>
    public void RemoveUser(Auth0LocalTenantUser user) => _directory.Remove(Known(user).UserId);

    /// <summary>Resets all failed login counts, and so lifts all blocks for too many failed logins.</summary>
    public void ClearFailedLogins() => _authentication.Protection.ForgetAll();

    /// <summary>
    /// Issues an authorization code to an application, as if the user had signed in. It is valid for 10 minutes and one use.
    /// </summary>
    /// <param name="user">The user.</param>
    /// <param name="clientId">The application.</param>
    /// <param name="redirectUri">The <c>redirect_uri</c> that the token request must repeat.</param>
    /// <param name="scope">The scopes, separated by spaces; null for none.</param>
    /// <param name="audience">The API; null for none.</param>
    /// <param name="codeChallenge">The PKCE challenge with S256 (RFC 7636 §4.2); null for an exchange without a verifier.</param>
    /// <param name="nonce">The nonce for the ID token; null for none.</param>
    /// <param name="organization">An organization by id or name: acme or globex; null for none.</param>
    /// <exception cref="ArgumentException">There is no such user, application, API or organization.</exception>
    public string IssueAuthorizationCode(
        Auth0LocalTenantUser user,
        string clientId,
        string redirectUri,
        string? scope = null,
        string? audience = null,
        string? codeChallenge = null,
        string? nonce = null,
        string? organization = null
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(redirectUri);
        if (_clients.Find(clientId) is null)
        {
            throw new ArgumentException($"There is no application {clientId}.", nameof(clientId));
        }

        if (!string.IsNullOrEmpty(audience) && _apis.Find(audience) is null)
        {
            throw new ArgumentException($"There is no API {audience}.", nameof(audience));
        }

        // PowerShell converts $null to an empty string for string parameters.
        audience = NullIfEmpty(audience);
        var asked = (scope ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var authorization = new UserAuthorization
        {
            User = Known(user),
            ClientId = clientId,
            Audience = audience,
            AskedScopes = asked,
            Scopes = _authentication.Scopes.Grant(asked, audience, givesAll: false),
            Nonce = NullIfEmpty(nonce),
            AuthenticatedAt = _clock.UtcNow,
            Organization = NullIfEmpty(organization) is not { } name
                ? null
                : _directory.Organizations.Find(name)
                    ?? throw new ArgumentException($"There is no organization {name}.", nameof(organization)),
        };
        return _authentication.Codes.Issue(authorization, redirectUri, NullIfEmpty(codeChallenge));
    }

    /// <summary>Registers an external token, which the token exchange grant then accepts.</summary>
    /// <param name="subjectTokenType">The token's type: a URI, as Auth0 requires.</param>
    /// <param name="subjectToken">The token.</param>
    /// <param name="user">The user that the token represents.</param>
    /// <exception cref="ArgumentException">There is no such user, or a value is empty.</exception>
    public void AddSubjectToken(string subjectTokenType, string subjectToken, Auth0LocalTenantUser user)
    {
        ArgumentException.ThrowIfNullOrEmpty(subjectTokenType);
        ArgumentException.ThrowIfNullOrEmpty(subjectToken);
        _authentication.SubjectTokens.Add(subjectTokenType, subjectToken, Known(user));
    }

    /// <summary>
    /// Adds a workload, such as a job of a CI, with a simulated identity provider whose tokens the token exchange grant then accepts.
    /// </summary>
    /// <param name="subjectTokenType">The type of its tokens: a URI, as Auth0 requires.</param>
    /// <param name="subject">The subject of its tokens, such as <c>repo:acme/app:ref:refs/heads/main</c>.</param>
    /// <param name="user">The user that it gets tokens for.</param>
    /// <param name="audience">The audience that its tokens must have; null for the tenant's <see cref="Issuer"/>.</param>
    /// <exception cref="ArgumentException">There is no such user, or a value is empty.</exception>
    public Auth0LocalTenantWorkload AddWorkload(string subjectTokenType, string subject, Auth0LocalTenantUser user, string? audience = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(subjectTokenType);
        ArgumentException.ThrowIfNullOrEmpty(subject);
        return _authentication.Workloads.Add(subjectTokenType, subject, Known(user), NullIfEmpty(audience) ?? Issuer);
    }

    /// <summary>Connects a user's account at an external provider, whose tokens Token Vault then gives.</summary>
    /// <param name="user">The user.</param>
    /// <param name="connection">The connection, such as <c>google-oauth2</c>.</param>
    /// <param name="account">The account's id at the provider, which a login hint names; null for the user's e-mail address.</param>
    /// <param name="scopes">The scopes that the user granted.</param>
    /// <exception cref="ArgumentException">There is no such user, or the connection is empty.</exception>
    public void AddConnectedAccount(Auth0LocalTenantUser user, string connection, string? account = null, params string[] scopes)
    {
        ArgumentException.ThrowIfNullOrEmpty(connection);
        ArgumentNullException.ThrowIfNull(scopes);
        var known = Known(user);
        _authentication.Vault.Add(
            new ConnectedAccount(known.UserId, connection, NullIfEmpty(account) ?? known.Email ?? known.UserId, scopes)
        );
    }

    /// <summary>The provider revokes what a user granted: Token Vault can't give tokens for these accounts any more.</summary>
    /// <param name="user">The user.</param>
    /// <param name="connection">The connection.</param>
    public void RevokeConnectedAccounts(Auth0LocalTenantUser user, string connection) =>
        _authentication.Vault.Revoke(Known(user).UserId, connection);

    /// <summary>Enrols a one-time password authenticator for a user, optionally with a given secret.</summary>
    /// <param name="user">The user.</param>
    /// <param name="base32Secret">The secret in Base32 (RFC 4648 §6); null to generate one.</param>
    /// <exception cref="ArgumentException">There is no such user, or the secret isn't valid Base32.</exception>
    public void EnrollOtp(Auth0LocalTenantUser user, string? base32Secret = null)
    {
        var secret = NullIfEmpty(base32Secret) ?? Identifiers.NewOtpSecret();
        try
        {
            Base32.Decode(secret);
        }
        catch (FormatException failure)
        {
            throw new ArgumentException(failure.Message, nameof(base32Secret), failure);
        }

        Known(user).Add(new Authenticator(AuthenticatorType.Otp) { Secret = secret, IsActive = true });
    }

    /// <summary>
    /// Gets the one-time password that the user's authenticator app shows now, by the tenant's clock: 6 digits (RFC 6238).
    /// </summary>
    /// <param name="user">The user.</param>
    /// <exception cref="InvalidOperationException">The user has no such authenticator.</exception>
    public string GetOtp(Auth0LocalTenantUser user) =>
        Known(user).OtpSecret is { } secret
            ? Totp.Code(Base32.Decode(secret.Reveal()), Totp.StepAt(_clock.UtcNow))
            : throw new InvalidOperationException($"{user} has no one-time password enrolled.");

    /// <summary>Gets the code or link last sent to the user by SMS or e-mail. Null if nothing was sent yet.</summary>
    /// <param name="user">The user.</param>
    public string? LastMessageTo(Auth0LocalTenantUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return LastMessageTo(user.UserId);
    }

    /// <summary>Gets the code or link last sent to an address. Null if nothing was sent yet.</summary>
    /// <param name="address">An e-mail address or a telephone number.</param>
    public string? LastMessageTo(string address) => _authentication.Outbox.LastTo(address);

    /// <summary>The user approves the pending push notifications.</summary>
    /// <param name="user">The user.</param>
    /// <exception cref="InvalidOperationException">There is no pending push notification.</exception>
    public void ApprovePush(Auth0LocalTenantUser user) => AnswerPush(user, isApproved: true);

    /// <summary>The user denies the pending push notifications.</summary>
    /// <param name="user">The user.</param>
    /// <exception cref="InvalidOperationException">There is no pending push notification.</exception>
    public void DenyPush(Auth0LocalTenantUser user) => AnswerPush(user, isApproved: false);

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private void AnswerPush(Auth0LocalTenantUser user, bool isApproved)
    {
        if (_authentication.Challenges.AnswerPush(Known(user), isApproved) == 0)
        {
            throw new InvalidOperationException($"No push notification waits for {user}.");
        }
    }

    private Auth0LocalTenantUser Known(Auth0LocalTenantUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return _directory.Users.Contains(user) ? user : throw new ArgumentException($"There is no user {user}.", nameof(user));
    }
}
