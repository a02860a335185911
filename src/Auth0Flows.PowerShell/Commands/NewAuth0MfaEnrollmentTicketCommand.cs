using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Creates a link with which a user enrols a second factor.</summary>
[Cmdlet(VerbsCommon.New, "Auth0MfaEnrollmentTicket", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0MfaEnrollmentTicket))]
[ApiEndpoint("POST guardian/enrollments/ticket")]
public sealed class NewAuth0MfaEnrollmentTicketCommand : PropertyCmdletBase
{
    /// <summary>The user's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("user_id")]
    [ApiName("user_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string UserId { get; set; } = "";

    /// <summary>Has Auth0 send the link to the user.</summary>
    [Parameter]
    [ApiName("send_mail")]
    public SwitchParameter SendMail { get; set; }

    /// <summary>Another address for the e-mail than the user's.</summary>
    [Parameter]
    [ApiName("email")]
    [ValidateNotNullOrEmpty]
    public string? Email { get; set; }

    /// <summary>The language of the e-mail: de, fr-CA.</summary>
    [Parameter]
    [ApiName("email_locale")]
    [ValidateNotNullOrEmpty]
    public string? EmailLocale { get; set; }

    /// <summary>The factor to enrol. Default: the user chooses.</summary>
    [Parameter]
    [ApiName("factor")]
    [ValidateSet("push-notification", "phone", "email", "otp", "webauthn-roaming", "webauthn-platform")]
    public string? Factor { get; set; }

    /// <summary>Lets a user who has a factor enrol another one.</summary>
    [Parameter]
    [ApiName("allow_multiple_enrollments")]
    public SwitchParameter AllowMultipleEnrollment { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        var request = new Auth0ApiRequest
        {
            Method = HttpMethod.Post,
            Path = Auth0Resources.MfaEnrollmentTickets.Path,
            Body = Properties(),
        };
        if (await ShouldSendAsync(session, request, force: false, cancellationToken).ConfigureAwait(true))
        {
            var answer = await session.SendAsync(request, Activity, cancellationToken).ConfigureAwait(true);
            WriteObject(ApiObject.OfTyped(Auth0Resources.MfaEnrollmentTickets.Read(answer), (nameof(UserId), UserId)));
        }
    }

    private protected override object? ErrorTarget => UserId;
}
