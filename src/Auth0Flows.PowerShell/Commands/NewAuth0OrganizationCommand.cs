using System.Collections.Specialized;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Creates an organization.</summary>
[Cmdlet(VerbsCommon.New, "Auth0Organization", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0Organization))]
[ApiEndpoint("POST organizations")]
public sealed class NewAuth0OrganizationCommand : OrganizationCmdletBase
{
    /// <summary>The organization's name, which a login specifies: small letters, digits, - and _.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ApiName("name")]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>Its display name.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ApiName("display_name")]
    [Alias("display_name")]
    public string? DisplayName { get; set; }

    /// <summary>The ids of connections to enable for it.</summary>
    [Parameter]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionIdCompleter))]
    public string[]? ConnectionId { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var properties = Properties();
        if (ConnectionId is not null)
        {
            properties["enabled_connections"] = Array.ConvertAll(
                ConnectionId,
                static id => new OrderedDictionary(StringComparer.Ordinal) { ["connection_id"] = id }
            );
        }

        return CreateAsync(Auth0Resources.Organizations, properties, cancellationToken);
    }

    private protected override object? ErrorTarget => Name;
}
