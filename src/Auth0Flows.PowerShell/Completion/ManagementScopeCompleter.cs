using System.Collections;

namespace Auth0Flows.PowerShell;

/// <summary>Completes the scopes of the Management API, with what they allow.</summary>
internal sealed class ManagementScopeCompleter : WordCompleter
{
    private protected override IEnumerable<Suggestion> Suggest(IDictionary bound) => ManagementScopes.All;
}
