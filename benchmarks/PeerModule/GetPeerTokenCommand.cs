using System.Management.Automation;

namespace PeerModule;

/// <summary>Has the parameters of Get-Auth0Token, and returns an object that it already holds.</summary>
[Cmdlet(VerbsCommon.Get, "PeerToken")]
[OutputType(typeof(PeerToken))]
public sealed class GetPeerTokenCommand : PSCmdlet
{
    private static readonly PeerToken _held = new();

    [Parameter]
    public PeerGrantType GrantType { get; set; }

    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Audience { get; set; }

    [Parameter]
    [ValidateNotNull]
    public string[]? Scope { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Organization { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    [ValidateNotNull]
    public PeerSession? Session { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(_held);
}
