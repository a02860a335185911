using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// A link with which a user enrols a second factor. It is there to be passed on: whoever opens it enrols for the user.
/// <see href="https://auth0.com/docs/api/management/v2/guardian/post-ticket"/>.
/// </summary>
public sealed class Auth0MfaEnrollmentTicket : Auth0Object
{
    /// <summary>Its id.</summary>
    public string? TicketId { get; set; }

    /// <summary>The link.</summary>
    public string? TicketUrl { get; set; }

    /// <summary>The link.</summary>
    public override string ToString() => TicketUrl ?? "";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>Links to enrol a second factor: <see href="https://auth0.com/docs/api/management/v2/guardian/post-ticket"/>.</summary>
    public static Auth0Resource<Auth0MfaEnrollmentTicket> MfaEnrollmentTickets { get; } =
        new("guardian/enrollments/ticket", "tickets", Auth0JsonContext.Default.Auth0MfaEnrollmentTicket, Auth0Paging.None);
}
