using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// A link that lets a user change a password, or verifies an e-mail address. It is there to be passed on: whoever opens it acts as the
/// user. <see href="https://auth0.com/docs/api/management/v2/tickets/post-password-change"/>.
/// </summary>
public sealed class Auth0Ticket : Auth0Object
{
    /// <summary>The link.</summary>
    public string? Ticket { get; set; }

    /// <summary>The link.</summary>
    public override string ToString() => Ticket ?? "";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>Links to change a password: <see href="https://auth0.com/docs/api/management/v2/tickets/post-password-change"/>.</summary>
    public static Auth0Resource<Auth0Ticket> PasswordTickets { get; } =
        new("tickets/password-change", "tickets", Auth0JsonContext.Default.Auth0Ticket, Auth0Paging.None);

    /// <summary>
    /// Links that verify an e-mail address: <see href="https://auth0.com/docs/api/management/v2/tickets/post-email-verification"/>.
    /// </summary>
    public static Auth0Resource<Auth0Ticket> EmailVerificationTickets { get; } =
        PasswordTickets.At("tickets/email-verification", Auth0Paging.None);
}
