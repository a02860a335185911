using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant;

/// <summary>A user of the tenant. Changes take effect with the next request. Its text is the user id and contains no secret.</summary>
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

    /// <summary>The user id, which is the <c>sub</c> claim of the user's tokens, such as <c>auth0|6f1c…</c>.</summary>
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

    /// <summary>The e-mail address, which the user may sign in with; null for none.</summary>
    public string? Email { get; set; }

    /// <summary>Whether the e-mail address is verified. Default: true.</summary>
    public bool EmailVerified { get; set; } = true;

    /// <summary>A user name for signing in instead of the e-mail address; null for none.</summary>
    public string? Username { get; set; }

    /// <summary>The full name. If null, the e-mail address is used instead.</summary>
    public string? Name { get; set; }

    /// <summary>The telephone number, such as <c>+15550100</c>; null for none.</summary>
    public string? PhoneNumber { get; set; }

    /// <summary>Whether an administrator has blocked the user, who then can't sign in or refresh tokens.</summary>
    public bool IsBlocked { get; set; }

    /// <summary>Whether the password is known to have leaked elsewhere. The user can't sign in with it.</summary>
    public bool IsPasswordLeaked { get; set; }

    /// <summary>The reason why an Action (or a rule) denies the user access. Default: null, access isn't denied.</summary>
    public string? DenialByAction { get; set; }

    /// <summary>
    /// Whether the user needs a second factor even if none is enrolled. A user with an enrolled factor always needs it to sign in. If set
    /// after a login, the next refresh requires the factor, too.
    /// </summary>
    public bool RequiresMfa { get; set; }

    /// <summary>The secret of the user's first one-time password authenticator in Base32 (RFC 6238); null if there is none.</summary>
    public Auth0LocalTenantSecret? OtpSecret => Secret(authenticator => authenticator is { Type: AuthenticatorType.Otp });

    /// <summary>The recovery code; null if there is none. It changes with each use.</summary>
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

    /// <summary>The user has proven possession of a factor. The recovery code issued with the first factor is valid from then on.</summary>
    internal void Confirm(Authenticator authenticator)
    {
        authenticator.IsActive = true;
        foreach (var recoveryCode in Authenticators.Where(other => other.Type == AuthenticatorType.RecoveryCode))
        {
            recoveryCode.IsActive = true;
        }
    }

    /// <summary>Whether the password is correct. An empty password never is.</summary>
    internal bool HasPassword(string sent) => Password.Reveal() is { Length: > 0 } password && ConstantTime.AreEqual(sent, password);

    private Auth0LocalTenantSecret? Secret(Func<Authenticator, bool> isMeant) =>
        Authenticators.FirstOrDefault(isMeant)?.Secret is { } secret ? new Auth0LocalTenantSecret(secret) : null;
}
