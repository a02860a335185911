using System.Collections;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Changes how a connection receives users by SCIM: what isn't specified stays unchanged.</summary>
[Cmdlet(VerbsCommon.Set, "Auth0ScimConfiguration", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0ScimConfiguration))]
[ApiEndpoint("PATCH connections/{id}/scim-configuration")]
public sealed class SetAuth0ScimConfigurationCommand : PropertyCmdletBase
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

    /// <summary>Returns the changed configuration.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var properties = Properties();
        var resource = Auth0Resources.ScimConfigurationOf(ConnectionId);
        if (properties.Count == 1)
        {
            // Auth0, "Patch a connection's SCIM configuration": the API requires both properties.
            string[] parts = ["user_id_attribute", "mapping"];
            var current = await ReadToChangeAsync(resource, null, parts, cancellationToken).ConfigureAwait(true);
            properties["user_id_attribute"] ??= current.UserIdAttribute;
            properties["mapping"] ??=
                current.Mapping
                ?? throw new Auth0ResponseException(
                    Auth0ErrorCode.InvalidResponse,
                    "The configuration's mapping could not be read: specify it, too. Nothing was changed, because it could be lost."
                );
        }

        await UpdateAsync(resource, null, properties, PassThru, cancellationToken).ConfigureAwait(true);
    }

    private protected override object? ErrorTarget => ConnectionId;
}
