using System.Collections;

namespace Auth0Flows.PowerShell;

/// <summary>The kinds of objects of a tenant's configuration.</summary>
internal sealed class ConfigurationKindCompleter : WordCompleter
{
    private protected override IEnumerable<Suggestion> Suggest(IDictionary bound) =>
        Auth0Configuration.AllKinds.Select(static kind => new Suggestion(kind, kind));
}
