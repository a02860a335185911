using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Tests whether the connectors of AD/LDAP connections are online.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Auth0Connection")]
[OutputType(typeof(Auth0ConnectionStatus))]
[ApiEndpoint("GET connections/{id}/status")]
public sealed class TestAuth0ConnectionCommand : SessionCmdletBase
{
    /// <summary>The ids of the connections.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("connection_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionIdCompleter))]
    public string[] ConnectionId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        return ForEachAsync(
            ConnectionId,
            async id => WriteObject(await session.TestConnectionAsync(id, Activity, cancellationToken).ConfigureAwait(true))
        );
    }

    private protected override object? ErrorTarget => ConnectionId;
}
