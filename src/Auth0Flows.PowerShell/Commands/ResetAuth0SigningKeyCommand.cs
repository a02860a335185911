using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Rotates the signing keys: the next key signs the tenant's tokens from now on.</summary>
[Cmdlet(VerbsCommon.Reset, "Auth0SigningKey", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Takes]
[OutputType(typeof(Auth0SigningKey))]
[ApiEndpoint("POST keys/signing/rotate")]
public sealed class ResetAuth0SigningKeyCommand : RemoveCmdletBase
{
    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var request = new Auth0ApiRequest { Method = HttpMethod.Post, Path = "keys/signing/rotate" };
        var session = ResolveSession();
        if (await ShouldSendAsync(session, request, Force, cancellationToken).ConfigureAwait(true))
        {
            var answer = await session.SendAsync(request, Activity, cancellationToken).ConfigureAwait(true);
            WriteObject(ApiObject.OfTyped(Auth0Resources.SigningKeys.Read(answer)));
        }
    }
}
