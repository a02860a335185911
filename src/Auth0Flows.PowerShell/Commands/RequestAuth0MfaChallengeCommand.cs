using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Asks a user for a second factor: sends the text message, the e-mail, the push notification. What it gives goes on to Get-Auth0Token.
/// </summary>
[Cmdlet(VerbsLifecycle.Request, "Auth0MfaChallenge")]
[OutputType(typeof(Auth0MfaChallenge))]
public sealed class RequestAuth0MfaChallengeCommand : SessionCmdletBase
{
    /// <summary>The login that waits for its second factor; an authenticator that was listed for it brings it along.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    [NotText("Specify the challenge as an object: the target of the error MfaRequired, or the output of Request-Auth0MfaChallenge.")]
    public Auth0MfaChallenge? MfaChallenge { get; set; }

    /// <summary>Which factor; Auth0 takes the first that fits by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    public string? AuthenticatorId
    {
        get;
        set => field = value is "" ? null : value;
    }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        WriteObject(
            await ResolveSession()
                .Mfa.RequestChallengeAsync(MfaChallenge!, AuthenticatorId, Activity, cancellationToken)
                .ConfigureAwait(true)
        );

    private protected override object? ErrorTarget => MfaChallenge;
}
