using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the keys that encrypt the tenant's data.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0EncryptionKey", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType(typeof(Auth0EncryptionKey))]
[ApiEndpoint("GET keys/encryption")]
[ApiEndpoint("GET keys/encryption/{kid}")]
public sealed class GetAuth0EncryptionKeyCommand : ResourceCmdletBase
{
    private const string ListSet = "List";
    private const string IdSet = "KeyId";

    /// <summary>The ids of the keys.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Alias("kid")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EncryptionKeyIdCompleter))]
    public string[] KeyId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ParameterSetName == IdSet
            ? GetEachAsync(Auth0Resources.EncryptionKeys, KeyId, cancellationToken)
            : ListAsync(Auth0Resources.EncryptionKeys, new ApiQuery(), cancellationToken);

    private protected override object? ErrorTarget => KeyId;
}

/// <summary>Completes the ids of the tenant's encryption keys.</summary>
internal sealed class EncryptionKeyIdCompleter()
    : ResourceCompleter<Auth0EncryptionKey>(Auth0Resources.EncryptionKeys, static key => new(key.KeyId, $"{key.Type}, {key.State}"));
