namespace Auth0Flows.Api.Catalogue;

/// <summary>Texts as words in small letters and in the singular, so that 'Resource-Servers' and 'resource server' are the same.</summary>
internal static class SearchWords
{
    public static string[] Of(string text)
    {
        var words = new List<string>();
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsLetterOrDigit(text[i]))
            {
                start = start < 0 ? i : start;
            }
            else if (start >= 0)
            {
                words.Add(Singular(text[start..i].ToLowerInvariant()));
                start = -1;
            }
        }

        return [.. words];
    }

    // Enough for the words of an API; 'ss', 'us' and 'is' end no plural: address, status, analysis.
    private static string Singular(string word) =>
        word switch
        {
            "people" => "person",
            [_, _, _, .., 'i', 'e', 's'] => word[..^3] + "y",
            [_, _, .., 's' or 'i' or 'u', 's'] => word,
            [_, _, .., 's'] => word[..^1],
            _ => word,
        };
}
