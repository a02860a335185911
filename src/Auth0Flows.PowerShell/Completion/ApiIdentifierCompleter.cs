using System.Collections;

namespace Auth0Flows.PowerShell;

/// <summary>The identifiers of the tenant's APIs, which are the audiences of their tokens.</summary>
internal sealed class ApiIdentifierCompleter : TenantCompleter
{
    private protected override IEnumerable<Suggestion> Suggest(Auth0Session session, IDictionary bound)
        => from api in Ask(session, Auth0Resources.ResourceServers)
           orderby api.Identifier
           select new Suggestion(api.Identifier, api.Name);
}
