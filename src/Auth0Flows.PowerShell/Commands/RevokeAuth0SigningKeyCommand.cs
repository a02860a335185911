using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Revokes signing keys: tokens that they signed are no longer valid.</summary>
[Cmdlet(VerbsSecurity.Revoke, "Auth0SigningKey", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Takes]
[OutputType(typeof(void))]
[ApiEndpoint("PUT keys/signing/{kid}/revoke")]
public sealed class RevokeAuth0SigningKeyCommand : RemoveCmdletBase
{
    /// <summary>The key ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("kid")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SigningKeyIdCompleter))]
    public string[] KeyId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ForEachAsync(
            KeyId,
            id =>
                SendIfConfirmedAsync(
                    new Auth0ApiRequest { Method = HttpMethod.Put, Path = PathTemplate.Expand("keys/signing/{kid}/revoke", _ => id) },
                    cancellationToken
                )
        );

    private protected override object? ErrorTarget => KeyId;
}
