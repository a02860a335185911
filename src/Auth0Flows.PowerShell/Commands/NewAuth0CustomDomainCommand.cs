using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Creates a custom domain.</summary>
[Cmdlet(VerbsCommon.New, "Auth0CustomDomain", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0CustomDomain))]
[ApiEndpoint("POST custom-domains")]
public sealed class NewAuth0CustomDomainCommand : CustomDomainCmdletBase
{
    /// <summary>The host name.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ApiName("domain")]
    [ValidateNotNullOrEmpty]
    public string Domain { get; set; } = "";

    /// <summary>Who manages its certificate.</summary>
    [Parameter]
    [ApiName("type")]
    [ValidateNotNullOrEmpty]
    [ValidateSet("auth0_managed_certs", "self_managed_certs")]
    public string? Type { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        CreateAsync(Auth0Resources.CustomDomains, cancellationToken);

    private protected override object? ErrorTarget => Domain;
}
