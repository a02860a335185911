using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Deletes SCIM tokens: who has one can no longer send users.</summary>
[Cmdlet(VerbsCommon.Remove, "Auth0ScimToken", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Takes("Auth0Connection")]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE connections/{id}/scim-configuration/tokens/{token_id}")]
public sealed class RemoveAuth0ScimTokenCommand : RemoveCmdletBase
{
    /// <summary>The connection's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("connection_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionIdCompleter))]
    public string ConnectionId { get; set; } = "";

    /// <summary>The ids of the tokens.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("token_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ScimTokenIdCompleter))]
    public string[] TokenId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        DeleteEachAsync(Auth0Resources.ScimTokens(ConnectionId), TokenId, cancellationToken);

    private protected override object? ErrorTarget => TokenId;
}
