using System.Collections;

namespace Auth0Flows.PowerShell;

/// <summary>The ids of the tenant's organizations, found by their names too.</summary>
internal sealed class OrganizationIdCompleter : TenantCompleter
{
    private protected override IEnumerable<Suggestion> Suggest(Auth0Session session, IDictionary bound)
        => from organization in Ask(session, Auth0Resources.Organizations)
           orderby organization.Name
           select new Suggestion(organization.Id, $"{organization.DisplayName} {organization.Id}".Trim(), organization.Name);
}
