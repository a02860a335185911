using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Changes a custom domain: properties that aren't specified stay unchanged.</summary>
[Cmdlet(VerbsCommon.Set, "Auth0CustomDomain", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0CustomDomain))]
[ApiEndpoint("PATCH custom-domains/{custom_domain_id}")]
public sealed class SetAuth0CustomDomainCommand : CustomDomainCmdletBase
{
    /// <summary>The custom domain's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("custom_domain_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CustomDomainIdCompleter))]
    public string CustomDomainId { get; set; } = "";

    /// <summary>Returns the changed custom domain.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        UpdateAsync(Auth0Resources.CustomDomains, CustomDomainId, PassThru, cancellationToken);

    private protected override object? ErrorTarget => CustomDomainId;
}
