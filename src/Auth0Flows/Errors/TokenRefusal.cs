using System.Net;

namespace Auth0Flows;

/// <summary>Reads what the token endpoint says when it refuses. The <c>error</c> decides, never the status alone (Auth0 answers 403 where the RFC says 400).</summary>
internal static class TokenRefusal
{
    public static Auth0TokenException Read(HttpExchange answer, Auth0Grant grant, string clientId, DateTimeOffset now)
    {
        using var json = JsonAnswer.TryParse(answer);
        var error = ServerText.Read(json, "error");
        var description = ServerText.Read(json, "error_description") ?? ServerText.Read(json, "message");
        var delay = RateLimitHeaders.Delay(answer, now);
        var code = CodeOf(error, description, answer.StatusCode, grant);
        return new Auth0TokenException(code, $"No token{(grant.Audience is null ? "" : " for " + grant.Audience)}{(grant.Organization is null ? "" : $" in the organization {grant.Organization}")}: {ServerText.Reason(answer, error, description, delay)}")
        {
            Error = error,
            ErrorDescription = description,
            StatusCode = answer.StatusCode,
            CorrelationId = answer.CorrelationId,
            Request = answer.Request,
            ClientId = clientId,
            Audience = grant.Audience,
            RequiredScopes = code == Auth0ErrorCode.ScopeNotGranted ? grant.Scope.ToArray() : [],
            RetryAfter = answer.StatusCode == HttpStatusCode.TooManyRequests ? delay : null,
        };
    }

    private static Auth0ErrorCode CodeOf(string? error, string? description, HttpStatusCode status, Auth0Grant grant) => error switch
    {
        "access_denied" => AccessDenied(description ?? "", grant),
        "invalid_client" => Auth0ErrorCode.InvalidClient,
        "unauthorized_client" => Auth0ErrorCode.UnauthorizedClient,
        "invalid_grant" => Auth0ErrorCode.InvalidGrant,
        "invalid_scope" => Auth0ErrorCode.InvalidScope,
        "unsupported_grant_type" => Auth0ErrorCode.UnsupportedGrantType,
        "invalid_request" when grant.Organization is not null && Mentions(description, "organization") => Auth0ErrorCode.InvalidOrganization,
        "invalid_request" => Auth0ErrorCode.InvalidRequest,
        "too_many_requests" => Auth0ErrorCode.RateLimited,
        _ when status == HttpStatusCode.TooManyRequests => Auth0ErrorCode.RateLimited,
        _ when (int)status >= 500 => Auth0ErrorCode.ServerError,
        _ when status == HttpStatusCode.NotFound => Auth0ErrorCode.NotFound,
        _ => Auth0ErrorCode.RequestFailed,
    };

    // One error for several causes; only Auth0's wording tells them apart. What it doesn't tell stays access_denied.
    private static Auth0ErrorCode AccessDenied(string description, Auth0Grant grant)
    {
        if (description.Equals("Unauthorized", StringComparison.OrdinalIgnoreCase))
        {
            return Auth0ErrorCode.InvalidClient;
        }

        if (Mentions(description, "Service not found") || Mentions(description, "Service not enabled within domain"))
        {
            return Auth0ErrorCode.UnknownAudience;
        }

        if (Mentions(description, "not been granted scopes"))
        {
            return Auth0ErrorCode.ScopeNotGranted;
        }

        if (Mentions(description, "not authorized to access") || Mentions(description, "client-grant"))
        {
            return Auth0ErrorCode.ClientGrantMissing;
        }

        if (Mentions(description, "No audience parameter"))
        {
            return Auth0ErrorCode.MissingAudience;
        }

        return grant.Organization is not null && Mentions(description, "organization") ? Auth0ErrorCode.InvalidOrganization : Auth0ErrorCode.AccessDenied;
    }

    private static bool Mentions(string? text, string part) => text?.Contains(part, StringComparison.OrdinalIgnoreCase) ?? false;
}
