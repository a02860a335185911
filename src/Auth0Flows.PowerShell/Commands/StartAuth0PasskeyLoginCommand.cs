using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Starts a login with a passkey: the output is what an authenticator must answer, and the input of Complete-Auth0PasskeyLogin.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "Auth0PasskeyLogin", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(Auth0PasskeyChallenge))]
public sealed class StartAuth0PasskeyLoginCommand : PasskeyCmdletBase
{
    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        var options = OptionsFor(session);
        if (ShouldProcess(session.ToString(), "Start a login with a passkey"))
        {
            WriteObject(await session.StartPasskeyLoginAsync(options, Activity, cancellationToken).ConfigureAwait(true));
        }
    }

    private protected override object? ErrorTarget => Realm;
}
