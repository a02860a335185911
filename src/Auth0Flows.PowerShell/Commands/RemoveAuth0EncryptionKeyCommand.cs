using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Deletes your own encryption keys: the tenant uses its own again.</summary>
[Cmdlet(VerbsCommon.Remove, "Auth0EncryptionKey", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Takes]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE keys/encryption/{kid}")]
public sealed class RemoveAuth0EncryptionKeyCommand : RemoveCmdletBase
{
    /// <summary>The ids of the keys.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("kid")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EncryptionKeyIdCompleter))]
    public string[] KeyId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        DeleteEachAsync(Auth0Resources.EncryptionKeys, KeyId, cancellationToken);

    private protected override object? ErrorTarget => KeyId;
}
