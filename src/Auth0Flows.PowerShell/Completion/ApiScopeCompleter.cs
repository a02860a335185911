using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Auth0Flows.PowerShell;

/// <summary>The scopes of the Management API, each with what it is for. Those of other APIs only their tenant knows.</summary>
internal sealed class ManagementScopeCompleter : IArgumentCompleter
{
    private const int MostLines = 8;

    private static readonly Lazy<(string Scope, string Uses)[]> _scopes = new(static () =>
    [
        .. Auth0Endpoints.All
            .SelectMany(static endpoint => endpoint.Scopes, static (endpoint, scope) => (Scope: scope, Use: $"{endpoint}: {endpoint.Summary}"))
            .GroupBy(static pair => pair.Scope, static pair => pair.Use)
            .OrderBy(static scope => scope.Key, StringComparer.Ordinal)
            .Select(static scope => (scope.Key, string.Join('\n', scope.Take(MostLines)) + (scope.Count() > MostLines ? "\n…" : ""))),
    ]);

    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        // Another API's audience is known: these would all be wrong. Nothing is asked of the tenant at a Tab.
        if (fakeBoundParameters["Audience"] is string audience && !audience.EndsWith("/api/v2/", StringComparison.Ordinal))
        {
            return [];
        }

        var typed = new CompletionText(wordToComplete);
        return _scopes.Value
            .Where(scope => scope.Scope.StartsWith(typed.Word, StringComparison.OrdinalIgnoreCase))
            .Select(scope => new CompletionResult(typed.Of(scope.Scope), scope.Scope, CompletionResultType.ParameterValue, scope.Uses));
    }
}
