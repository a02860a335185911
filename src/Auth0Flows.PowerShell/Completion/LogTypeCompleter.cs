using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Auth0Flows.PowerShell;

/// <summary>Completes the log's type codes with their names; found by the start of the code or a part of the name.</summary>
internal sealed class LogTypeCompleter : IArgumentCompleter
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
        var byCode = Auth0LogTypes.All.Where(type => type.Code.StartsWith(typed.Word, StringComparison.OrdinalIgnoreCase)).ToArray();
        var found =
            byCode.Length > 0
                ? byCode
                : Auth0LogTypes.All.Where(type => type.Name.Contains(typed.Word, StringComparison.OrdinalIgnoreCase));
        return found.Select(type => new CompletionResult(
            typed.Of(type.Code),
            $"{type.Code}: {type.Name}",
            CompletionResultType.ParameterValue,
            type.Meaning
        ));
    }
}
