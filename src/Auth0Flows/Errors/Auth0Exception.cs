using System.Collections;
using System.Net;
using Auth0Flows.Errors;

namespace Auth0Flows;

/// <summary>The base class of the exceptions of this library. <see cref="Code"/> specifies the cause.</summary>
public class Auth0Exception : Exception
{
    /// <summary>
    /// Creates an exception. Its message is one line of at most 8,000 characters, without characters that control a terminal or hide text.
    /// </summary>
    public Auth0Exception(Auth0ErrorCode code, string message, Exception? innerException = null)
        : base(ServerText.Message(Credentials.Remove(message)), Credentials.Remove(innerException)) => Code = code;

    /// <summary>Wraps an unexpected exception.</summary>
    /// <param name="failure">The unexpected exception.</param>
    /// <param name="request">The request that failed, if any.</param>
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

    /// <summary>The server's <c>error</c> or <c>errorCode</c>, without control characters, and truncated if it is long.</summary>
    public string? Error
    {
        get;
        internal set => field = Shown(value);
    }

    /// <summary>The server's <c>error_description</c> or <c>message</c>, cleaned in the same way.</summary>
    public string? ErrorDescription
    {
        get;
        internal set => field = Shown(value);
    }

    /// <summary>The HTTP status, if there was a response.</summary>
    public HttpStatusCode? StatusCode { get; internal set; }

    /// <summary>
    /// Auth0's id of the request, for its logs and its support (<c>x-auth0-requestid</c>, <c>x-correlation-id</c> or <c>cf-ray</c>).
    /// </summary>
    public string? CorrelationId { get; internal set; }

    /// <summary>The request: method and URL, without the query.</summary>
    public string? Request
    {
        get;
        internal set => field = Shown(value);
    }

    /// <summary>The client that sent the request.</summary>
    public string? ClientId
    {
        get;
        internal set => field = Shown(value);
    }

    /// <summary>The audience that was requested, or the audience of the token.</summary>
    public string? Audience
    {
        get;
        internal set => field = Shown(value);
    }

    /// <summary>The required scopes, if the server specifies them.</summary>
    public IReadOnlyList<string> RequiredScopes { get; internal set; } = [];

    /// <summary>The property of the body that the server rejected, if it specifies one.</summary>
    public string? Property
    {
        get;
        internal set => field = Shown(value);
    }

    /// <summary>The existing object that prevents the creation, if it could be found: its properties with the API's names.</summary>
    public IDictionary? Existing { get; internal set; }

    /// <summary>How long to wait before the next attempt, if the server says so.</summary>
    public TimeSpan? RetryAfter { get; internal set; }

    /// <summary>Whether a retry of the same request may succeed later.</summary>
    public bool IsTransient =>
        Code
            is Auth0ErrorCode.ConnectionFailed
                or Auth0ErrorCode.HostNotFound
                or Auth0ErrorCode.RequestTimeout
                or Auth0ErrorCode.IncompleteResponse
                or Auth0ErrorCode.InvalidResponse
                or Auth0ErrorCode.RateLimited
                or Auth0ErrorCode.ServerError
                or Auth0ErrorCode.TokenStoreBusy
                or Auth0ErrorCode.FederatedTokenUnavailable;

    // They are shown beside the message.
    private static string? Shown(string? text) => text is null ? null : Credentials.Remove(text);
}
