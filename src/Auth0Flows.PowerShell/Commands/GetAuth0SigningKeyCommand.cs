using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the keys that sign the tenant's tokens.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0SigningKey", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType(typeof(Auth0SigningKey))]
[ApiEndpoint("GET keys/signing")]
[ApiEndpoint("GET keys/signing/{kid}")]
public sealed class GetAuth0SigningKeyCommand : ResourceCmdletBase
{
    private const string ListSet = "List";
    private const string IdSet = "KeyId";

    /// <summary>The key ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Alias("kid")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SigningKeyIdCompleter))]
    public string[] KeyId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ParameterSetName == IdSet
            ? GetEachAsync(Auth0Resources.SigningKeys, KeyId, cancellationToken)
            : ListAsync(Auth0Resources.SigningKeys, new ApiQuery(), cancellationToken);

    private protected override object? ErrorTarget => KeyId;
}

/// <summary>Completes the ids of the tenant's signing keys.</summary>
internal sealed class SigningKeyIdCompleter()
    : ResourceCompleter<Auth0SigningKey>(Auth0Resources.SigningKeys, static key => new(key.KeyId, key.Use));
