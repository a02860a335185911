using System.Collections;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Changes a log stream: properties that aren't specified stay unchanged.</summary>
[Cmdlet(VerbsCommon.Set, "Auth0LogStream", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0LogStream))]
[ApiEndpoint("PATCH log-streams/{id}")]
public sealed class SetAuth0LogStreamCommand : LogStreamCmdletBase
{
    /// <summary>Its id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("log_stream_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LogStreamIdCompleter))]
    public string LogStreamId { get; set; } = "";

    /// <summary>Its name.</summary>
    [Parameter]
    [ApiName("name")]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Delivers, or pauses.</summary>
    [Parameter]
    [ApiName("status")]
    [ValidateSet("active", "paused")]
    public string? Status { get; set; }

    /// <summary>Where it delivers to, as a whole, with the API's names and secrets as SecureStrings.</summary>
    [Parameter]
    [ApiName("sink")]
    [ValidateNotNull]
    public IDictionary? Sink { get; set; }

    /// <summary>Categories to add to the current ones.</summary>
    [Parameter]
    [ApiList("filters", Key = "name")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LogStreamFilterCompleter))]
    public string[]? AddFilter { get; set; }

    /// <summary>Categories to remove from the current ones.</summary>
    [Parameter]
    [ApiList("filters", Key = "name", Removes = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LogStreamFilterCompleter))]
    public string[]? RemoveFilter { get; set; }

    /// <summary>Returns the changed log stream.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        UpdateAsync(Auth0Resources.LogStreams, LogStreamId, PassThru, cancellationToken);

    private protected override object? ErrorTarget => LogStreamId;
}
