using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Creates a link with which a user chooses a new password.</summary>
[Cmdlet(VerbsCommon.New, "Auth0PasswordTicket", DefaultParameterSetName = UserSet, SupportsShouldProcess = true)]
[OutputType(typeof(Auth0Ticket))]
[ApiEndpoint("POST tickets/password-change")]
public sealed class NewAuth0PasswordTicketCommand : LinkTicketCmdletBase
{
    private const string UserSet = "User";
    private const string EmailSet = "Email";

    /// <summary>The user's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = UserSet)]
    [Alias("user_id")]
    [ApiName("user_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string UserId { get; set; } = "";

    /// <summary>The e-mail address of the user, in the connection of -ConnectionId.</summary>
    [Parameter(Mandatory = true, ParameterSetName = EmailSet)]
    [ApiName("email")]
    [ValidateNotNullOrEmpty]
    public string Email { get; set; } = "";

    /// <summary>The id of the user's connection.</summary>
    [Parameter(Mandatory = true, ParameterSetName = EmailSet)]
    [ApiName("connection_id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionIdCompleter))]
    public string ConnectionId { get; set; } = "";

    /// <summary>Whether using the link also verifies the e-mail address.</summary>
    [Parameter]
    [ApiName("mark_email_as_verified")]
    public SwitchParameter MarkEmailAsVerified { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ParameterSetName == UserSet
            ? RequestAsync(Auth0Resources.PasswordTickets, TicketProperties(), nameof(UserId), UserId, cancellationToken)
            : RequestAsync(Auth0Resources.PasswordTickets, TicketProperties(), nameof(Email), Email, cancellationToken);

    private protected override object? ErrorTarget => ParameterSetName == UserSet ? UserId : Email;
}
