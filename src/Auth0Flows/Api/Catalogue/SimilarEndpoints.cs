namespace Auth0Flows.Api.Catalogue;

/// <summary>Finds the endpoints that the path of a call is probably a mistyped one of.</summary>
internal static class SimilarEndpoints
{
    private const int Most = 3;
    private const double Farthest = 1.3;
    private const double OtherMethod = 0.4;
    private const double InPlaceOfAName = 0.15;

    public static IReadOnlyList<Auth0Endpoint> Find(IReadOnlyList<Auth0Endpoint> endpoints, string method, string[] segments) =>
        [
            .. (
                from endpoint in endpoints
                where !endpoint.IsEnded
                let distance = Distance(endpoint.Path.Split('/'), segments)
                    + (endpoint.Method.Equals(method, StringComparison.OrdinalIgnoreCase) ? 0 : OtherMethod)
                where distance <= Farthest
                orderby distance
                select endpoint
            ).Take(Most),
        ];

    // The edit distance of the two paths in segments, where replacing a segment costs as much as the two differ.
    private static double Distance(string[] template, string[] segments)
    {
        var row = Enumerable.Range(0, segments.Length + 1).Select(static number => (double)number).ToArray();
        foreach (var segment in template)
        {
            var diagonal = row[0];
            row[0]++;
            for (var i = 0; i < segments.Length; i++)
            {
                var replaced = diagonal + Difference(segment, segments[i]);
                diagonal = row[i + 1];
                row[i + 1] = Math.Min(replaced, Math.Min(row[i], diagonal) + 1);
            }
        }

        return row[^1];
    }

    private static double Difference(string segment, string typed) =>
        EndpointTree.IsName(segment) ? InPlaceOfAName
        : segment.Equals(typed, StringComparison.Ordinal) ? 0
        : (double)Letters(segment, typed.ToLowerInvariant()) / Math.Max(segment.Length, typed.Length);

    private static int Letters(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        foreach (var letter in one)
        {
            var diagonal = row[0];
            row[0]++;
            for (var i = 0; i < other.Length; i++)
            {
                var replaced = diagonal + (letter == other[i] ? 0 : 1);
                diagonal = row[i + 1];
                row[i + 1] = Math.Min(replaced, Math.Min(row[i], diagonal) + 1);
            }
        }

        return row[^1];
    }
}
