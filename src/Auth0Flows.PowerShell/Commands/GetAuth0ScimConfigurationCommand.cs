using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets how connections receive users by SCIM.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0ScimConfiguration", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType(typeof(Auth0ScimConfiguration))]
[ApiEndpoint("GET connections-scim-configurations")]
[ApiEndpoint("GET connections/{id}/scim-configuration")]
[ApiEndpoint("GET connections/{id}/scim-configuration/default-mapping")]
public sealed class GetAuth0ScimConfigurationCommand : ResourceCmdletBase
{
    private const string ListSet = "List";
    private const string ConnectionSet = "ConnectionId";

    /// <summary>The ids of the connections. Default: all that have SCIM.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0,
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true,
        ParameterSetName = ConnectionSet
    )]
    [Alias("connection_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionIdCompleter))]
    public string[] ConnectionId { get; set; } = [];

    /// <summary>Gets the default mapping of each connection's type instead.</summary>
    [Parameter(ParameterSetName = ConnectionSet)]
    public SwitchParameter DefaultMapping { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        if (ParameterSetName == ListSet)
        {
            return ListAsync(Auth0Resources.ScimConfigurations, new ApiQuery(), cancellationToken);
        }

        var session = ResolveSession();
        return ForEachAsync(
            ConnectionId,
            async id =>
            {
                var resource = DefaultMapping ? Auth0Resources.DefaultScimMapping(id) : Auth0Resources.ScimConfigurationOf(id);
                WriteObject(ApiObject.OfTyped(await session.GetAsync(resource, null, Activity, cancellationToken).ConfigureAwait(true)));
            }
        );
    }

    private protected override object? ErrorTarget => ParameterSetName == ListSet ? null : ConnectionId;
}
