using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Auth0Flows.PowerShell;

/// <summary>
/// The base class of the completers for whole words: those that start with the typed one, quoted if necessary. Completion never causes an
/// error.
/// </summary>
internal abstract class WordCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters
    )
    {
        try
        {
            var typed = new CompletionText(wordToComplete);

            // The cmdlets' -Name has wildcards: brackets in a name are escaped, and typed ones are patterns.
            var isPattern = parameterName == "Name";
            var pattern = WildcardPattern.Get(
                (isPattern ? typed.Word : WildcardPattern.Escape(typed.Word)) + "*",
                WildcardOptions.IgnoreCase
            );
            return
            [
                .. from word in SecretVault
                    .Silently(() => Suggest(fakeBoundParameters ?? new Hashtable()).ToArray())
                    .DistinctBy(static word => word.Text)
                let text = word.Text ?? ""
                where text.Length > 0 && (pattern.IsMatch(text) || (word.Label is not null && pattern.IsMatch(word.Label)))
                let inserted = typed.Of(isPattern ? WildcardPattern.Escape(text) : text)
                select new CompletionResult(inserted, Or(word.Label, text), CompletionResultType.ParameterValue, Or(word.Meaning, text)),
            ];
        }
        catch (Exception failure) when (failure is not PipelineStoppedException)
        {
            return [];
        }
    }

    /// <summary>Returns all suggestions.</summary>
    /// <param name="bound">The parameters in the command line so far.</param>
    private protected abstract IEnumerable<Suggestion> Suggest(IDictionary bound);

    // A completion doesn't accept an empty text.
    private static string Or(string? text, string other) => string.IsNullOrEmpty(text) ? other : text;
}
