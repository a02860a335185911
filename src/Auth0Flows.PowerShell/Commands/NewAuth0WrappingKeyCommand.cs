using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Creates the public key that wraps your own key material, for Import-Auth0EncryptionKey.</summary>
[Cmdlet(VerbsCommon.New, "Auth0WrappingKey", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0WrappingKey))]
[ApiEndpoint("POST keys/encryption/{kid}/wrapping-key")]
public sealed class NewAuth0WrappingKeyCommand : PropertyCmdletBase
{
    /// <summary>The id of the encryption key whose material you import.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("kid")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EncryptionKeyIdCompleter))]
    public string KeyId { get; set; } = "";

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        CreateAsync(Auth0Resources.WrappingKeys(KeyId), Properties(), cancellationToken);

    private protected override object? ErrorTarget => KeyId;
}
