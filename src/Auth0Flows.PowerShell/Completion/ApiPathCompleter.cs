using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Completes the paths of the Management API, with the purpose of each method and the scopes that it requires. Endpoints that Auth0 ended
/// are not offered.
/// </summary>
internal sealed class ApiPathCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters
    )
    {
        var typed = new CompletionText(wordToComplete);
        var path = new TypedPath(typed.Word);
        var method = fakeBoundParameters?["Method"] as string;
        return Auth0Endpoints
            .All.Where(static endpoint => !endpoint.IsEnded)
            .Where(endpoint => method is null || endpoint.Method.Equals(method, StringComparison.OrdinalIgnoreCase))
            .GroupBy(static endpoint => endpoint.Path)
            .Select(group => (Text: path.Complete(group.Key), Endpoints: group))
            .Where(static match => match.Text is not null)
            .Select(match => new CompletionResult(
                typed.Of(match.Text!),
                match.Text,
                CompletionResultType.ParameterValue,
                string.Join('\n', match.Endpoints.Select(Describe))
            ));
    }

    private static string Describe(Auth0Endpoint endpoint) =>
        $"{endpoint.Method}: {endpoint.Summary}" + (endpoint.Scopes.Count == 0 ? "" : $" ({string.Join(", ", endpoint.Scopes)})");

    /// <summary>
    /// The typed part of a path. Complete segments stay unchanged, whether they are names or real ids; the last one is a prefix.
    /// </summary>
    private sealed class TypedPath
    {
        private readonly string _lead;
        private readonly string[] _segments;

        public TypedPath(string text)
        {
            var path = text.TrimStart('/');
            path = path.StartsWith("api/v2/", StringComparison.OrdinalIgnoreCase) ? path["api/v2/".Length..] : path;
            _lead = text[..^path.Length];
            _segments = path.Split('/');
        }

        public string? Complete(string template)
        {
            var segments = template.Split('/');
            var last = _segments.Length - 1;
            if (segments.Length < _segments.Length || !Fits(segments[last], _segments[last]))
            {
                return null;
            }

            for (var i = 0; i < last; i++)
            {
                if (!IsName(segments[i]) ? !segments[i].Equals(_segments[i], StringComparison.OrdinalIgnoreCase) : _segments[i].Length == 0)
                {
                    return null;
                }

                segments[i] = IsName(segments[i]) ? _segments[i] : segments[i];
            }

            return _lead + string.Join('/', segments);
        }

        private static bool Fits(string segment, string beginning) => segment.StartsWith(beginning, StringComparison.OrdinalIgnoreCase);

        private static bool IsName(string segment) => segment.StartsWith('{');
    }
}
