using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Auth0Flows.PowerShell;

/// <summary>The types of applications that Auth0 documents for <c>app_type</c>.</summary>
internal sealed class AppTypeCompleter : IArgumentCompleter
{
    private static readonly (string Name, string Meaning)[] _types =
    [
        ("native", "Mobile, desktop, command line and devices"),
        ("spa", "Single-page application in a browser"),
        ("regular_web", "Web application with a server"),
        ("non_interactive", "Machine to machine"),
        ("resource_server", "An API that calls others on behalf of users"),
        ("express_configuration", "Express configuration"),
        ("sso_integration", "A single sign-on integration"),
    ];

    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => _types
            .Where(type => type.Name.StartsWith(wordToComplete, StringComparison.OrdinalIgnoreCase))
            .Select(static type => new CompletionResult(type.Name, type.Name, CompletionResultType.ParameterValue, type.Meaning));
}
