using System.Collections;

namespace Auth0Flows.PowerShell;

/// <summary>Completes the scopes of a client grant: the Management API's with their purpose, another API's from its tenant.</summary>
internal sealed class ApiScopeCompleter : TenantCompleter
{
    private protected override IEnumerable<Suggestion> Suggest(IDictionary bound) =>
        AudienceOf(bound, null) is { } audience && !ManagementScopes.AreOf(audience, SessionOf(bound))
            ? base.Suggest(bound)
            : ManagementScopes.All;

    private protected override IEnumerable<Suggestion> Suggest(Auth0Session session, IDictionary bound) =>
        from api in Ask(session, Auth0Resources.ResourceServers)
        where api.Identifier == AudienceOf(bound, session)
        from scope in api.Scopes ?? []
        select new Suggestion(scope.Value, scope.Description);
}
