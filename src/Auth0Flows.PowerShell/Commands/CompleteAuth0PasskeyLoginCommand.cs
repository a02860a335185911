using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Completes a login of Start-Auth0PasskeyLogin, or a registration of Start-Auth0PasskeyRegistration, with what an authenticator answered.
/// </summary>
[Cmdlet(VerbsLifecycle.Complete, "Auth0PasskeyLogin")]
[OutputType(typeof(Auth0Token))]
public sealed class CompleteAuth0PasskeyLoginCommand : SessionCmdletBase
{
    /// <summary>The login, or the registration.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [NotText("Specify the challenge as an object: the output of Start-Auth0PasskeyLogin or Start-Auth0PasskeyRegistration.")]
    public Auth0PasskeyChallenge? PasskeyChallenge { get; set; }

    /// <summary>What the authenticator answered: a PublicKeyCredential as JSON, a hashtable or an object.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [PasskeyAnswer]
    [ValidateNotNull]
    public object? Answer { get; set; }

    /// <summary>
    /// Doesn't prompt for a second factor: mfa_required is an error, and its target is the input of Get-Auth0MfaAuthenticator.
    /// </summary>
    [Parameter]
    public SwitchParameter NonInteractive { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        var answer = Answer as Auth0PasskeyAnswer ?? throw (Auth0ConfigurationException)Answer!;
        var grant = new PasskeyGrant(PasskeyChallenge!, answer);
        var token =
            !NonInteractive && HostPrompt.IsPersonThere(this)
                ? await session.SignInAsync(grant, new HostMfaPrompt(this), Activity, cancellationToken).ConfigureAwait(true)
                : await session.GetTokenAsync(grant, Activity, cancellationToken: cancellationToken).ConfigureAwait(true);
        RecoveryCodes.WriteWith(this, token, token.RecoveryCode);
    }

    private protected override object? ErrorTarget => PasskeyChallenge;
}
