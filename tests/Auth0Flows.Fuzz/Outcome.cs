using System.Text.RegularExpressions;

namespace Auth0Flows.Fuzz;

/// <summary>What became of an input, in words that are the same for all of its kind.</summary>
internal static partial class Outcome
{
    private const int Longest = 24;

    /// <summary>Its code, and the end of its message: the beginning often repeats the input.</summary>
    public static string Of(Auth0Exception failure) => $"{failure.Code}: {WithoutWhatDiffers(failure.Message)}";

    public static string WithoutWhatDiffers(string text)
    {
        var words = Differing().Replace(text, "#");
        return words.Length > Longest ? words[^Longest..] : words;
    }

    // Numbers, and what stands in quotation marks or comes from the input.
    [GeneratedRegex("'.*'|\"[^\"]*\"?|[0-9.,]+|[^\\x20-\\x7e]+")]
    private static partial Regex Differing();
}
