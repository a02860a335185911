using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Unblocks addresses that suspicious IP throttling blocks.</summary>
[Cmdlet(VerbsCommon.Remove, "Auth0IPBlock", SupportsShouldProcess = true)]
[Takes("Auth0Log")]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE anomaly/blocks/ips/{id}")]
public sealed class RemoveAuth0IPBlockCommand : RemoveCmdletBase
{
    /// <summary>The IP addresses.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Ip")]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string[] IPAddress { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ForEachAsync(IPAddress, address => DeleteAsync(PathTemplate.Expand("anomaly/blocks/ips/{id}", _ => address), cancellationToken));

    private protected override object? ErrorTarget => IPAddress;
}
