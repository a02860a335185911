using System.Management.Automation;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Starts an Auth0 tenant inside this process, on loopback, for trying and for tests. It holds an application, APIs and applications to
/// list.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "Auth0LocalTenant", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(Auth0LocalTenant))]
public sealed class StartAuth0LocalTenantCommand : Auth0CmdletBase
{
    /// <summary>The port; a free one by default.</summary>
    [Parameter, ValidateRange(0, 65_535)]
    public int Port { get; set; }

    /// <summary>How many applications the tenant has.</summary>
    [Parameter, ValidateRange(1, 1_000_000)]
    public int ClientCount { get; set; }

    /// <summary>How many users the tenant has; however many, they cost no memory.</summary>
    [Parameter, ValidateRange(8, 10_000_000)]
    public int UserCount { get; set; }

    /// <summary>How many connections the tenant has.</summary>
    [Parameter, ValidateRange(4, 100_000)]
    public int ConnectionCount { get; set; }

    /// <summary>How many organizations the tenant has.</summary>
    [Parameter, ValidateRange(2, 100_000)]
    public int OrganizationCount { get; set; }

    /// <summary>How many members each of these organizations has.</summary>
    [Parameter, ValidateRange(0, 10_000_000)]
    public int MemberCount { get; set; }

    /// <summary>How many roles the tenant has.</summary>
    [Parameter, ValidateRange(3, 100_000)]
    public int RoleCount { get; set; }

    /// <summary>How many APIs the tenant has besides the three that every one has.</summary>
    [Parameter, ValidateRange(0, 100_000)]
    public int ApiCount { get; set; }

    /// <summary>How many entries the tenant's log has from the start; however many, they cost no memory.</summary>
    [Parameter, ValidateRange(0, 100_000_000)]
    public int LogCount { get; set; }

    /// <summary>How long exports and imports of users take; no time by default.</summary>
    [Parameter, ValidateDuration(AllowsZero = true)]
    public TimeSpan JobDuration { get; set; }

    /// <summary>How long its access tokens live; 24 hours by default.</summary>
    [Parameter, ValidateDuration]
    public TimeSpan TokenLifetime { get; set; }

    /// <summary>How long it waits before each answer.</summary>
    [Parameter, ValidateDuration(AllowsZero = true)]
    public TimeSpan Latency { get; set; }

    /// <summary>How many requests its Management API takes at once before it answers 429; no limit by default.</summary>
    [Parameter, ValidateRange(1, 1_000_000)]
    public int RateLimit { get; set; }

    /// <summary>How many requests a second come back into that bucket.</summary>
    [Parameter, ValidateRange(0.001, 1_000_000)]
    public double RateLimitPerSecond { get; set; }

    /// <summary>Where its lists end that are paged by number; by default, at 1,000 for those that Auth0 ends there.</summary>
    [Parameter, ValidateRange(1, 1_000_000)]
    public int ListLimit { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        if (!ShouldProcess("127.0.0.1", "Start a local tenant"))
        {
            return default;
        }

        var tenant = Start();
        RunspaceState.Current.Add(tenant);
        WriteObject(tenant);
        return default;
    }

    private Auth0LocalTenant Start()
    {
        try
        {
            return Auth0LocalTenant.Start(Options());
        }
        catch (InvalidOperationException taken)
        {
            throw new Auth0ConfigurationException(Auth0ErrorCode.PortInUse, taken.Message);
        }
    }

    // The parameters are named as the options, and those that are bound go there.
    private Auth0LocalTenantOptions Options()
    {
        var options = new Auth0LocalTenantOptions();
        foreach (var (name, value) in MyInvocation.BoundParameters)
        {
            typeof(Auth0LocalTenantOptions).GetProperty(name)?.SetValue(options, value);
        }

        return options;
    }
}
