namespace Auth0Flows.Api.Catalogue;

/// <summary>A part of a search: a word, or a phrase that has synonyms, such as 'login page'.</summary>
internal sealed class SearchTerm
{
    private const int ShortestSynonym = 3;

    private readonly HashSet<int> _groups;
    private readonly HashSet<int> _begun;

    private SearchTerm(string[] words)
    {
        Words = words;
        _groups = [.. Synonyms.Of(words)];
        _begun = words is [{ Length: >= ShortestSynonym } word] ? [.. Synonyms.BeginningWith(word)] : [];
    }

    public string[] Words { get; }

    public bool Means(int group) => _groups.Contains(group);

    /// <summary>Whether it is the beginning of a word with this meaning, perhaps not typed to its end.</summary>
    public bool MayMean(int group) => _begun.Contains(group);

    /// <summary>Reads what was typed: the longest phrases with synonyms, and single words.</summary>
    public static List<SearchTerm> Read(IEnumerable<string> texts)
    {
        var words = texts.SelectMany(SearchWords.Of).ToArray();
        var terms = new List<SearchTerm>();
        for (var start = 0; start < words.Length; )
        {
            var length = Math.Min(Synonyms.LongestPhrase, words.Length - start);
            while (length > 1 && Synonyms.Of(words.AsSpan(start, length)).Length == 0)
            {
                length--;
            }

            terms.Add(new SearchTerm(words[start..(start + length)]));
            start += length;
        }

        return terms;
    }
}
