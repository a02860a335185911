using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets jobs of the tenant by their ids.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0Job")]
[OutputType(typeof(Auth0Job))]
[ApiEndpoint("GET jobs/{id}")]
public sealed class GetAuth0JobCommand : ResourceCmdletBase
{
    /// <summary>The ids of the jobs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    public string[] JobId { get; set; } = [];

    private protected override object? ErrorTarget => JobId;

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        GetEachAsync(Auth0Resources.Jobs, JobId, cancellationToken);
}
