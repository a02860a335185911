using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Deletes log streams.</summary>
[Cmdlet(VerbsCommon.Remove, "Auth0LogStream", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Takes]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE log-streams/{id}")]
public sealed class RemoveAuth0LogStreamCommand : RemoveCmdletBase
{
    /// <summary>The ids of the log streams.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("log_stream_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LogStreamIdCompleter))]
    public string[] LogStreamId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        DeleteEachAsync(Auth0Resources.LogStreams, LogStreamId, cancellationToken);

    private protected override object? ErrorTarget => LogStreamId;
}
