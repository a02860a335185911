using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Creates a flow.</summary>
[Cmdlet(VerbsCommon.New, "Auth0Flow", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0Flow))]
[ApiEndpoint("POST flows")]
public sealed class NewAuth0FlowCommand : FlowCmdletBase
{
    /// <summary>Its name.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ApiName("name")]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) => CreateAsync(Auth0Resources.Flows, cancellationToken);

    private protected override object? ErrorTarget => Name;
}
