using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the tenant's organizations, or those of a user.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0Organization", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType(typeof(Auth0Organization))]
[ApiEndpoint("GET organizations")]
[ApiEndpoint("GET organizations/{id}")]
[ApiEndpoint("GET organizations/name/{name}")]
[ApiEndpoint("GET users/{id}/organizations")]
public sealed class GetAuth0OrganizationCommand : ResourceCmdletBase
{
    private const string ListSet = "List";
    private const string IdSet = "OrganizationId";
    private const string UserSet = "User";

    /// <summary>The ids of the organizations.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Alias("organization_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OrganizationIdCompleter))]
    public string[] OrganizationId { get; set; } = [];

    /// <summary>The names of the organizations; wildcards are allowed. Auth0 looks up names without wildcards, one by one.</summary>
    [Parameter(Position = 0, ParameterSetName = ListSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OrganizationCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The users whose organizations to get.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = UserSet)]
    [Alias("user_id")]
    [ValidateNotNullOrEmpty]
    public string[] UserId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ParameterSetName switch
        {
            IdSet => GetEachAsync(Auth0Resources.Organizations, OrganizationId, cancellationToken),
            UserSet => ListEachAsync(Auth0Resources.OrganizationsOf, UserId, new ApiQuery(), cancellationToken),
            _ when NamePatterns.AreLiteral(Name) && !IsPaged => GetEachAsync(Auth0Resources.OrganizationsByName, Name, cancellationToken),
            _ => ListAsync(
                Auth0Resources.Organizations,
                new ApiQuery(),
                cancellationToken,
                NamePatterns.Of(Name),
                static organization => organization.Name
            ),
        };

    private protected override object? ErrorTarget =>
        ParameterSetName switch
        {
            IdSet => OrganizationId,
            UserSet => UserId,
            _ => Name,
        };
}

/// <summary>Completes the ids of the tenant's organizations, which are also found by name.</summary>
internal sealed class OrganizationIdCompleter()
    : ResourceCompleter<Auth0Organization>(
        Auth0Resources.Organizations,
        static organization => new(organization.Id, $"{organization.DisplayName} {organization.Id}".Trim(), organization.Name)
    );

/// <summary>Completes the names of the tenant's organizations.</summary>
internal sealed class OrganizationCompleter()
    : ResourceCompleter<Auth0Organization>(
        Auth0Resources.Organizations,
        static organization => new(organization.Name, $"{organization.DisplayName} {organization.Id}".Trim())
    );
