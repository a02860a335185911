using System.Collections.Specialized;
using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>A user of the tenant: <see href="https://auth0.com/docs/api/management/v2/users/get-users-by-id"/>.</summary>
public sealed class Auth0User : Auth0Object
{
    /// <summary>The id, the same for all of the user's identities: <c>auth0|…</c>.</summary>
    public string? UserId { get; set; }

    /// <summary>The e-mail address.</summary>
    public string? Email { get; set; }

    /// <summary>Whether the e-mail address is verified.</summary>
    public bool? EmailVerified { get; set; }

    /// <summary>The user name, if the connection supports user names.</summary>
    public string? Username { get; set; }

    /// <summary>The phone number, in E.164 format.</summary>
    public string? PhoneNumber { get; set; }

    /// <summary>Whether the phone number is verified.</summary>
    public bool? PhoneVerified { get; set; }

    /// <summary>The full name.</summary>
    public string? Name { get; set; }

    /// <summary>The given name.</summary>
    public string? GivenName { get; set; }

    /// <summary>The family name.</summary>
    public string? FamilyName { get; set; }

    /// <summary>The nickname.</summary>
    public string? Nickname { get; set; }

    /// <summary>The URL of a picture.</summary>
    public string? Picture { get; set; }

    /// <summary>The accounts that are linked to the user; the first one is the primary account.</summary>
    public Auth0UserIdentity[]? Identities { get; set; }

    /// <summary>The metadata that the user can change.</summary>
    public OrderedDictionary? UserMetadata { get; set; }

    /// <summary>The metadata of applications, which the user can't change.</summary>
    public OrderedDictionary? AppMetadata { get; set; }

    /// <summary>Whether the user is blocked from signing in.</summary>
    public bool? Blocked { get; set; }

    /// <summary>The MFA providers that the user is enrolled with: <c>guardian</c>, …</summary>
    public string[]? Multifactor { get; set; }

    /// <summary>When the MFA providers last changed.</summary>
    public DateTimeOffset? MultifactorLastModified { get; set; }

    /// <summary>How often the user signed in.</summary>
    public long? LoginsCount { get; set; }

    /// <summary>When the user last signed in.</summary>
    public DateTimeOffset? LastLogin { get; set; }

    /// <summary>The IP address of the last sign-in.</summary>
    public string? LastIp { get; set; }

    /// <summary>When the password was last reset.</summary>
    public DateTimeOffset? LastPasswordReset { get; set; }

    /// <summary>When the user was created.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>When the profile last changed, including by a sign-in.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }

    /// <summary>The name, or the e-mail address, user name, phone number or id.</summary>
    public override string ToString() => Name ?? Email ?? Username ?? PhoneNumber ?? UserId ?? "";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>Users: <see href="https://auth0.com/docs/api/management/v2/users"/>.</summary>
    public static Auth0Resource<Auth0User> Users { get; } = new("users", "users", Auth0JsonContext.Default.Auth0User);

    /// <summary>
    /// Users by their e-mail address, specified by the filter <c>email</c>; the list is not paged:
    /// <see href="https://auth0.com/docs/api/management/v2/users-by-email/get-users-by-email"/>.
    /// </summary>
    public static Auth0Resource<Auth0User> UsersByEmail { get; } = Users.At("users-by-email", Auth0Paging.None);

    /// <summary>The users who have a role: <see href="https://auth0.com/docs/api/management/v2/roles/get-role-user"/>.</summary>
    /// <param name="roleId">The role's id.</param>
    public static Auth0Resource<Auth0User> UsersOf(string roleId) =>
        Users.At(PathTemplate.Expand("roles/{id}/users", _ => roleId), Auth0Paging.Page | Auth0Paging.Checkpoint);
}
