using System.Collections;

namespace Auth0Flows.PowerShell;

/// <summary>Completes the cmdlets that call an endpoint of the Management API.</summary>
internal sealed class EndpointCmdletCompleter : WordCompleter
{
    private protected override IEnumerable<Suggestion> Suggest(IDictionary bound) =>
        EndpointCmdlets.Names.Select(static name => new Suggestion(name));
}
