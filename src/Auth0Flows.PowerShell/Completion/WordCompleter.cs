using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Auth0Flows.PowerShell;

/// <summary>
/// The base of the completers of whole words: those that begin as the one typed, in quotes where they must be. At Tab nothing is an error.
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

            // What our cmdlets look for by -Name has wildcards: there the brackets of a name are escaped, those typed are patterns.
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

    /// <summary>All that there is to suggest.</summary>
    /// <param name="bound">What the command line says so far, by parameters.</param>
    private protected abstract IEnumerable<Suggestion> Suggest(IDictionary bound);

    // A completion takes no empty text.
    private static string Or(string? text, string other) => string.IsNullOrEmpty(text) ? other : text;
}
