using System.Management.Automation;
using System.Security;

namespace Auth0Flows.PowerShell;

/// <summary>Imports your own key material, and activates the key.</summary>
[Cmdlet(VerbsData.Import, "Auth0EncryptionKey", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0EncryptionKey))]
[ApiEndpoint("POST keys/encryption/{kid}")]
public sealed class ImportAuth0EncryptionKeyCommand : PropertyCmdletBase
{
    /// <summary>The id of the encryption key.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("kid")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EncryptionKeyIdCompleter))]
    public string KeyId { get; set; } = "";

    /// <summary>The key material, wrapped by the tenant's wrapping key, in base64.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ApiName("wrapped_key")]
    [Secret]
    [ValidateNotNull]
    public SecureString? WrappedKey { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        SendAsync(
            Auth0Resources.EncryptionKeys,
            new Auth0ApiRequest
            {
                Method = HttpMethod.Post,
                Path = Auth0Resources.EncryptionKeys.PathOf(KeyId),
                Body = Properties(),
            },
            passThru: true,
            cancellationToken
        );

    private protected override object? ErrorTarget => KeyId;
}
