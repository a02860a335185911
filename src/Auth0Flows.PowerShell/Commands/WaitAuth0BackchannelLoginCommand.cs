using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Waits until the user has approved a login of Start-Auth0BackchannelLogin -NoWait.</summary>
[Cmdlet(VerbsLifecycle.Wait, "Auth0BackchannelLogin")]
[OutputType(typeof(Auth0Token))]
public sealed class WaitAuth0BackchannelLoginCommand : SessionCmdletBase
{
    /// <summary>The login.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public Auth0BackchannelLogin? BackchannelLogin { get; set; }

    /// <summary>The maximum time to wait. Default: until the login expires.</summary>
    [Parameter]
    [SecondsOrDuration]
    [ValidateDuration]
    public TimeSpan? Timeout { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        WriteObject(
            await ResolveSession().WaitBackchannelLoginAsync(BackchannelLogin!, Timeout, Activity, cancellationToken).ConfigureAwait(true)
        );

    private protected override object? ErrorTarget => BackchannelLogin;
}
