namespace Auth0Flows.LocalTenant.Http;

/// <summary>Finds the handler of a request: by path and method, or by path prefix.</summary>
internal sealed class Router
{
    private readonly Dictionary<(string Method, string Path), Func<ServerRequest, ValueTask<ServerResponse>>> _exact = [];
    private readonly List<(string Prefix, Func<ServerRequest, ValueTask<ServerResponse>> Answer)> _prefixes = [];

    public void Map(string method, string path, Func<ServerRequest, ValueTask<ServerResponse>> answer) =>
        _exact.Add((method, path), answer);

    /// <summary>Maps everything below a prefix, with any method. Prefixes must not overlap.</summary>
    public void MapBelow(string prefix, Func<ServerRequest, ValueTask<ServerResponse>> answer) => _prefixes.Add((prefix, answer));

    public ValueTask<ServerResponse> AnswerAsync(ServerRequest request)
    {
        // RFC 9110 §9.3.2: HEAD is GET without the body.
        var method = request.Method == "HEAD" ? "GET" : request.Method;
        if (_exact.TryGetValue((method, request.Path), out var answer))
        {
            return answer(request);
        }

        foreach (var (prefix, answerBelow) in _prefixes)
        {
            if (request.Path.StartsWith(prefix, StringComparison.Ordinal))
            {
                return answerBelow(request);
            }
        }

        return ValueTask.FromResult(ServerResponse.NotFound());
    }
}
