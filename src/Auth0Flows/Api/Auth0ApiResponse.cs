using System.Net;
using System.Text.Json;

namespace Auth0Flows;

/// <summary>An API's success.</summary>
public sealed class Auth0ApiResponse
{
    private readonly HttpExchange _answer;

    internal Auth0ApiResponse(HttpExchange answer) => _answer = answer;

    /// <summary>The HTTP status.</summary>
    public HttpStatusCode StatusCode => _answer.StatusCode;

    /// <summary>The media type of the body.</summary>
    public string? ContentType => _answer.ContentType?.MediaType;

    /// <summary>Whether there is nothing in it, as in a 204.</summary>
    public bool IsEmpty => _answer.Body.IsEmpty;

    /// <summary>The body as text.</summary>
    public string Text => _answer.Text;

    /// <summary>The body as JSON; the caller disposes it.</summary>
    /// <exception cref="Auth0ResponseException">It is none.</exception>
    public JsonDocument ReadJson() => JsonAnswer.Parse(_answer);
}
