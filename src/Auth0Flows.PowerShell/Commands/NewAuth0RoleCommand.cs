using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Creates a role.</summary>
[Cmdlet(VerbsCommon.New, "Auth0Role", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0Role))]
[ApiEndpoint("POST roles")]
public sealed class NewAuth0RoleCommand : PropertyCmdletBase
{
    /// <summary>The role's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ApiName("name")]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>What the role is for.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ApiName("description")]
    [AllowNull]
    [AllowEmptyString]
    public string? Description { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var properties = Properties();
        if (properties["description"] is null or "")
        {
            properties.Remove("description"); // Auth0 refuses an empty one
        }

        return CreateAsync(Auth0Resources.Roles, properties, cancellationToken);
    }

    private protected override object? ErrorTarget => Name;
}
