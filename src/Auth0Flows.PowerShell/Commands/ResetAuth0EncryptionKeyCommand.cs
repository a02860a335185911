using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Makes new encryption keys for the tenant, and encrypts its data with them.</summary>
[Cmdlet(VerbsCommon.Reset, "Auth0EncryptionKey", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Takes]
[OutputType(typeof(void))]
[ApiEndpoint("POST keys/encryption/rekey")]
public sealed class ResetAuth0EncryptionKeyCommand : RemoveCmdletBase
{
    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        SendIfConfirmedAsync(new Auth0ApiRequest { Method = HttpMethod.Post, Path = "keys/encryption/rekey" }, cancellationToken);
}
