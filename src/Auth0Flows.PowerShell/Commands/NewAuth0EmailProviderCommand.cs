using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Sets up the service that sends the tenant's e-mail.</summary>
[Cmdlet(VerbsCommon.New, "Auth0EmailProvider", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0EmailProvider))]
[ApiEndpoint("POST emails/provider")]
public sealed class NewAuth0EmailProviderCommand : EmailProviderCmdletBase
{
    /// <summary>The provider: smtp, sendgrid, ses, …</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ApiName("name")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EmailProviderCompleter))]
    public string Name { get; set; } = "";

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        CreateAsync(Auth0Resources.EmailProvider, ProviderProperties(), cancellationToken);

    private protected override object? ErrorTarget => Name;
}
