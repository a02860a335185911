using System.Collections;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Creates a network ACL.</summary>
[Cmdlet(VerbsCommon.New, "Auth0NetworkAcl", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0NetworkAcl))]
[ApiEndpoint("POST network-acls")]
public sealed class NewAuth0NetworkAclCommand : NetworkAclCmdletBase
{
    /// <summary>Its description.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ApiName("description")]
    [ValidateNotNullOrEmpty]
    public string Description { get; set; } = "";

    /// <summary>What it does to which requests: @{ action = @{ block = $true }; match = @{ … }; scope = 'tenant' }.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ApiName("rule")]
    [ValidateNotNull]
    public IDictionary? Rule { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        CreateAsync(Auth0Resources.NetworkAcls, cancellationToken);

    private protected override object? ErrorTarget => Description;
}
