using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// A ticket with which a customer sets up a connection:
/// <see href="https://auth0.com/docs/api/management/v2/self-service-profiles/post-sso-ticket"/>.
/// </summary>
public sealed class Auth0SelfServiceTicket : Auth0Object
{
    /// <summary>The URL to send to the customer. Anyone who has it can set up the connection.</summary>
    public Auth0Secret? Ticket { get; set; }

    /// <summary>A word for it, without the URL.</summary>
    public override string ToString() => "Self-service ticket";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>
    /// The tickets of a self-service profile, which the API only creates:
    /// <see href="https://auth0.com/docs/api/management/v2/self-service-profiles/post-sso-ticket"/>.
    /// </summary>
    /// <param name="profileId">The profile's id.</param>
    public static Auth0Resource<Auth0SelfServiceTicket> SelfServiceTickets(string profileId) =>
        new(
            PathTemplate.Expand("self-service-profiles/{id}/sso-ticket", _ => profileId),
            "tickets",
            Auth0JsonContext.Default.Auth0SelfServiceTicket,
            Auth0Paging.None
        );
}
