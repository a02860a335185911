using System.Net;
using System.Text.Json;
using Auth0Flows.DPoP;
using Auth0Flows.Http;

namespace Auth0Flows.Api;

/// <summary>
/// Reads an API's error response: the Management API's <c>{statusCode, error, message, errorCode}</c>, or the response of any other API.
/// </summary>
internal static class ApiRefusal
{
    public static Auth0ApiException Read(HttpExchange answer, string? audience, string clientId, DateTimeOffset now)
    {
        using var json = JsonAnswer.TryParse(answer);
        var code = CodeOf(ServerReason.Read(json, "errorCode") ?? ServerReason.Read(json, "error"), answer.StatusCode);
        var error = ServerReason.Read(json, "errorCode", answer.Sent) ?? ServerReason.Read(json, "error", answer.Sent);
        var description = ServerReason.Read(json, "message", answer.Sent) ?? ServerReason.Read(json, "error_description", answer.Sent);
        var delay = answer.StatusCode == HttpStatusCode.TooManyRequests ? RateLimitHeaders.Delay(answer, now) : null;
        var reason = ServerReason.Reason(answer, error, description, delay);
        if (DPoPChallenge.Explain(answer, now) is { } proof)
        {
            (code, reason) = (proof.Code, $"{proof.Words}. {reason}");
        }

        return new Auth0ApiException(code, $"{answer.Request}: {reason}")
        {
            Error = error,
            IsTheTenants =
                json is not null
                && json.RootElement.TryFind("statusCode", out var status)
                && status.ValueKind == JsonValueKind.Number
                && status.TryGetInt32(out var number)
                && number == (int)answer.StatusCode,
            ErrorDescription = description,
            StatusCode = answer.StatusCode,
            CorrelationId = answer.CorrelationId,
            Request = answer.Request,
            ClientId = clientId,
            Audience = audience,
            RequiredScopes = RequiredScopes(description),
            Property = PropertyOf(description),
            RetryAfter = delay,
        };
    }

    private static Auth0ErrorCode CodeOf(string? error, HttpStatusCode status) =>
        (error, (int)status) switch
        {
            ("insufficient_scope", _) => Auth0ErrorCode.InsufficientScope,
            ("invalid_body", _) => Auth0ErrorCode.InvalidBody,
            ("invalid_query_string", _) => Auth0ErrorCode.InvalidQuery,
            ("invalid_paging", _) => Auth0ErrorCode.InvalidPaging,
            (_, 401) => Auth0ErrorCode.InvalidToken,
            (_, 403) => Auth0ErrorCode.Forbidden,
            (_, 404 or 410) => Auth0ErrorCode.NotFound,
            (_, 409) => Auth0ErrorCode.Conflict,
            (_, 429) => Auth0ErrorCode.RateLimited,
            (_, >= 500) => Auth0ErrorCode.ServerError,
            (_, 400 or 422) => Auth0ErrorCode.InvalidRequest,
            _ => Auth0ErrorCode.RequestFailed,
        };

    // "Insufficient scope, expected any of: read:clients, read:client_summary", sometimes "all of"
    private static string[] RequiredScopes(string? message)
    {
        const string Marker = " of:";
        var at =
            message?.IndexOf("expected a", StringComparison.OrdinalIgnoreCase) >= 0
                ? message.IndexOf(Marker, StringComparison.OrdinalIgnoreCase)
                : -1;
        return at < 0 ? [] : message![(at + Marker.Length)..].Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
    }

    // "Payload validation error: 'Expected type string but found type integer' on property name (…)."
    private static string? PropertyOf(string? message)
    {
        const string Marker = " on property ";
        var at = message?.IndexOf(Marker, StringComparison.Ordinal) ?? -1;
        return at < 0 ? null
            : message![(at + Marker.Length)..].Split(' ', 2)[0].TrimEnd('.', ',', ';') is { Length: > 0 } name ? name
            : null;
    }
}
