using System.Collections;

namespace Auth0Flows.PowerShell;

/// <summary>The names of the tenant's APIs.</summary>
internal sealed class ApiNameCompleter : TenantCompleter
{
    private protected override IEnumerable<Suggestion> Suggest(Auth0Session session, IDictionary bound)
        => from api in Ask(session, Auth0Resources.ResourceServers)
           orderby api.Name
           select new Suggestion(api.Name, api.Identifier);
}
