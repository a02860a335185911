using System.Management.Automation;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Starts an Auth0 tenant inside this process, on loopback, for experiments and tests. It has an application, APIs, and sample applications
/// to list.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "Auth0LocalTenant", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(Auth0LocalTenant))]
public sealed class StartAuth0LocalTenantCommand : Auth0CmdletBase
{
    private int _dpop; // a number, for Isolation

    /// <summary>The port. Default: a free one.</summary>
    [Parameter, ValidateRange(0, 65_535)]
    public int Port { get; set; }

    /// <summary>How many applications the tenant has.</summary>
    [Parameter, ValidateRange(1, 1_000_000)]
    public int ClientCount { get; set; }

    /// <summary>How many users the tenant has; they use no memory.</summary>
    [Parameter, ValidateRange(8, 10_000_000)]
    public int UserCount { get; set; }

    /// <summary>How many connections the tenant has.</summary>
    [Parameter, ValidateRange(4, 100_000)]
    public int ConnectionCount { get; set; }

    /// <summary>How many organizations the tenant has.</summary>
    [Parameter, ValidateRange(2, 100_000)]
    public int OrganizationCount { get; set; }

    /// <summary>How many members each organization has.</summary>
    [Parameter, ValidateRange(0, 10_000_000)]
    public int MemberCount { get; set; }

    /// <summary>How many roles the tenant has.</summary>
    [Parameter, ValidateRange(3, 100_000)]
    public int RoleCount { get; set; }

    /// <summary>How many APIs the tenant has, in addition to the three that every one has.</summary>
    [Parameter, ValidateRange(0, 100_000)]
    public int ApiCount { get; set; }

    /// <summary>How many entries the tenant's log has initially; they use no memory.</summary>
    [Parameter, ValidateRange(0, 100_000_000)]
    public int LogCount { get; set; }

    /// <summary>How long exports and imports of users, and builds of actions, take. Default: no time.</summary>
    [Parameter, SecondsOrDuration, ValidateDuration(AllowsZero = true)]
    public TimeSpan JobDuration { get; set; }

    /// <summary>The lifetime of its access tokens. Default: 24 hours.</summary>
    [Parameter, SecondsOrDuration, ValidateDuration]
    public TimeSpan TokenLifetime { get; set; }

    /// <summary>The delay before each response.</summary>
    [Parameter, SecondsOrDuration, ValidateDuration(AllowsZero = true)]
    public TimeSpan Latency { get; set; }

    /// <summary>The size of its Management API's rate limit bucket, in requests; then it returns 429. Default: no limit.</summary>
    [Parameter, ValidateRange(1, 1_000_000)]
    public int RateLimit { get; set; }

    /// <summary>How many requests per second are added to the bucket.</summary>
    [Parameter, ValidateRange(0.001, 1_000_000)]
    public double RateLimitPerSecond { get; set; }

    /// <summary>Whether the tokens of its APIs are bound to the caller's key (DPoP). Default: None, as in Auth0.</summary>
    [Parameter]
    public Auth0LocalTenantDPoP DPoP
    {
        get => (Auth0LocalTenantDPoP)_dpop;
        set => _dpop = (int)value;
    }

    /// <summary>Requires a nonce in every DPoP proof, not only in those of public applications.</summary>
    [Parameter]
    public SwitchParameter RequireDPoPNonce { get; set; }

    /// <summary>How long a nonce can be used. Default: 5 minutes.</summary>
    [Parameter, SecondsOrDuration, ValidateDuration]
    public TimeSpan DPoPNonceLifetime { get; set; }

    /// <summary>The number of objects after which its numbered lists end. Default: 1,000 for the lists that Auth0 limits.</summary>
    [Parameter, ValidateRange(1, 1_000_000)]
    public int ListLimit { get; set; }

    /// <summary>
    /// Opens a second port with TLS that asks for client certificates (mTLS). Sessions of this runspace trust its server certificate.
    /// </summary>
    [Parameter]
    public SwitchParameter Mtls { get; set; }

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

    // The parameters have the names of the options; those that are specified are copied.
    private Auth0LocalTenantOptions Options()
    {
        var options = new Auth0LocalTenantOptions();
        foreach (var (name, value) in MyInvocation.BoundParameters)
        {
            typeof(Auth0LocalTenantOptions).GetProperty(name)?.SetValue(options, value is SwitchParameter isSet ? isSet.IsPresent : value);
        }

        return options;
    }
}
