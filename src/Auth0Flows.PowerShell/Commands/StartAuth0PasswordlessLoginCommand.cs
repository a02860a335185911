using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Sends a code by e-mail or text message for a passwordless login: the output is the input of Get-Auth0Token -GrantType PasswordlessOtp.
/// </summary>
[Cmdlet(
    VerbsLifecycle.Start,
    "Auth0PasswordlessLogin",
    DefaultParameterSetName = EmailSet,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Low
)]
[OutputType(typeof(Auth0PasswordlessLogin))]
public sealed class StartAuth0PasswordlessLoginCommand : SessionCmdletBase
{
    private const string EmailSet = "Email";

    /// <summary>The e-mail address that receives the code.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = EmailSet)]
    [ValidateNotNullOrEmpty]
    public string Email { get; set; } = "";

    /// <summary>The phone number that receives the code, with its country code: +15551234567.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "PhoneNumber")]
    [ValidateNotNullOrEmpty]
    public string PhoneNumber { get; set; } = "";

    /// <summary>Sends a link instead of a code: the login then ends in the user's browser, and not here.</summary>
    [Parameter(ParameterSetName = EmailSet)]
    public SwitchParameter Link { get; set; }

    /// <summary>The API that the login is for. Default: the session's.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AudienceCompleter))]
    public string? Audience { get; set; }

    /// <summary>The scopes to request.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ScopeCompleter))]
    public string[]? Scope { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        var isByEmail = ParameterSetName == EmailSet;
        if (!ShouldProcess(isByEmail ? Email : PhoneNumber, Link ? "Send a link" : "Send a code"))
        {
            return;
        }

        WriteObject(
            await (
                isByEmail
                    ? session.StartPasswordlessByEmailAsync(
                        Email,
                        Link,
                        Audience ?? session.Audience,
                        Scope ?? session.Scope,
                        Activity,
                        cancellationToken
                    )
                    : session.StartPasswordlessBySmsAsync(
                        PhoneNumber,
                        Audience ?? session.Audience,
                        Scope ?? session.Scope,
                        Activity,
                        cancellationToken
                    )
            ).ConfigureAwait(true)
        );
    }

    private protected override object? ErrorTarget => ParameterSetName == EmailSet ? Email : PhoneNumber;
}
