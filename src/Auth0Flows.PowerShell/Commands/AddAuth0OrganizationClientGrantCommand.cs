using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Lets an organization use client grants: their applications can get tokens for it.</summary>
[Cmdlet(VerbsCommon.Add, "Auth0OrganizationClientGrant", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0ClientGrant))]
[ApiEndpoint("POST organizations/{id}/client-grants")]
public sealed class AddAuth0OrganizationClientGrantCommand : PropertyCmdletBase
{
    /// <summary>The organization's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("organization_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OrganizationIdCompleter))]
    public string OrganizationId { get; set; } = "";

    /// <summary>The ids of the client grants.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClientGrantIdCompleter))]
    public string[] ClientGrantId { get; set; } = [];

    /// <summary>Returns the client grants.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ForEachAsync(
            ClientGrantId,
            id =>
            {
                var properties = Properties();
                properties.Insert(0, "grant_id", id);
                return CreateAsync(Auth0Resources.OrganizationClientGrants(OrganizationId), properties, PassThru, cancellationToken);
            }
        );

    private protected override (string Name, string Id)[] Owners => [(nameof(OrganizationId), OrganizationId)];

    private protected override object? ErrorTarget => ClientGrantId;
}
