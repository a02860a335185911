using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Sends users of a database connection an e-mail with a link to change their password.</summary>
[Cmdlet(VerbsLifecycle.Request, "Auth0PasswordReset", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RequestAuth0PasswordResetCommand : SessionCmdletBase
{
    /// <summary>The user's e-mail address.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Email { get; set; } = "";

    /// <summary>The name of the database connection.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string Connection { get; set; } = "";

    /// <summary>The id of the organization whose branding the e-mail has.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OrganizationCompleter))]
    public string? Organization { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        if (ShouldProcess(Email, $"Send an e-mail to change the password of the connection {Connection}"))
        {
            WriteVerbose(
                await session.RequestPasswordResetAsync(Email, Connection, Organization, Activity, cancellationToken).ConfigureAwait(true)
            );
        }
    }

    private protected override object? ErrorTarget => Email;
}
