using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Creates a profile of self-service SSO, with which customers set up their own connections.</summary>
[Cmdlet(VerbsCommon.New, "Auth0SelfServiceProfile", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0SelfServiceProfile))]
[ApiEndpoint("POST self-service-profiles")]
public sealed class NewAuth0SelfServiceProfileCommand : SelfServiceProfileCmdletBase
{
    /// <summary>The profile's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ApiName("name")]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        CreateAsync(Auth0Resources.SelfServiceProfiles, cancellationToken);

    private protected override object? ErrorTarget => Name;
}
