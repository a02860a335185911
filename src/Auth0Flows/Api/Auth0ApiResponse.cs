using System.Net;
using System.Text.Json;
using Auth0Flows.Http;

namespace Auth0Flows;

/// <summary>The response of an API.</summary>
public sealed class Auth0ApiResponse
{
    private const int DefaultPage = 50;

    private readonly HttpExchange _answer;
    private readonly bool _asksForPages;
    private Dictionary<string, string[]>? _headers;

    internal Auth0ApiResponse(HttpExchange answer, Auth0ApiRequest request)
    {
        _answer = answer;
        var query = request.Path?.Split('?') is [_, var text, ..] ? text : "";
        _asksForPages =
            request.Uri is not null
            || request
                .Query.Select(static pair => pair.Key)
                .Concat(query.Split('&').Select(static pair => pair.Split('=')[0]))
                .Any(static name => name is "page" or "per_page" or "from" or "take");
    }

    internal HttpExchange Answer => _answer;

    /// <summary>The HTTP status.</summary>
    public HttpStatusCode StatusCode => _answer.StatusCode;

    /// <summary>The body's media type.</summary>
    public string? ContentType => _answer.ContentType?.MediaType;

    /// <summary>Whether the body is JSON, according to its media type.</summary>
    public bool IsJson => _answer.IsJson;

    /// <summary>Whether a list with this number of objects is the Management API's default first page, so there may be more.</summary>
    public bool MayBeCut(int objects) => objects == DefaultPage && !_asksForPages;

    /// <summary>Whether the body is empty, as in a 204.</summary>
    public bool IsEmpty => _answer.Body.IsEmpty;

    /// <summary>Whether the call succeeded: a status from 200 to 299.</summary>
    public bool IsSuccess => _answer.IsSuccess;

    /// <summary>The request: method and URL, without the query.</summary>
    public string Request => _answer.Request;

    /// <summary>Auth0's id of the request, for its logs and its support.</summary>
    public string? CorrelationId => _answer.RequestId;

    /// <summary>
    /// The response's headers; a header that was sent several times has several values. Values that are secret by their name, such as
    /// <c>Set-Cookie</c>, are a mask: <see cref="ReadHeader"/> returns them.
    /// </summary>
    public IReadOnlyDictionary<string, string[]> Headers => _headers ??= ReadHeaders();

    /// <summary>The length of the body in bytes.</summary>
    public int Length => _answer.Body.Length;

    /// <summary>
    /// The unchanged body, including any secrets; only JSON of another charset is in UTF-8, and <c>Content-Type</c> says so. A method, so
    /// that printing or serializing the response shows no body.
    /// </summary>
    public ReadOnlyMemory<byte> ReadBody() => _answer.Body;

    /// <summary>
    /// The unchanged values of a header, including any secrets. A method, so that printing or serializing the response does not show them.
    /// </summary>
    /// <param name="name">The header's name.</param>
    /// <returns>Empty if the header was not sent.</returns>
    public IReadOnlyList<string> ReadHeader(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return _answer.Headers.NonValidated.TryGetValues(name, out var values) ? [.. values]
            : name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase) && _answer.ContentType is { } type ? [type.ToString()]
            : [];
    }

    /// <summary>The unchanged body as text.</summary>
    public string ReadText() => _answer.Text;

    /// <summary>The body as JSON; the caller disposes it.</summary>
    /// <exception cref="Auth0ResponseException">The body is not JSON.</exception>
    public JsonDocument ReadJson() => JsonAnswer.Parse(_answer);

    /// <summary>The body as a count: a whole number, and nothing else.</summary>
    /// <exception cref="Auth0ResponseException">The body is something else (<see cref="Auth0ErrorCode.InvalidJson"/>).</exception>
    public long ReadCount()
    {
        using var json = ReadJson();
        return json.RootElement.ValueKind == JsonValueKind.Number && json.RootElement.TryGetInt64(out var count) && count >= 0
            ? count
            : throw JsonAnswer.Invalid(_answer, "JSON that is not a count", null);
    }

    // RFC 6265: a cookie is what the session is recognised by. X-Auth-Token, X-Api-Key and others are named as properties are.
    private static bool IsSecret(string header) =>
        header.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase)
        || header.Equals("Set-Cookie2", StringComparison.OrdinalIgnoreCase)
        || header.Equals("Cookie", StringComparison.OrdinalIgnoreCase)
        || SecretNames.Contains(header);

    private Dictionary<string, string[]> ReadHeaders()
    {
        var headers = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in _answer.Headers)
        {
            headers[name] = IsSecret(name) ? [.. values.Select(static _ => Auth0Secret.Mask)] : [.. values];
        }

        if (_answer.ContentType is { } type)
        {
            headers["Content-Type"] = [type.ToString()];
        }

        return headers;
    }
}
