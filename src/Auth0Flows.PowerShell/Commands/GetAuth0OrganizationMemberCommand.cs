using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the members of organizations.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0OrganizationMember", SupportsPaging = true)]
[OutputType(typeof(Auth0OrganizationMember))]
[ApiEndpoint("GET organizations/{id}/members")]
public sealed class GetAuth0OrganizationMemberCommand : ResourceCmdletBase
{
    // Auth0, "Get members who belong to an organization": roles are only returned if they are specified, and then the other fields must be
    // specified too.
    private static readonly string[] _withRoles = ["user_id", "email", "picture", "name", "roles"];

    /// <summary>The organizations' ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("organization_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OrganizationIdCompleter))]
    public string[] OrganizationId { get; set; } = [];

    /// <summary>Returns each member with its roles in the organization.</summary>
    [Parameter]
    public SwitchParameter IncludeRole { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ListEachAsync(
            Auth0Resources.OrganizationMembers,
            OrganizationId,
            new ApiQuery().Add("fields", IncludeRole ? _withRoles : null),
            cancellationToken,
            static organization => [(nameof(OrganizationId), organization)]
        );

    private protected override object? ErrorTarget => OrganizationId;
}
