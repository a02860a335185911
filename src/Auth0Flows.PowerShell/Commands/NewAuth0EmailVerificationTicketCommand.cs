using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Creates a link that verifies a user's e-mail address.</summary>
[Cmdlet(VerbsCommon.New, "Auth0EmailVerificationTicket", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0Ticket))]
[ApiEndpoint("POST tickets/email-verification")]
public sealed class NewAuth0EmailVerificationTicketCommand : LinkTicketCmdletBase
{
    /// <summary>The user's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("user_id")]
    [ApiName("user_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string UserId { get; set; } = "";

    /// <summary>
    /// The account whose address it is, if it isn't the primary one of a database: provider and id, or a user's identity.
    /// </summary>
    [Parameter]
    [IdentityText]
    [ValidateNotNullOrEmpty]
    public string? Identity { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var properties = TicketProperties();
        if (Identity is not null)
        {
            properties["identity"] = IdentityBody(Identity);
        }

        return RequestAsync(Auth0Resources.EmailVerificationTickets, properties, nameof(UserId), UserId, cancellationToken);
    }

    private protected override object? ErrorTarget => UserId;
}
