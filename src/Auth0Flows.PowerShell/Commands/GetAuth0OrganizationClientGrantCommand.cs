using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the client grants that an organization can use.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0OrganizationClientGrant", SupportsPaging = true)]
[OutputType(typeof(Auth0ClientGrant))]
[ApiEndpoint("GET organizations/{id}/client-grants")]
public sealed class GetAuth0OrganizationClientGrantCommand : ResourceCmdletBase
{
    /// <summary>The organization's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("organization_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OrganizationIdCompleter))]
    public string OrganizationId { get; set; } = "";

    /// <summary>Only the grants of this application.</summary>
    [Parameter]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClientIdCompleter))]
    public string? ClientId { get; set; }

    /// <summary>Only the grants for this API.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ApiIdentifierCompleter))]
    public string? Audience { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ListEachAsync(
            Auth0Resources.OrganizationClientGrants,
            [OrganizationId],
            new ApiQuery().Add("client_id", ClientId).Add("audience", Audience),
            cancellationToken,
            static organization => [(nameof(OrganizationId), organization)]
        );

    private protected override object? ErrorTarget => OrganizationId;
}
