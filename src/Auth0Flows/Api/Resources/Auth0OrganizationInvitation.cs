using System.Collections.Specialized;
using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// An invitation to join an organization: <see
/// href="https://auth0.com/docs/api/management/v2/organizations/get-invitations-by-invitation-id"/>.
/// </summary>
public sealed class Auth0OrganizationInvitation : Auth0Object
{
    /// <summary>Its id: <c>uinv_…</c>.</summary>
    public string? Id { get; set; }

    /// <summary>The organization's id.</summary>
    public string? OrganizationId { get; set; }

    /// <summary>Who invites: <c>name</c>.</summary>
    public OrderedDictionary? Inviter { get; set; }

    /// <summary>Who is invited: <c>email</c>.</summary>
    public OrderedDictionary? Invitee { get; set; }

    /// <summary>The URL that accepts the invitation. Anyone who has it can accept.</summary>
    public Auth0Secret? InvitationUrl { get; set; }

    /// <summary>The ticket in that URL.</summary>
    public Auth0Secret? TicketId { get; set; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>When it ends.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>The application whose login accepts the invitation.</summary>
    public string? ClientId { get; set; }

    /// <summary>The connection that the user must sign in with.</summary>
    public string? ConnectionId { get; set; }

    /// <summary>The app metadata that the user receives.</summary>
    public OrderedDictionary? AppMetadata { get; set; }

    /// <summary>The user metadata that the user receives.</summary>
    public OrderedDictionary? UserMetadata { get; set; }

    /// <summary>The ids of the roles in the organization that the user receives.</summary>
    public string[]? Roles { get; set; }

    /// <summary>The address of who is invited, or the invitation's id.</summary>
    public override string ToString() => Invitee?["email"] as string ?? Id ?? "";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>
    /// The invitations of an organization: <see href="https://auth0.com/docs/api/management/v2/organizations/get-invitations"/>.
    /// </summary>
    /// <param name="organizationId">The organization's id.</param>
    public static Auth0Resource<Auth0OrganizationInvitation> OrganizationInvitations(string organizationId) =>
        new(
            PathTemplate.Expand("organizations/{id}/invitations", _ => organizationId),
            "invitations",
            Auth0JsonContext.Default.Auth0OrganizationInvitation
        );
}
