using System.Collections.Specialized;
using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>A user of the tenant: <see href="https://auth0.com/docs/api/management/v2/users/get-users-by-id"/>.</summary>
public sealed class Auth0User : Auth0Object
{
    /// <summary>The id, the same for all of the user's identities: <c>auth0|…</c>.</summary>
    public string? UserId { get; init; }

    /// <summary>The e-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>Whether the e-mail address is verified.</summary>
    public bool? EmailVerified { get; init; }

    /// <summary>The user name, if the connection supports user names.</summary>
    public string? Username { get; init; }

    /// <summary>The phone number, in E.164 format.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>Whether the phone number is verified.</summary>
    public bool? PhoneVerified { get; init; }

    /// <summary>The full name.</summary>
    public string? Name { get; init; }

    /// <summary>The given name.</summary>
    public string? GivenName { get; init; }

    /// <summary>The family name.</summary>
    public string? FamilyName { get; init; }

    /// <summary>The nickname.</summary>
    public string? Nickname { get; init; }

    /// <summary>The URL of a picture.</summary>
    public string? Picture { get; init; }

    /// <summary>The accounts that are linked to the user; the first one is the primary account.</summary>
    public Auth0UserIdentity[]? Identities { get; init; }

    /// <summary>The metadata that the user can change.</summary>
    public OrderedDictionary? UserMetadata { get; init; }

    /// <summary>The metadata of applications, which the user can't change.</summary>
    public OrderedDictionary? AppMetadata { get; init; }

    /// <summary>Whether the user is blocked from signing in.</summary>
    public bool? Blocked { get; init; }

    /// <summary>The MFA providers that the user is enrolled with: <c>guardian</c>, …</summary>
    public string[]? Multifactor { get; init; }

    /// <summary>When the MFA providers last changed.</summary>
    public DateTimeOffset? MultifactorLastModified { get; init; }

    /// <summary>How often the user signed in.</summary>
    public long? LoginsCount { get; init; }

    /// <summary>When the user last signed in.</summary>
    public DateTimeOffset? LastLogin { get; init; }

    /// <summary>The IP address of the last sign-in.</summary>
    public string? LastIp { get; init; }

    /// <summary>When the password was last reset.</summary>
    public DateTimeOffset? LastPasswordReset { get; init; }

    /// <summary>When the user was created.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When the profile last changed, including by a sign-in.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

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
