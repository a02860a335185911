using System.Collections;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Lets a connection receive users by SCIM.</summary>
[Cmdlet(VerbsCommon.New, "Auth0ScimConfiguration", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0ScimConfiguration))]
[ApiEndpoint("POST connections/{id}/scim-configuration")]
public sealed class NewAuth0ScimConfigurationCommand : PropertyCmdletBase
{
    /// <summary>The connection's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("connection_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionIdCompleter))]
    public string ConnectionId { get; set; } = "";

    /// <summary>The attribute that unique user ids are made of: externalId, id.</summary>
    [Parameter]
    [ApiName("user_id_attribute")]
    [ValidateNotNullOrEmpty]
    public string? UserIdAttribute { get; set; }

    /// <summary>
    /// Which attribute becomes which: @{ auth0 = 'preferred_username'; scim = 'userName' } of each. Replaces the whole mapping.
    /// </summary>
    [Parameter]
    [ApiName("mapping")]
    [ValidateNotNullOrEmpty]
    public IDictionary[]? Mapping { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        CreateAsync(Auth0Resources.ScimConfigurationOf(ConnectionId), cancellationToken);

    private protected override object? ErrorTarget => ConnectionId;
}
