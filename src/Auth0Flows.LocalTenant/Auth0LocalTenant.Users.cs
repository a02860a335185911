using System.Security;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Tokens;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant;

/// <content>The users, and what they do outside of HTTP: sign in with a browser, read messages, answer push notifications.</content>
public sealed partial class Auth0LocalTenant
{
    /// <summary>
    /// The users. From the start: alice, bob (blocked), carol (leaked password), dave (MFA: one-time password, recovery code), erin (MFA:
    /// SMS),
    /// frank (MFA: push notification), grace (realm <c>employees</c>), heidi (MFA needed, nothing enrolled); all of them @example.com.
    /// Of the others that <see cref="Auth0LocalTenantOptions.UserCount"/> asks for, those alone that have signed in or were changed.
    /// </summary>
    public IReadOnlyList<Auth0LocalTenantUser> Users => _directory.Users.Snapshot();

    /// <summary>The user of an e-mail address or user name, in whatever connection.</summary>
    /// <param name="name">The e-mail address, the user name, or the e-mail address's part before <c>@example.com</c>.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public Auth0LocalTenantUser GetUser(string name) =>
        _directory.Users.FindByName(name)
        ?? _directory.Users.FindByName($"{name}@example.com")
        ?? throw new ArgumentException($"There is no user {name}.", nameof(name));

    /// <summary>Creates a user, whose other properties may be set afterwards.</summary>
    /// <param name="email">The e-mail address to sign in by.</param>
    /// <param name="password">The password. It is copied.</param>
    /// <param name="connection"><c>Username-Password-Authentication</c>, the default directory, or <c>employees</c>.</param>
    /// <exception cref="ArgumentException">There is no such connection, or it has this user already.</exception>
    public Auth0LocalTenantUser AddUser(string email, SecureString password, string connection = Connections.Default)
    {
        ArgumentException.ThrowIfNullOrEmpty(email);
        ArgumentNullException.ThrowIfNull(password);
        return _directory.Users.Add(email, password, connection);
    }

    /// <summary>Deletes a user. Access tokens stay good, refresh tokens don't.</summary>
    /// <param name="user">The user.</param>
    public void RemoveUser(Auth0LocalTenantUser user) => _directory.Remove(Known(user).UserId);

    /// <summary>Forgets all wrong passwords, and with them who had too many of them.</summary>
    public void ClearFailedLogins() => _authentication.Protection.ForgetAll();

    /// <summary>What the user would sign in to get: an authorization code for an application, good for 10 minutes and one use.</summary>
    /// <param name="user">The user.</param>
    /// <param name="clientId">The application.</param>
    /// <param name="redirectUri">The <c>redirect_uri</c> that the exchange must repeat.</param>
    /// <param name="scope">Scopes with spaces between; null for none.</param>
    /// <param name="audience">The API; null for none.</param>
    /// <param name="codeChallenge">The PKCE challenge by S256 (RFC 7636 §4.2); null for an exchange without a verifier.</param>
    /// <param name="nonce">What the ID token is to carry; null for none.</param>
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

        // PowerShell makes an empty string of $null if a string is wanted.
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

    /// <summary>Makes a token of somebody else's good for the token exchange grant.</summary>
    /// <param name="subjectTokenType">Its type: a URI, as Auth0 wants it.</param>
    /// <param name="subjectToken">The token.</param>
    /// <param name="user">The user that it stands for.</param>
    /// <exception cref="ArgumentException">There is no such user, or something is empty.</exception>
    public void AddSubjectToken(string subjectTokenType, string subjectToken, Auth0LocalTenantUser user)
    {
        ArgumentException.ThrowIfNullOrEmpty(subjectTokenType);
        ArgumentException.ThrowIfNullOrEmpty(subjectToken);
        _authentication.SubjectTokens.Add(subjectTokenType, subjectToken, Known(user));
    }

    /// <summary>Enrols a one-time password for a user, with a key of one's own.</summary>
    /// <param name="user">The user.</param>
    /// <param name="base32Secret">The key in Base32 (RFC 4648 §6); null for one that the tenant makes.</param>
    /// <exception cref="ArgumentException">There is no such user, or the key is not Base32.</exception>
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

    /// <summary>What the user's authenticator app shows now, by the tenant's clock: 6 digits (RFC 6238).</summary>
    /// <param name="user">The user.</param>
    /// <exception cref="InvalidOperationException">The user has no such authenticator.</exception>
    public string GetOtp(Auth0LocalTenantUser user) =>
        Known(user).OtpSecret is { } secret
            ? Totp.Code(Base32.Decode(secret.Reveal()), Totp.StepAt(_clock.UtcNow))
            : throw new InvalidOperationException($"{user} has no one-time password enrolled.");

    /// <summary>
    /// What was sent last to the user by SMS or e-mail: the code; or the link, where a link was asked for. Null for nothing yet.
    /// </summary>
    /// <param name="user">The user.</param>
    public string? LastMessageTo(Auth0LocalTenantUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return LastMessageTo(user.UserId);
    }

    /// <summary>What was sent last to an address: the code; or the link, where a link was asked for. Null for nothing yet.</summary>
    /// <param name="address">An e-mail address or a telephone number.</param>
    public string? LastMessageTo(string address) => _authentication.Outbox.LastTo(address);

    /// <summary>The user says yes to the push notifications that wait.</summary>
    /// <param name="user">The user.</param>
    /// <exception cref="InvalidOperationException">None waits.</exception>
    public void ApprovePush(Auth0LocalTenantUser user) => AnswerPush(user, isApproved: true);

    /// <summary>The user says no to the push notifications that wait.</summary>
    /// <param name="user">The user.</param>
    /// <exception cref="InvalidOperationException">None waits.</exception>
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
