using System.Collections;

namespace Auth0Flows.PowerShell;

/// <summary>Completes the HTTP methods of the Management API.</summary>
internal sealed class MethodCompleter : WordCompleter
{
    private protected override IEnumerable<Suggestion> Suggest(IDictionary bound) =>
        Auth0Endpoints
            .All.Select(static endpoint => endpoint.Method)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select(static method => new Suggestion(method));
}
