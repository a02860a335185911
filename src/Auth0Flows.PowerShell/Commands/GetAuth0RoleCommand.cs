using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the tenant's roles, or those of a user.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0Role", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType(typeof(Auth0Role))]
[ApiEndpoint("GET roles")]
[ApiEndpoint("GET roles/{id}")]
[ApiEndpoint("GET users/{id}/roles")]
public sealed class GetAuth0RoleCommand : ResourceCmdletBase
{
    private const string ListSet = "List";
    private const string IdSet = "RoleId";
    private const string UserSet = "User";

    /// <summary>The ids of the roles.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Alias("role_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RoleIdCompleter))]
    public string[] RoleId { get; set; } = [];

    /// <summary>The names of the roles; wildcards are allowed. Auth0 filters the list by a single name without wildcards.</summary>
    [Parameter(Position = 0, ParameterSetName = ListSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RoleNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The users whose roles to get.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = UserSet)]
    [Alias("user_id")]
    [ValidateNotNullOrEmpty]
    public string[] UserId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ParameterSetName switch
        {
            IdSet => GetEachAsync(Auth0Resources.Roles, RoleId, cancellationToken),
            UserSet => ListEachAsync(Auth0Resources.RolesOf, UserId, new ApiQuery(), cancellationToken),
            // name_filter also finds parts of names, so the exact names are selected here.
            _ => ListAsync(
                Auth0Resources.Roles,
                new ApiQuery().AddName("name_filter", Name),
                cancellationToken,
                NamePatterns.Of(Name),
                static role => role.Name
            ),
        };

    private protected override object? ErrorTarget =>
        ParameterSetName switch
        {
            IdSet => RoleId,
            UserSet => UserId,
            _ => Name,
        };
}

/// <summary>Completes the ids of the tenant's roles, which are also found by name.</summary>
internal sealed class RoleIdCompleter()
    : ResourceCompleter<Auth0Role>(Auth0Resources.Roles, static role => new(role.Id, role.Description, role.Name));

/// <summary>Completes the names of the tenant's roles.</summary>
internal sealed class RoleNameCompleter()
    : ResourceCompleter<Auth0Role>(Auth0Resources.Roles, static role => new(role.Name, role.Description));
