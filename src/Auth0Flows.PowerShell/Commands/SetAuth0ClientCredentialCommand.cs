using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Changes when a credential of an application ends.</summary>
[Cmdlet(VerbsCommon.Set, "Auth0ClientCredential", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0ClientCredential))]
[ApiEndpoint("PATCH clients/{client_id}/credentials/{credential_id}")]
public sealed class SetAuth0ClientCredentialCommand : PropertyCmdletBase
{
    /// <summary>The application's client id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("client_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClientIdCompleter))]
    public string ClientId { get; set; } = "";

    /// <summary>The credential's id.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("credential_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CredentialIdCompleter))]
    public string CredentialId { get; set; } = "";

    /// <summary>When it ends; $null: it doesn't end.</summary>
    [Parameter(Mandatory = true, Position = 2)]
    [ApiName("expires_at")]
    [AllowNull]
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>Returns the changed credential.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        UpdateAsync(Auth0Resources.ClientCredentials(ClientId), CredentialId, PassThru, cancellationToken);

    private protected override (string Name, string Id)[] Owners => [(nameof(ClientId), ClientId)];

    private protected override object? ErrorTarget => CredentialId;
}
