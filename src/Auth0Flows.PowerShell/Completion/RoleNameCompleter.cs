using System.Collections;

namespace Auth0Flows.PowerShell;

/// <summary>The names of the tenant's roles.</summary>
internal sealed class RoleNameCompleter : TenantCompleter
{
    private protected override IEnumerable<Suggestion> Suggest(Auth0Session session, IDictionary bound)
        => from role in Ask(session, Auth0Resources.Roles)
           orderby role.Name
           select new Suggestion(role.Name, role.Description);
}
