namespace Auth0Flows.Http;

/// <summary>
/// A text that was sent, in no format that would tell its secrets apart: JSON that a secret's own quote has broken, YAML, XML. Whatever a
/// server repeats of it is hidden.
/// </summary>
/// <param name="sent">The text.</param>
internal sealed class EchoedText(string sent)
{
    private const int ShortestRun = 12; // letters and digits: shorter runs are ordinary words
    private const ulong Base = 1_000_003;

    private static readonly ulong _first = Power(ShortestRun - 1);

    /// <summary>
    /// Where a text repeats it: runs of letters and digits, whatever stands between them. So it doesn't matter how the rest is escaped.
    /// </summary>
    public IReadOnlyList<(int From, int To)> PlacesIn(string text)
    {
        var letters = new List<int>();
        var runs = new Dictionary<ulong, List<int>>();
        foreach (var (hash, last) in Runs(text, letters))
        {
            (runs.TryGetValue(hash, out var starts) ? starts : runs[hash] = []).Add(last - ShortestRun + 1);
        }

        var places = new List<(int, int)>();
        foreach (var (hash, _) in runs.Count == 0 ? [] : Runs(sent, letters: null))
        {
            if (runs.Remove(hash, out var starts))
            {
                places.AddRange(starts.Select(start => (letters[start], letters[start + ShortestRun - 1] + 1)));
            }
        }

        return places;
    }

    // The hash of each run, without case, and which letter is its last.
    private static IEnumerable<(ulong Hash, int Last)> Runs(string text, List<int>? letters)
    {
        var run = new Queue<char>(ShortestRun);
        var (hash, count) = (0UL, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsLetterOrDigit(text[i]))
            {
                continue;
            }

            letters?.Add(i);
            var letter = char.ToLowerInvariant(text[i]);
            if (run.Count == ShortestRun)
            {
                hash -= run.Dequeue() * _first;
            }

            run.Enqueue(letter);
            hash = hash * Base + letter;
            if (++count >= ShortestRun)
            {
                yield return (hash, count - 1);
            }
        }
    }

    private static ulong Power(int exponent) => exponent == 0 ? 1 : Base * Power(exponent - 1);
}
