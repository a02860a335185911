using System.Collections;

namespace Auth0Flows.PowerShell;

/// <summary>The names of the tenant's applications.</summary>
internal sealed class ClientNameCompleter : TenantCompleter
{
    private protected override IEnumerable<Suggestion> Suggest(Auth0Session session, IDictionary bound)
        => from client in Ask(session, Auth0Resources.Clients)
           orderby client.Name
           select new Suggestion(client.Name, $"{client.AppType} {client.ClientId}".Trim());
}
