using System.Runtime.InteropServices;

namespace Auth0Flows.Api.Catalogue;

/// <summary>Finds endpoints by words of their paths, summaries and scopes. All words must match; the best matches come first.</summary>
internal sealed class EndpointIndex
{
    // What a match is worth: a word of the path more than one of the summary, the path's last word most.
    private const double InPath = 10;
    private const double InLast = 13;
    private const double InSummary = 6;
    private const double InScope = 2;
    private const double InName = 1;
    private const double AsBeginning = 0.6;
    private const double AsSynonym = 0.8;
    private const double AsBegunSynonym = 0.45;
    private const double OfSegment = 0.7;
    private const double OfRest = 4;
    private const double InOrder = 1.5;
    private const double AsPhrase = 2;
    private const double OfReading = 0.5;
    private const double OfEnded = 20;

    private static readonly HashSet<string> _small = new(StringComparer.Ordinal)
    {
        "a",
        "an",
        "the",
        "of",
        "to",
        "by",
        "in",
        "it",
        "that",
        "from",
        "and",
        "for",
        "with",
        "what",
        "as",
        "at",
    };

    private readonly Entry[] _entries;

    public EndpointIndex(IEnumerable<Auth0Endpoint> endpoints) => _entries = [.. endpoints.Select(static endpoint => new Entry(endpoint))];

    public IReadOnlyList<Auth0Endpoint> Search(IEnumerable<string> texts)
    {
        var terms = SearchTerm.Read(texts);
        terms.RemoveAll(static term => term.Words is [var word] && _small.Contains(word));
        if (terms.Count == 0)
        {
            return [];
        }

        return
        [
            .. from entry in _entries
            let score = entry.Score(terms)
            where score is not null
            orderby score descending, entry.Endpoint.Path.Length
            select entry.Endpoint,
        ];
    }

    private sealed class Entry
    {
        private readonly Dictionary<string, double> _words = new(StringComparer.Ordinal);
        private readonly Dictionary<int, double> _groups = [];
        private readonly string[] _path;
        private readonly string _summary;
        private readonly double _offset;

        public Entry(Auth0Endpoint endpoint)
        {
            Endpoint = endpoint;
            var segments = endpoint.Path.Split('/');
            string[] literals = [.. segments.Where(static segment => !EndpointTree.IsName(segment))];
            _path = [.. literals.SelectMany(SearchWords.Of).Distinct()];
            _summary = Phrase(SearchWords.Of(endpoint.Summary));
            Add(string.Join('/', segments.Where(EndpointTree.IsName)), InName);
            Add(string.Join(' ', endpoint.Scopes), InScope);
            Add(endpoint.Summary, InSummary);
            Add(string.Join('/', literals), InPath);
            Add(literals[^1], InLast);
            _offset = (OfSegment * segments.Length) - (endpoint.Method == "GET" ? OfReading : 0) + (endpoint.IsEnded ? OfEnded : 0);
        }

        public Auth0Endpoint Endpoint { get; }

        /// <summary>Null if a word doesn't match.</summary>
        public double? Score(List<SearchTerm> terms)
        {
            var (sum, last, isInOrder) = (0.0, -1, true);
            foreach (var term in terms)
            {
                var best = Math.Max(Score(term.Words), ScoreSynonyms(term));
                if (best <= 0)
                {
                    return null;
                }

                var place = Array.FindIndex(_path, word => IsMeant(term, word));
                isInOrder &= place > last;
                last = place;
                sum += best;
            }

            var found = _path.Count(word => terms.Exists(term => IsMeant(term, word)));
            var isPhrase =
                terms.Count > 1 && _summary.Contains(Phrase(terms.SelectMany(static term => term.Words)), StringComparison.Ordinal);
            return (sum / terms.Count)
                + (OfRest * found / _path.Length)
                + (
                    isPhrase ? AsPhrase
                    : isInOrder ? InOrder
                    : 0
                )
                - _offset;
        }

        // 'the roles of a user' and 'roles user' are the same.
        private static string Phrase(IEnumerable<string> words) =>
            $" {string.Join(' ', words.Where(static word => !_small.Contains(word)))} ";

        private static bool IsMeant(SearchTerm term, string word) =>
            Array.Exists(term.Words, typed => word.StartsWith(typed, StringComparison.Ordinal))
            || Array.Exists(Synonyms.Of([word]), group => term.Means(group) || term.MayMean(group));

        private double Score(string[] typed)
        {
            var least = double.MaxValue;
            foreach (var word in typed)
            {
                least = Math.Min(least, Score(word));
            }

            return least;
        }

        private double Score(string typed)
        {
            if (_words.TryGetValue(typed, out var exact))
            {
                return exact;
            }

            var best = 0.0;
            foreach (var (word, worth) in _words)
            {
                best = word.StartsWith(typed, StringComparison.Ordinal) ? Math.Max(best, worth * AsBeginning) : best;
            }

            return best;
        }

        private double ScoreSynonyms(SearchTerm term)
        {
            var best = 0.0;
            foreach (var (group, worth) in _groups)
            {
                var share =
                    term.Means(group) ? AsSynonym
                    : term.MayMean(group) ? AsBegunSynonym
                    : 0;
                best = Math.Max(best, worth * share);
            }

            return best;
        }

        private void Add(string text, double worth)
        {
            var words = SearchWords.Of(text);
            foreach (var word in words)
            {
                Keep(_words, word, worth);
            }

            foreach (var group in Synonyms.In(words))
            {
                Keep(_groups, group, worth);
            }
        }

        private static void Keep<T>(Dictionary<T, double> worths, T key, double worth)
            where T : notnull
        {
            ref var kept = ref CollectionsMarshal.GetValueRefOrAddDefault(worths, key, out _);
            kept = Math.Max(kept, worth);
        }
    }
}
