using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant;

/// <content>The properties that the Management API adds.</content>
public sealed partial class Auth0LocalTenantUser : IUserProfile
{
    private volatile JsonObject? _userMetadata;
    private volatile JsonObject? _appMetadata;
    private volatile IReadOnlyList<Auth0LocalTenantUser> _linked = [];
    private int _loginCount;

    /// <summary>Creates an object from a computed user who signs in or is changed.</summary>
    internal Auth0LocalTenantUser(IUserProfile profile, Auth0LocalTenantSecret password)
        : this(profile.UserId, profile.Connection, password, profile.CreatedAt)
    {
        Email = profile.Email;
        EmailVerified = profile.EmailVerified;
        Username = profile.Username;
        PhoneNumber = profile.PhoneNumber;
        PhoneVerified = profile.PhoneVerified;
        Name = profile.Name;
        Nickname = profile.Nickname;
        GivenName = profile.GivenName;
        FamilyName = profile.FamilyName;
        Picture = profile.Picture;
        IsBlocked = profile.IsBlocked;
        UpdatedAt = profile.UpdatedAt;
        LastLogin = profile.LastLogin;
        LastAddress = profile.LastAddress;
        _loginCount = profile.LoginCount;
        UserMetadata = profile.UserMetadata;
        AppMetadata = profile.AppMetadata;
    }

    /// <inheritdoc/>
    bool? IUserProfile.PhoneVerified => PhoneVerified;

    /// <inheritdoc/>
    string? IUserProfile.Nickname => Nickname;

    /// <inheritdoc/>
    string? IUserProfile.GivenName => GivenName;

    /// <inheritdoc/>
    string? IUserProfile.FamilyName => FamilyName;

    /// <inheritdoc/>
    string? IUserProfile.Picture => Picture;

    /// <inheritdoc/>
    DateTimeOffset IUserProfile.UpdatedAt => UpdatedAt;

    /// <inheritdoc/>
    DateTimeOffset? IUserProfile.LastLogin => LastLogin;

    /// <inheritdoc/>
    string? IUserProfile.LastAddress => LastAddress;

    /// <inheritdoc/>
    int IUserProfile.LoginCount => Volatile.Read(ref _loginCount);

    /// <inheritdoc/>
    IReadOnlyList<IUserProfile> IUserProfile.Linked => Linked;

    /// <inheritdoc/>
    JsonObject? IUserProfile.UserMetadata => UserMetadata;

    /// <inheritdoc/>
    JsonObject? IUserProfile.AppMetadata => AppMetadata;

    internal bool? PhoneVerified { get; set; }

    /// <summary>The users whose identities are linked to this one, in order. They aren't users of their own any more.</summary>
    internal IReadOnlyList<Auth0LocalTenantUser> Linked
    {
        get => _linked;
        set => _linked = value;
    }

    internal string? Nickname { get; set; }

    internal string? GivenName { get; set; }

    internal string? FamilyName { get; set; }

    internal string? Picture { get; set; }

    internal DateTimeOffset UpdatedAt { get; set; }

    internal DateTimeOffset? LastLogin { get; set; }

    internal string? LastAddress { get; set; }

    // Replaced as a whole, because other threads may read it.
    internal JsonObject? UserMetadata
    {
        get => _userMetadata;
        set => _userMetadata = value;
    }

    internal JsonObject? AppMetadata
    {
        get => _appMetadata;
        set => _appMetadata = value;
    }

    /// <summary>Sets what earlier logins left: how many there were, and when the last one was.</summary>
    internal void RememberLogins(int count, DateTimeOffset last)
    {
        _loginCount = count;
        LastLogin = last;
        LastAddress = "192.0.2.1";
        UpdatedAt = last;
    }

    /// <summary>The user has signed in.</summary>
    internal void CountLogin(DateTimeOffset now)
    {
        Interlocked.Increment(ref _loginCount);
        LastLogin = now;
        LastAddress = "127.0.0.1";
        UpdatedAt = now;
    }
}
