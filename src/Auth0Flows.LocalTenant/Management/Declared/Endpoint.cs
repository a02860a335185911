using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Management.Declared;

/// <summary>A method and a path, the scopes that they require, and the response.</summary>
internal sealed class Endpoint
{
    private readonly string[] _segments;
    private readonly string[] _scopes;
    private readonly bool _requiresAll;
    private readonly Func<EndpointRequest, ServerResponse> _answer;

    /// <param name="declaration">The method and the path, such as <c>GET actions/actions/{id}</c>.</param>
    /// <param name="scopes">Scopes separated by spaces, one of which is required; by <c>&amp;</c>, all of which are.</param>
    /// <param name="answer">Creates the response.</param>
    public Endpoint(string declaration, string scopes, Func<EndpointRequest, ServerResponse> answer)
    {
        var space = declaration.IndexOf(' ', StringComparison.Ordinal);
        Method = declaration[..space];
        _segments = declaration[(space + 1)..].Split('/');
        _requiresAll = scopes.Contains('&', StringComparison.Ordinal);
        _scopes = scopes.Split([' ', '&']);
        _answer = answer;
    }

    public string Method { get; }

    /// <summary>The first segment of the path.</summary>
    public string Collection => _segments[0];

    public IReadOnlyList<string> Scopes => _scopes;

    /// <summary>How many segments are literal: of two endpoints that match, the one with more of them is meant.</summary>
    public int Literals => _segments.Count(segment => !IsPlaceholder(segment));

    /// <summary>Whether a request is for this endpoint.</summary>
    /// <param name="method">The method; HEAD counts as GET.</param>
    /// <param name="rest">The segments of the path after the first one.</param>
    public bool Matches(string method, IReadOnlyList<string> rest)
    {
        if (method != Method || rest.Count != _segments.Length - 1)
        {
            return false;
        }

        for (var i = 0; i < rest.Count; i++)
        {
            if (!IsPlaceholder(_segments[i + 1]) && _segments[i + 1] != rest[i])
            {
                return false;
            }
        }

        return true;
    }

    public ServerResponse Answer(ServerRequest request, IReadOnlyList<string> rest, AccessToken token)
    {
        if (_requiresAll ? !_scopes.All(token.HasScope) : !_scopes.Any(token.HasScope))
        {
            throw _requiresAll ? ApiException.InsufficientScopes(_scopes) : ApiException.InsufficientScope(_scopes);
        }

        var ids = rest.Where((_, place) => IsPlaceholder(_segments[place + 1])).ToArray();
        return _answer(new EndpointRequest(request, Method, ids, token));
    }

    private static bool IsPlaceholder(string segment) => segment[0] == '{';
}
