using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Has Auth0 send a user the e-mail that verifies the address.</summary>
[Cmdlet(VerbsCommunications.Send, "Auth0VerificationEmail", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0Job))]
[ApiEndpoint("POST jobs/verification-email")]
public sealed class SendAuth0VerificationEmailCommand : TicketCmdletBase
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
        var properties = Properties();
        if (Identity is not null)
        {
            properties["identity"] = IdentityBody(Identity);
        }

        return RequestAsync(Auth0Resources.VerificationEmails, properties, nameof(UserId), UserId, cancellationToken);
    }

    private protected override object? ErrorTarget => UserId;
}
