using System.Management.Automation;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.PowerShell;

/// <summary>Stops local tenants: those from the pipeline, or all that this runspace started.</summary>
[Cmdlet(VerbsLifecycle.Stop, "Auth0LocalTenant", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(void))]
public sealed class StopAuth0LocalTenantCommand : Auth0CmdletBase
{
    /// <summary>The tenants to stop. Default: all that this runspace started.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public Auth0LocalTenant[]? Tenant { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var state = RunspaceState.Current;
        foreach (var tenant in Tenant ?? [.. state.Tenants])
        {
            if (ShouldProcess(tenant.Domain, "Stop"))
            {
                state.Stop(tenant);
            }
        }

        return default;
    }
}
