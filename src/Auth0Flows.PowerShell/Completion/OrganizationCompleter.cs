using System.Collections;

namespace Auth0Flows.PowerShell;

/// <summary>The names of the tenant's organizations.</summary>
internal sealed class OrganizationCompleter : TenantCompleter
{
    private protected override IEnumerable<Suggestion> Suggest(Auth0Session session, IDictionary bound)
        => from organization in Ask(session, Auth0Resources.Organizations)
           orderby organization.Name
           select new Suggestion(organization.Name, $"{organization.DisplayName} {organization.Id}".Trim());
}
