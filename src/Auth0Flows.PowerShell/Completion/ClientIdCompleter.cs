using System.Collections;

namespace Auth0Flows.PowerShell;

/// <summary>The ids of the tenant's applications, found by their names too.</summary>
internal sealed class ClientIdCompleter : TenantCompleter
{
    private protected override IEnumerable<Suggestion> Suggest(Auth0Session session, IDictionary bound)
        => from client in Ask(session, Auth0Resources.Clients)
           orderby client.Name
           select new Suggestion(client.ClientId, $"{client.AppType} {client.ClientId}".Trim(), client.Name);
}
