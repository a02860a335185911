using System.Collections;

namespace Auth0Flows.PowerShell;

/// <summary>The names of the tenant's connections, which are realms where users sign in with passwords.</summary>
internal sealed class ConnectionCompleter : TenantCompleter
{
    private protected override IEnumerable<Suggestion> Suggest(Auth0Session session, IDictionary bound)
        => from connection in Ask(session, Auth0Resources.Connections)
           orderby connection.Name
           select new Suggestion(connection.Name, $"{connection.Strategy} {connection.Id}".Trim());
}
