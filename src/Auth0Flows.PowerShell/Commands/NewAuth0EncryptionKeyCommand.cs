using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Creates an encryption key: a new one of the tenant, or one whose material you import.</summary>
[Cmdlet(VerbsCommon.New, "Auth0EncryptionKey", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0EncryptionKey))]
[ApiEndpoint("POST keys/encryption")]
public sealed class NewAuth0EncryptionKeyCommand : PropertyCmdletBase
{
    /// <summary>The type of the key.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ApiName("type")]
    [ValidateSet("customer-provided-root-key", "tenant-encryption-key")]
    public string Type { get; set; } = "";

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        CreateAsync(Auth0Resources.EncryptionKeys, cancellationToken);

    private protected override object? ErrorTarget => Type;
}
