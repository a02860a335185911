using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Changes a flow: properties that aren't specified stay unchanged.</summary>
[Cmdlet(VerbsCommon.Set, "Auth0Flow", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0Flow))]
[ApiEndpoint("PATCH flows/{id}")]
public sealed class SetAuth0FlowCommand : FlowCmdletBase
{
    /// <summary>The flow's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("flow_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FlowIdCompleter))]
    public string FlowId { get; set; } = "";

    /// <summary>Its name.</summary>
    [Parameter]
    [ApiName("name")]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Returns the changed flow.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        UpdateAsync(Auth0Resources.Flows, FlowId, PassThru, cancellationToken);

    private protected override object? ErrorTarget => FlowId;
}
