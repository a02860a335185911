using System.Collections;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Creates an event stream.</summary>
[Cmdlet(VerbsCommon.New, "Auth0EventStream", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0EventStream))]
[ApiEndpoint("POST event-streams")]
public sealed class NewAuth0EventStreamCommand : EventStreamCmdletBase
{
    /// <summary>Its name.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ApiName("name")]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>The types of the events: user.created, organization.member.added, …</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EventTypeCompleter))]
    public string[] EventType { get; set; } = [];

    /// <summary>Where the events go: @{ type = 'webhook'; configuration = @{ … } }.</summary>
    [Parameter(Mandatory = true, Position = 2)]
    [ApiName("destination")]
    [ValidateNotNull]
    public IDictionary? Destination { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        CreateAsync(Auth0Resources.EventStreams, EventTypes.Add(Properties(), EventType), cancellationToken);

    private protected override object? ErrorTarget => Name;
}
