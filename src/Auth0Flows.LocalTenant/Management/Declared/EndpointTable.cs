using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Management.Declared;

/// <summary>
/// The declared endpoints, by the first segment of their paths. What isn't declared below a segment goes to the collection that has the
/// rest of it, such as the users themselves.
/// </summary>
internal sealed class EndpointTable
{
    private readonly Dictionary<string, List<Endpoint>> _endpoints = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IResourceCollection> _rest = new(StringComparer.Ordinal);

    /// <summary>All scopes that an endpoint requires.</summary>
    public IEnumerable<string> Scopes =>
        _endpoints.Values.SelectMany(endpoints => endpoints).SelectMany(endpoint => endpoint.Scopes).Distinct(StringComparer.Ordinal);

    public IEnumerable<IResourceCollection> Collections =>
        _endpoints
            .Keys.Union(_rest.Keys, StringComparer.Ordinal)
            .Select(name => new Collection(name, _endpoints.GetValueOrDefault(name, []), _rest.GetValueOrDefault(name)));

    /// <summary>Declares an endpoint.</summary>
    /// <param name="endpoint">The method and the path, such as <c>GET actions/actions/{id}</c>.</param>
    /// <param name="scopes">Scopes separated by spaces, one of which is required; by <c>&amp;</c>, all of which are.</param>
    /// <param name="answer">Creates the response.</param>
    public void Map(string endpoint, string scopes, Func<EndpointRequest, ServerResponse> answer)
    {
        var declared = new Endpoint(endpoint, scopes, answer);
        if (!_endpoints.TryGetValue(declared.Collection, out var others))
        {
            _endpoints[declared.Collection] = others = [];
        }

        others.Add(declared);
    }

    /// <summary>Adds a collection for what isn't declared below its name.</summary>
    public void Add(IResourceCollection rest) => _rest.Add(rest.Name, rest);

    private sealed class Collection(string name, IReadOnlyList<Endpoint> endpoints, IResourceCollection? rest) : IResourceCollection
    {
        public string Name => name;

        public ServerResponse Answer(ServerRequest request, IReadOnlyList<string> segments, AccessToken token)
        {
            var method = request.Method == "HEAD" ? "GET" : request.Method;
            var found = endpoints.Where(endpoint => endpoint.Matches(method, segments)).MaxBy(endpoint => endpoint.Literals);
            return found?.Answer(request, segments, token) ?? rest?.Answer(request, segments, token) ?? throw ApiException.NotFound();
        }
    }
}
