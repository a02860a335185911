using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Deletes profiles of self-service SSO; the connections that were set up with them stay.</summary>
[Cmdlet(VerbsCommon.Remove, "Auth0SelfServiceProfile", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Takes]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE self-service-profiles/{id}")]
public sealed class RemoveAuth0SelfServiceProfileCommand : RemoveCmdletBase
{
    /// <summary>The ids of the profiles.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SelfServiceProfileIdCompleter))]
    public string[] SelfServiceProfileId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        DeleteEachAsync(Auth0Resources.SelfServiceProfiles, SelfServiceProfileId, cancellationToken);

    private protected override object? ErrorTarget => SelfServiceProfileId;
}
