using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Changes a role's name or description.</summary>
[Cmdlet(VerbsCommon.Set, "Auth0Role", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0Role))]
[ApiEndpoint("PATCH roles/{id}")]
public sealed class SetAuth0RoleCommand : PropertyCmdletBase
{
    /// <summary>The role's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("role_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RoleIdCompleter))]
    public string RoleId { get; set; } = "";

    /// <summary>The new name.</summary>
    [Parameter]
    [ApiName("name")]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The new description.</summary>
    [Parameter]
    [ApiName("description")]
    [ValidateNotNullOrEmpty]
    public string? Description { get; set; }

    /// <summary>Returns the changed role.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        UpdateAsync(Auth0Resources.Roles, RoleId, PassThru, cancellationToken);

    private protected override object? ErrorTarget => RoleId;
}
