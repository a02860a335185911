using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the tenant's settings.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0Tenant")]
[OutputType(typeof(Auth0Tenant))]
[ApiEndpoint("GET tenants/settings")]
public sealed class GetAuth0TenantCommand : ResourceCmdletBase
{
    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) => GetOneAsync(Auth0Resources.Tenant, cancellationToken);
}
