using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Changes the tenant's e-mail provider: properties that aren't specified stay unchanged.</summary>
[Cmdlet(VerbsCommon.Set, "Auth0EmailProvider", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0EmailProvider))]
[ApiEndpoint("PATCH emails/provider")]
public sealed class SetAuth0EmailProviderCommand : EmailProviderCmdletBase
{
    /// <summary>Another provider: smtp, sendgrid, ses, …</summary>
    [Parameter(Position = 0)]
    [ApiName("name")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EmailProviderCompleter))]
    public string? Name { get; set; }

    /// <summary>Returns the changed provider.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        UpdateAsync(Auth0Resources.EmailProvider, null, ProviderProperties(), PassThru, cancellationToken);

    private protected override object? ErrorTarget => Name;
}
