namespace Auth0Flows.Api.Catalogue;

/// <summary>The endpoints as a tree of path segments: finding a call takes one step per segment.</summary>
internal sealed class EndpointTree
{
    private readonly Node _root = new();

    public EndpointTree(IEnumerable<Auth0Endpoint> endpoints)
    {
        foreach (var endpoint in endpoints)
        {
            var node = _root;
            foreach (var segment in endpoint.Path.Split('/'))
            {
                node = node.Grow(segment);
            }

            node.Endpoints.Add(endpoint.Method, endpoint);
        }
    }

    /// <summary>
    /// The segments of a path as a user writes it. Like ApiAddress, it accepts a leading slash or <c>api/v2/</c>, and a query.
    /// </summary>
    public static string[] SegmentsOf(string path)
    {
        var relative = path.Split('?', 2)[0].Trim().TrimStart('/');
        relative = relative.StartsWith("api/v2/", StringComparison.OrdinalIgnoreCase) ? relative["api/v2/".Length..] : relative;
        return relative.TrimEnd('/').Split('/');
    }

    public static bool IsName(string segment) => segment is ['{', _, .., '}'];

    public Auth0Endpoint? Find(string method, ReadOnlySpan<string> segments) => Find(_root, method, segments);

    // A literal segment takes precedence over a name, because clients/search is a separate path; if it leads nowhere, the name is tried.
    private static Auth0Endpoint? Find(Node node, string method, ReadOnlySpan<string> segments)
    {
        if (segments.IsEmpty)
        {
            return node.Endpoints.GetValueOrDefault(method);
        }

        var segment = segments[0];
        var rest = segments[1..];
        return (node.Words.TryGetValue(segment, out var word) ? Find(word, method, rest) : null)
            ?? (node.Name is { } name && segment.Length > 0 ? Find(name, method, rest) : null);
    }

    private sealed class Node
    {
        public Dictionary<string, Node> Words { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, Auth0Endpoint> Endpoints { get; } = new(StringComparer.OrdinalIgnoreCase);

        public Node? Name { get; private set; }

        public Node Grow(string segment)
        {
            if (IsName(segment))
            {
                return Name ??= new Node();
            }

            if (!Words.TryGetValue(segment, out var word))
            {
                Words.Add(segment, word = new Node());
            }

            return word;
        }
    }
}
