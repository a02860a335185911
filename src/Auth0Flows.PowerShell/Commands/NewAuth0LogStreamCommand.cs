using System.Collections;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Creates a log stream.</summary>
[Cmdlet(VerbsCommon.New, "Auth0LogStream", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0LogStream))]
[ApiEndpoint("POST log-streams")]
public sealed class NewAuth0LogStreamCommand : LogStreamCmdletBase
{
    /// <summary>Its name.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ApiName("name")]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>Its type: http, datadog, splunk, …</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ApiName("type")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LogStreamTypeCompleter))]
    public string Type { get; set; } = "";

    /// <summary>Where it delivers to, with the API's names and secrets as SecureStrings: @{ httpEndpoint = 'https://…' }.</summary>
    [Parameter(Mandatory = true, Position = 2)]
    [ApiName("sink")]
    [ValidateNotNull]
    public IDictionary? Sink { get; set; }

    /// <summary>The time of the first entry. Default: now.</summary>
    [Parameter]
    [ApiName("startFrom")]
    public DateTimeOffset? StartFrom { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        CreateAsync(Auth0Resources.LogStreams, cancellationToken);

    private protected override object? ErrorTarget => Name;
}
