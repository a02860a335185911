using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Deletes custom domains.</summary>
[Cmdlet(VerbsCommon.Remove, "Auth0CustomDomain", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Takes]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE custom-domains/{custom_domain_id}")]
public sealed class RemoveAuth0CustomDomainCommand : RemoveCmdletBase
{
    /// <summary>The ids of the custom domains.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("custom_domain_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CustomDomainIdCompleter))]
    public string[] CustomDomainId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        DeleteEachAsync(Auth0Resources.CustomDomains, CustomDomainId, cancellationToken);

    private protected override object? ErrorTarget => CustomDomainId;
}
