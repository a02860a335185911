using System.Collections;

namespace Auth0Flows.PowerShell;

/// <summary>Completes the families of endpoints, with the number of their endpoints.</summary>
internal sealed class FamilyCompleter : WordCompleter
{
    private protected override IEnumerable<Suggestion> Suggest(IDictionary bound) =>
        Auth0Endpoints
            .All.GroupBy(static endpoint => endpoint.Family)
            .Select(static family => new Suggestion(
                family.Key,
                $"{family.Count()} endpoint{(family.Count() == 1 ? "" : "s")}{(family.All(static endpoint => endpoint.IsEnded) ? ", ended by Auth0" : "")}"
            ));
}
