using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Removes second factors of a token's user. Auth0 doesn't remove any for a login that requires one.</summary>
[Cmdlet(VerbsCommon.Remove, "Auth0MfaAuthenticator", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveAuth0MfaAuthenticatorCommand : MfaCmdletBase
{
    /// <summary>The factor's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    public string AuthenticatorId { get; set; } = "";

    /// <summary>A user's token for https://{domain}/mfa/ with remove:authenticators. Default: the session's.</summary>
    [Parameter]
    [ValidateNotNull]
    [TokenObject]
    public Auth0Token? Token { get; set; }

    /// <summary>Doesn't ask for confirmation.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        if (ShouldProcess(AuthenticatorId, "Remove the second factor", Force))
        {
            var token = await ResolveTokenAsync(session, Token, cancellationToken).ConfigureAwait(true);
            await session.Mfa.RemoveAuthenticatorAsync(token, AuthenticatorId, Activity, cancellationToken).ConfigureAwait(true);
        }
    }

    private protected override object? ErrorTarget => AuthenticatorId;
}
