using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Changes an organization: properties that aren't specified stay unchanged.</summary>
[Cmdlet(VerbsCommon.Set, "Auth0Organization", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0Organization))]
[ApiEndpoint("PATCH organizations/{id}")]
public sealed class SetAuth0OrganizationCommand : OrganizationCmdletBase
{
    /// <summary>The organization's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("organization_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OrganizationIdCompleter))]
    public string OrganizationId { get; set; } = "";

    /// <summary>Its name, which a login specifies.</summary>
    [Parameter]
    [ApiName("name")]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Its display name.</summary>
    [Parameter]
    [ApiName("display_name")]
    public string? DisplayName { get; set; }

    /// <summary>Returns the changed organization.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        UpdateAsync(Auth0Resources.Organizations, OrganizationId, PassThru, cancellationToken);

    private protected override object? ErrorTarget => OrganizationId;
}
