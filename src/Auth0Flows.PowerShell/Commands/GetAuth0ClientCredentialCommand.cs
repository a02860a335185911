using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the public keys and certificates that an application can authenticate with.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0ClientCredential", SupportsPaging = true)]
[OutputType(typeof(Auth0ClientCredential))]
[ApiEndpoint("GET clients/{client_id}/credentials")]
[ApiEndpoint("GET clients/{client_id}/credentials/{credential_id}")]
public sealed class GetAuth0ClientCredentialCommand : ResourceCmdletBase
{
    /// <summary>The application's client id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("client_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClientIdCompleter))]
    public string ClientId { get; set; } = "";

    /// <summary>The ids of the credentials. Default: all.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("credential_id")]
    [IdText]
    [NotEmptyWhereNamed]
    [ArgumentCompleter(typeof(CredentialIdCompleter))]
    public string[]? CredentialId { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        CredentialId is not { Length: > 0 }
            ? ListEachAsync(Auth0Resources.ClientCredentials, [ClientId], new ApiQuery(), cancellationToken, OwnersOf)
            : GetEachAsync(Auth0Resources.ClientCredentials(ClientId), CredentialId, cancellationToken, OwnersOf(ClientId));

    private static (string Name, string Id)[] OwnersOf(string client) => [(nameof(ClientId), client)];

    private protected override object? ErrorTarget => ClientId;
}

/// <summary>Completes the ids of an application's credentials, which are also found by name.</summary>
internal sealed class CredentialIdCompleter()
    : PartCompleter<Auth0ClientCredential>(
        "ClientId",
        Auth0Resources.ClientCredentials,
        static credential => new(credential.Id, $"{credential.CredentialType} {credential.ExpiresAt:u}".Trim(), credential.ToString())
    );
