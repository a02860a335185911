using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the SCIM tokens of connections, without the tokens themselves.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0ScimToken", SupportsPaging = true)]
[OutputType(typeof(Auth0ScimToken))]
[ApiEndpoint("GET connections/{id}/scim-configuration/tokens")]
public sealed class GetAuth0ScimTokenCommand : ResourceCmdletBase
{
    /// <summary>The ids of the connections.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("connection_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionIdCompleter))]
    public string[] ConnectionId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ListEachAsync(
            Auth0Resources.ScimTokens,
            ConnectionId,
            new ApiQuery(),
            cancellationToken,
            static connection => [(nameof(ConnectionId), connection)]
        );

    private protected override object? ErrorTarget => ConnectionId;
}

/// <summary>Completes the ids of a connection's SCIM tokens.</summary>
internal sealed class ScimTokenIdCompleter()
    : PartCompleter<Auth0ScimToken>(
        "ConnectionId",
        Auth0Resources.ScimTokens,
        static token => new(token.TokenId, $"created {token.CreatedAt:u}, last used {token.LastUsedAt:u}")
    );
