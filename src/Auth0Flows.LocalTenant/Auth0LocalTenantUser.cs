using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant;

/// <summary>A user of the tenant. What is set here holds from the next request on; its text is the user id and nothing secret.</summary>
public sealed partial class Auth0LocalTenantUser
{
    private readonly Lock _lock = new();
    private readonly List<Authenticator> _authenticators = [];

    internal Auth0LocalTenantUser(string userId, string connection, Auth0LocalTenantSecret password, DateTimeOffset createdAt)
    {
        UserId = userId;
        Connection = connection;
        Password = password;
        CreatedAt = createdAt;
        UpdatedAt = createdAt;
    }

    /// <summary>The <c>sub</c> of the user's tokens, such as <c>auth0|6f1c…</c>.</summary>
    public string UserId { get; }

    /// <summary>The connection (realm) that the user belongs to.</summary>
    public string Connection { get; }

    /// <summary>When the user was created, by the tenant's clock; UTC.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>The password. Empty for a user who signs in without one.</summary>
    public Auth0LocalTenantSecret Password
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    }

    /// <summary>The e-mail address, by which the user may sign in; null for none.</summary>
    public string? Email { get; set; }

    /// <summary>Whether the e-mail address has been verified. True unless set.</summary>
    public bool EmailVerified { get; set; } = true;

    /// <summary>A name to sign in by in place of the e-mail address; null for none.</summary>
    public string? Username { get; set; }

    /// <summary>The full name; null for none, then the e-mail address stands in for it.</summary>
    public string? Name { get; set; }

    /// <summary>The telephone number, such as <c>+15550100</c>; null for none.</summary>
    public string? PhoneNumber { get; set; }

    /// <summary>Whether an administrator has blocked the user: no login, and no refresh.</summary>
    public bool IsBlocked { get; set; }

    /// <summary>Whether the password is known to have leaked elsewhere: no login with it.</summary>
    public bool IsPasswordLeaked { get; set; }

    /// <summary>Why an Action (or a rule) refuses the user; null, as it is unless set, for an Action that doesn't.</summary>
    public string? DenialByAction { get; set; }

    /// <summary>
    /// Whether the user needs a second factor even as long as none is enrolled. Who has one enrolled needs it in any case, at a login. Set
    /// after
    /// a login, it makes the next refresh ask for the factor, too.
    /// </summary>
    public bool RequiresMfa { get; set; }

    /// <summary>
    /// The secret of the user's one-time passwords in Base32 (RFC 6238), that of the first such authenticator; null if there is none.
    /// </summary>
    public Auth0LocalTenantSecret? OtpSecret => Secret(authenticator => authenticator is { Type: AuthenticatorType.Otp });

    /// <summary>The recovery code; null if there is none. It changes when it is used.</summary>
    public Auth0LocalTenantSecret? RecoveryCode => Secret(authenticator => authenticator is { Type: AuthenticatorType.RecoveryCode });

    internal IReadOnlyList<Authenticator> Authenticators
    {
        get
        {
            lock (_lock)
            {
                return [.. _authenticators];
            }
        }
    }

    /// <summary>The user id.</summary>
    public override string ToString() => UserId;

    internal void Add(Authenticator authenticator)
    {
        lock (_lock)
        {
            _authenticators.Add(authenticator);
        }
    }

    internal bool Remove(string authenticatorId)
    {
        lock (_lock)
        {
            return _authenticators.RemoveAll(authenticator => authenticator.Id == authenticatorId) > 0;
        }
    }

    /// <summary>A factor has proven that the user has it. The recovery code that came with the first one is good from then on.</summary>
    internal void Confirm(Authenticator authenticator)
    {
        authenticator.IsActive = true;
        foreach (var recoveryCode in Authenticators.Where(other => other.Type == AuthenticatorType.RecoveryCode))
        {
            recoveryCode.IsActive = true;
        }
    }

    /// <summary>Whether it is the password. Nobody has an empty one.</summary>
    internal bool HasPassword(string sent) => Password.Reveal() is { Length: > 0 } password && ConstantTime.AreEqual(sent, password);

    private Auth0LocalTenantSecret? Secret(Func<Authenticator, bool> isMeant) =>
        Authenticators.FirstOrDefault(isMeant)?.Secret is { } secret ? new Auth0LocalTenantSecret(secret) : null;
}
