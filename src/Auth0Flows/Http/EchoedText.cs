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
        var bare = BareText.Of(text);
        var runs = new Dictionary<ulong, List<int>>();
        foreach (var (hash, start) in Runs(bare.Letters))
        {
            (runs.TryGetValue(hash, out var starts) ? starts : runs[hash] = []).Add(start);
        }

        var places = new List<(int, int)>();
        foreach (var (hash, _) in runs.Count == 0 ? [] : Runs(BareText.Of(sent).Letters))
        {
            if (runs.Remove(hash, out var starts))
            {
                places.AddRange(starts.Select(start => bare.PlaceOf(start, ShortestRun)));
            }
        }

        return places;
    }

    // The hash of each run, without case, and where it starts.
    private static IEnumerable<(ulong Hash, int Start)> Runs(string letters)
    {
        var hash = 0UL;
        for (var i = 0; i < letters.Length; i++)
        {
            if (i >= ShortestRun)
            {
                hash -= char.ToLowerInvariant(letters[i - ShortestRun]) * _first;
            }

            hash = hash * Base + char.ToLowerInvariant(letters[i]);
            if (i >= ShortestRun - 1)
            {
                yield return (hash, i - ShortestRun + 1);
            }
        }
    }

    private static ulong Power(int exponent) => exponent == 0 ? 1 : Base * Power(exponent - 1);
}
