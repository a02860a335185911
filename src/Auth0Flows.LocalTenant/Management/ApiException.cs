using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Http;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>
/// An error response of the Management API: <c>statusCode</c>, <c>error</c>, <c>message</c> and usually <c>errorCode</c>.
/// </summary>
internal sealed class ApiException(int statusCode, string error, string message, string? errorCode = null) : Exception(message)
{
    public int StatusCode => statusCode;

    /// <summary>401 responses repeat the error in <c>attributes</c>.</summary>
    private bool HasAttributes { get; init; }

    /// <summary>The value of the WWW-Authenticate header; null for none.</summary>
    private string? Challenge { get; init; }

    /// <summary>A token that is bound to a key, without the proof of having it.</summary>
    public static ApiException Unproven(string message, string challenge) =>
        new(401, "Unauthorized", message) { HasAttributes = true, Challenge = challenge };

    public static ApiException Unauthorized(string message) => new(401, "Unauthorized", message) { HasAttributes = true };

    public static ApiException InsufficientScope(params string[] expected) =>
        new(403, "Forbidden", $"Insufficient scope, expected any of: {string.Join(',', expected)}", "insufficient_scope");

    /// <summary>If Auth0 requires several scopes at once.</summary>
    public static ApiException InsufficientScopes(params string[] expected) =>
        new(403, "Forbidden", $"Insufficient scope, expected all of: {string.Join(',', expected)}", "insufficient_scope");

    public static ApiException NotFound() => new(404, "Not Found", "Not Found");

    public static ApiException Inexistent(string kind, string? message = null) =>
        new(404, "Not Found", message ?? $"The {kind.Replace('_', ' ')} does not exist", $"inexistent_{kind}");

    public static ApiException Conflict(string message, string errorCode) => new(409, "Conflict", message, errorCode);

    public static ApiException BadRequest(string message, string? errorCode = null) => new(400, "Bad Request", message, errorCode);

    /// <summary>A body that violates its schema; the reason is worded like that of Auth0's validator.</summary>
    public static ApiException InvalidBody(string reason, string? property = null) =>
        BadRequest(
            property is null ? $"Payload validation error: '{reason}'." : $"Payload validation error: '{reason}' on property {property}.",
            "invalid_body"
        );

    public static ApiException InvalidQuery(string reason, string parameter) =>
        BadRequest($"Query validation error: '{reason}' on property {parameter}.", "invalid_query_string");

    public static ApiException TooManyRequests() => new(429, "Too Many Requests", "Global limit has been reached", "too_many_requests");

    public ServerResponse ToResponse()
    {
        var body = new JsonObject
        {
            ["statusCode"] = statusCode,
            ["error"] = error,
            ["message"] = Message,
        };
        if (HasAttributes)
        {
            body["attributes"] = new JsonObject { ["error"] = Message };
        }

        if (errorCode is not null)
        {
            body["errorCode"] = errorCode;
        }

        var response = ServerResponse.Json(statusCode, body);
        return Challenge is null ? response : response.With("WWW-Authenticate", Challenge);
    }
}
