using System.Collections;

namespace Auth0Flows.PowerShell;

/// <summary>The ids of the tenant's roles, found by their names too.</summary>
internal sealed class RoleIdCompleter : TenantCompleter
{
    private protected override IEnumerable<Suggestion> Suggest(Auth0Session session, IDictionary bound)
        => from role in Ask(session, Auth0Resources.Roles)
           orderby role.Name
           select new Suggestion(role.Id, role.Description, role.Name);
}
