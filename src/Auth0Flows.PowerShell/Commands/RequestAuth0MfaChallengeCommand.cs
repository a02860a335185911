using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Requests a second factor from a user: sends the text message, the e-mail or the push notification. The output is the input of
/// Get-Auth0Token.
/// </summary>
[Cmdlet(VerbsLifecycle.Request, "Auth0MfaChallenge")]
[OutputType(typeof(Auth0MfaChallenge))]
public sealed class RequestAuth0MfaChallengeCommand : SessionCmdletBase
{
    /// <summary>The login that requires a second factor; an authenticator that was listed for the login contains it.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    [NotText("Specify the challenge as an object: the target of the error MfaRequired, or the output of Request-Auth0MfaChallenge.")]
    public Auth0MfaChallenge? MfaChallenge { get; set; }

    /// <summary>The factor's id. Default: the first suitable one, selected by Auth0.</summary>
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
