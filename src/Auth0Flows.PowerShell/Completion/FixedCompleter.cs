using System.Collections;

namespace Auth0Flows.PowerShell;

/// <summary>The base class of the completers for values that Auth0 documents. Others are accepted too: Auth0 adds some over time.</summary>
/// <param name="suggestions">The values.</param>
internal abstract class FixedCompleter(params Suggestion[] suggestions) : WordCompleter
{
    private protected override IEnumerable<Suggestion> Suggest(IDictionary bound) => suggestions;
}
