using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Creates a form.</summary>
[Cmdlet(VerbsCommon.New, "Auth0Form", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0Form))]
[ApiEndpoint("POST forms")]
public sealed class NewAuth0FormCommand : FormCmdletBase
{
    /// <summary>Its name.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ApiName("name")]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) => CreateAsync(Auth0Resources.Forms, cancellationToken);

    private protected override object? ErrorTarget => Name;
}
