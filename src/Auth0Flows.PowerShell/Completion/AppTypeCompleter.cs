using System.Collections;

namespace Auth0Flows.PowerShell;

/// <summary>Completes the types of applications that Auth0 documents for <c>app_type</c>.</summary>
internal sealed class AppTypeCompleter : WordCompleter
{
    private static readonly Suggestion[] _types =
    [
        new("native", "Mobile, desktop, command line and devices"),
        new("spa", "Single-page application in a browser"),
        new("regular_web", "Web application with a server"),
        new("non_interactive", "Machine to machine"),
        new("resource_server", "An API that calls others on behalf of users"),
        new("express_configuration", "Express configuration"),
        new("sso_integration", "A single sign-on integration"),
    ];

    private protected override IEnumerable<Suggestion> Suggest(IDictionary bound) => _types;
}
