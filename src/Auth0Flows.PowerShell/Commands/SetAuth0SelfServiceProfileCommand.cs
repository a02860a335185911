using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Changes a profile of self-service SSO: properties that aren't specified stay unchanged.</summary>
[Cmdlet(VerbsCommon.Set, "Auth0SelfServiceProfile", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0SelfServiceProfile))]
[ApiEndpoint("PATCH self-service-profiles/{id}")]
public sealed class SetAuth0SelfServiceProfileCommand : SelfServiceProfileCmdletBase
{
    /// <summary>The profile's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SelfServiceProfileIdCompleter))]
    public string SelfServiceProfileId { get; set; } = "";

    /// <summary>Its name.</summary>
    [Parameter]
    [ApiName("name")]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Returns the changed profile.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        UpdateAsync(Auth0Resources.SelfServiceProfiles, SelfServiceProfileId, PassThru, cancellationToken);

    private protected override object? ErrorTarget => SelfServiceProfileId;
}
