using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Deletes credentials of an application: it can no longer authenticate with them.</summary>
[Cmdlet(VerbsCommon.Remove, "Auth0ClientCredential", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Takes("Auth0Client")]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE clients/{client_id}/credentials/{credential_id}")]
public sealed class RemoveAuth0ClientCredentialCommand : RemoveCmdletBase
{
    /// <summary>The application's client id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("client_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClientIdCompleter))]
    public string ClientId { get; set; } = "";

    /// <summary>The ids of the credentials.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("credential_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CredentialIdCompleter))]
    public string[] CredentialId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        DeleteEachAsync(Auth0Resources.ClientCredentials(ClientId), CredentialId, cancellationToken);

    private protected override object? ErrorTarget => CredentialId;
}
