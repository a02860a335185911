using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Deletes flows.</summary>
[Cmdlet(VerbsCommon.Remove, "Auth0Flow", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Takes]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE flows/{id}")]
public sealed class RemoveAuth0FlowCommand : RemoveCmdletBase
{
    /// <summary>The ids of the flows.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("flow_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FlowIdCompleter))]
    public string[] FlowId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        DeleteEachAsync(Auth0Resources.Flows, FlowId, cancellationToken);

    private protected override object? ErrorTarget => FlowId;
}
