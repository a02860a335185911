using System.Collections;
using System.Net;
using Auth0Flows.Errors;

namespace Auth0Flows;

/// <summary>Something that this library was asked to do failed. The kinds derive from it; <see cref="Code"/> tells the cause.</summary>
public class Auth0Exception : Exception
{
    /// <summary>
    /// A failure with its cause. Its message is one line of at most 8,000 characters: whatever it quotes, nothing in it moves a terminal's
    /// cursor or hides.
    /// </summary>
    public Auth0Exception(Auth0ErrorCode code, string message, Exception? innerException = null)
        : base(ServerText.Message(message), innerException) => Code = code;

    /// <summary>What nobody thought of, with a name all the same.</summary>
    /// <param name="failure">What happened.</param>
    /// <param name="request">The request that it belongs to, where there was one.</param>
    public static Auth0Exception Unexpected(Exception failure, string? request)
    {
        ArgumentNullException.ThrowIfNull(failure);
        var what = $"{failure.GetType().Name}: {ServerText.Clean(failure.Message)}";
        var where = request is null ? "" : $", with {request}";
        return new Auth0Exception(Auth0ErrorCode.InternalError, $"An unexpected error occurred{where}: {what}", failure)
        {
            Request = request,
        };
    }

    /// <summary>The cause.</summary>
    public Auth0ErrorCode Code { get; }

    /// <summary>The server's own <c>error</c> or <c>errorCode</c>; cleaned of control characters, and cut where it is long.</summary>
    public string? Error { get; internal set; }

    /// <summary>The server's own <c>error_description</c> or <c>message</c>; likewise.</summary>
    public string? ErrorDescription { get; internal set; }

    /// <summary>The HTTP status, where there was an answer.</summary>
    public HttpStatusCode? StatusCode { get; internal set; }

    /// <summary>
    /// Auth0's id of the request, for its logs and its support (<c>x-auth0-requestid</c>, <c>x-correlation-id</c> or <c>cf-ray</c>).
    /// </summary>
    public string? CorrelationId { get; internal set; }

    /// <summary>What was called: method and address, without the query.</summary>
    public string? Request { get; internal set; }

    /// <summary>The client that asked.</summary>
    public string? ClientId { get; internal set; }

    /// <summary>The audience that was asked for, or that the token was for.</summary>
    public string? Audience { get; internal set; }

    /// <summary>The scopes that would have helped, where the server names them.</summary>
    public IReadOnlyList<string> RequiredScopes { get; internal set; } = [];

    /// <summary>The property of the body that the server refused, where it names one.</summary>
    public string? Property { get; internal set; }

    /// <summary>
    /// The object that stands in the way of the one that was to be created, where it could be found: its properties under the API's names.
    /// </summary>
    public IDictionary? Existing { get; internal set; }

    /// <summary>How long to wait before asking again, where the server says so.</summary>
    public TimeSpan? RetryAfter { get; internal set; }

    /// <summary>Whether the same request may succeed a little later.</summary>
    public bool IsTransient =>
        Code
            is Auth0ErrorCode.ConnectionFailed
                or Auth0ErrorCode.HostNotFound
                or Auth0ErrorCode.RequestTimeout
                or Auth0ErrorCode.IncompleteResponse
                or Auth0ErrorCode.InvalidResponse
                or Auth0ErrorCode.RateLimited
                or Auth0ErrorCode.ServerError;
}
