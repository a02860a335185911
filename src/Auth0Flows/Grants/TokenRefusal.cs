using System.Net;
using System.Text.Json;
using Auth0Flows.DPoP;
using Auth0Flows.Http;

namespace Auth0Flows.Grants;

/// <summary>
/// Reads an OAuth endpoint's error response. The <c>error</c> decides, never only the status (Auth0 returns 403 if the RFC says 400).
/// </summary>
internal static class TokenRefusal
{
    /// <summary>
    /// Whether a response with a success status is an error response, for example from a proxy that always returns 200. With a <c>sub</c>,
    /// it is a user's claim.
    /// </summary>
    public static bool IsOne(HttpExchange answer)
    {
        using var json = JsonAnswer.TryParse(answer);
        return IsOne(json);
    }

    /// <summary>The same for a parsed response.</summary>
    public static bool IsOne(JsonDocument? json) =>
        ServerReason.Read(json, "error") is not null && !json!.RootElement.TryFind("sub", out _);

    /// <summary>Reads the token endpoint's error response.</summary>
    public static Auth0TokenException Read(HttpExchange answer, Auth0Grant grant, Auth0Domain domain, string clientId, DateTimeOffset now)
    {
        var what =
            $"No token{(grant.Audience is null ? "" : " for " + grant.Audience)}{(grant.Organization is null ? "" : $" in the organization {grant.Organization}")}";
        return Read(
            answer,
            what,
            (error, description) => grant.Explain(error, description) ?? Explain(error, description, grant),
            (grant, domain),
            clientId,
            now
        );
    }

    /// <summary>Reads the error response of another endpoint with the same format: revocation, MFA, passwordless.</summary>
    /// <param name="answer">The response.</param>
    /// <param name="what">Describes what failed.</param>
    /// <param name="explain">Returns the special meaning of an error at this endpoint, if it has one.</param>
    /// <param name="clientId">The client that sent the request.</param>
    /// <param name="now">The current time.</param>
    public static Auth0TokenException Read(
        HttpExchange answer,
        string what,
        Func<string?, string, Auth0ErrorCode?> explain,
        string clientId,
        DateTimeOffset now
    ) => Read(answer, what, explain, null, clientId, now);

    /// <summary>
    /// Reads the error response of /authorize, returned through the browser (RFC 6749 §4.1.2.1; OpenID Connect Core §3.1.2.6).
    /// </summary>
    public static Auth0TokenException FromBrowser(string error, string? description, Auth0AuthorizeOptions options, string clientId)
    {
        var code = error switch
        {
            "login_required" or "consent_required" or "interaction_required" or "account_selection_required" =>
                Auth0ErrorCode.LoginRequired,
            "access_denied" when Mentions(description ?? "", "Service not found") => Auth0ErrorCode.UnknownAudience,
            "invalid_request" when options.Connection is not null && Mentions(description ?? "", "connection") =>
                Auth0ErrorCode.UnknownRealm,
            "invalid_request" when options.Organization is not null && Mentions(description ?? "", "organization") =>
                Auth0ErrorCode.InvalidOrganization,
            "unsupported_response_type" => Auth0ErrorCode.UnauthorizedClient,
            _ => CodeOf(error, description ?? "", default),
        };
        return new Auth0TokenException(
            code,
            $"The login was refused: {(description ?? error).TrimEnd('.', ' ')}{(description is null ? "" : $" ({error})")}."
        )
        {
            Error = error,
            ErrorDescription = description,
            ClientId = clientId,
            Audience = options.Audience,
        };
    }

    private static Auth0TokenException Read(
        HttpExchange answer,
        string what,
        Func<string?, string, Auth0ErrorCode?> explain,
        (Auth0Grant Grant, Auth0Domain Domain)? login,
        string clientId,
        DateTimeOffset now
    )
    {
        using var json = JsonAnswer.TryParse(answer);
        var error = ServerReason.Read(json, "error") ?? ServerReason.Read(json, "code");
        var description = Describe(json, null);
        var delay = RateLimitHeaders.Delay(answer, now);
        var code = explain(error, description ?? "") ?? CodeOf(error, description ?? "", answer.StatusCode);
        code = code == Auth0ErrorCode.InvalidClient && answer.Certificate is not null ? Auth0ErrorCode.ClientCertificateRefused : code;
        error = ServerReason.Read(json, "error", answer.Sent) ?? ServerReason.Read(json, "code", answer.Sent);
        description = Describe(json, answer.Sent);
        var reason = ServerReason.Reason(answer, error, description, delay);
        if (DPoPChallenge.Explain(answer, now) is { } proof)
        {
            (code, reason) = (proof.Code, $"{proof.Words}. {reason}");
        }

        var message =
            $"{what}: {reason}{(code == Auth0ErrorCode.ClientCertificateRefused ? $" The certificate was {answer.Certificate}." : "")}";
        var challenge =
            code == Auth0ErrorCode.MfaRequired && login is { } waiting
                ? Auth0MfaChallenge.Read(json!.RootElement, waiting.Grant, waiting.Domain, clientId, now)
                : null;
        if (challenge is { IsEnrollmentRequired: true })
        {
            code = Auth0ErrorCode.MfaEnrollmentRequired;
        }

        var refusal = challenge is null ? new Auth0TokenException(code, message) : new Auth0MfaRequiredException(code, message, challenge);
        refusal.Error = error;
        refusal.ErrorDescription = description;
        refusal.StatusCode = answer.StatusCode;
        refusal.CorrelationId = answer.CorrelationId;
        refusal.Request = answer.Request;
        refusal.ClientId = clientId;
        refusal.Audience = login?.Grant.Audience;
        refusal.RequiredScopes = code == Auth0ErrorCode.ScopeNotGranted ? login!.Value.Grant.Scope.ToArray() : [];
        // Auth0's slow_down of a backchannel login also says when to poll again, whatever its status is.
        refusal.RetryAfter = answer.StatusCode == HttpStatusCode.TooManyRequests || code == Auth0ErrorCode.SlowDown ? delay : null;
        return refusal;
    }

    // /dbconnections describes an error as description; for a password, that is an object, and policy has the rules as text.
    private static string? Describe(JsonDocument? json, SentSecrets? sent)
    {
        var description =
            ServerReason.Read(json, "error_description", sent)
            ?? ServerReason.Read(json, "message", sent)
            ?? ServerReason.Read(json, "description", sent);
        return ServerReason.Read(json, "policy", sent) is { } policy ? $"{description}: {policy}" : description;
    }

    private static Auth0ErrorCode CodeOf(string? error, string description, HttpStatusCode status) =>
        error switch
        {
            "access_denied" when description.Equals("Unauthorized", StringComparison.OrdinalIgnoreCase) => Auth0ErrorCode.InvalidClient,
            "access_denied" => Auth0ErrorCode.AccessDenied,
            "unauthorized" when Mentions(description, "blocked") => Auth0ErrorCode.UserBlocked,
            "unauthorized" => Auth0ErrorCode.AccessDenied, // a rule's UnauthorizedError
            "invalid_client" => Auth0ErrorCode.InvalidClient,
            "unauthorized_client" => Auth0ErrorCode.UnauthorizedClient,
            "invalid_grant" => Auth0ErrorCode.InvalidGrant,
            "invalid_scope" => Auth0ErrorCode.InvalidScope,
            "unsupported_grant_type" => Auth0ErrorCode.UnsupportedGrantType,
            "invalid_authorization_details" => Auth0ErrorCode.InvalidAuthorizationDetails,
            "invalid_request_object" => Auth0ErrorCode.InvalidRequestObject,
            "request_not_supported" => Auth0ErrorCode.RequestObjectNotSupported,
            "invalid_request" when IsUnsigned(description) => Auth0ErrorCode.RequestObjectRequired,
            "invalid_request" when WantsCertificate(description) => Auth0ErrorCode.ClientCertificateRequired,
            "invalid_request" => Auth0ErrorCode.InvalidRequest,
            "password_leaked" => Auth0ErrorCode.PasswordLeaked,
            "too_many_attempts" => Auth0ErrorCode.TooManyAttempts,
            "mfa_required" => Auth0ErrorCode.MfaRequired,
            "association_required" => Auth0ErrorCode.MfaEnrollmentRequired,
            "unsupported_challenge_type" => Auth0ErrorCode.UnsupportedChallengeType,
            "authorization_pending" => Auth0ErrorCode.AuthorizationPending,
            "slow_down" => Auth0ErrorCode.SlowDown,
            "too_many_requests" => Auth0ErrorCode.RateLimited,
            "server_error" or "temporarily_unavailable" => Auth0ErrorCode.ServerError,
            _ when status == HttpStatusCode.TooManyRequests => Auth0ErrorCode.RateLimited,
            _ when (int)status >= 500 => Auth0ErrorCode.ServerError,
            _ when status == HttpStatusCode.NotFound => Auth0ErrorCode.NotFound,
            _ => Auth0ErrorCode.RequestFailed,
        };

    // RFC 9101 §10.5: the server's or the application's setting. No text is specified for it.
    private static bool IsUnsigned(string description) =>
        Mentions(description, "request object must be used")
        || ((Mentions(description, "JAR") || Mentions(description, "JWT-secured")) && Mentions(description, "require"));

    // RFC 8705 §3: an API's or the application's setting. No text is specified for it.
    private static bool WantsCertificate(string description) =>
        (Mentions(description, "mTLS") || Mentions(description, "client certificate"))
        && (Mentions(description, "require") || Mentions(description, "no client certificate"));

    private static Auth0ErrorCode? Explain(string? error, string description, Auth0Grant grant) =>
        error switch
        {
            "access_denied" => AccessDenied(description, grant),
            "invalid_request" when grant.Organization is not null && Mentions(description, "organization") =>
                Auth0ErrorCode.InvalidOrganization,
            _ => null,
        };

    // One error for several causes, which differ only in Auth0's text. If the text specifies none, the error stays access_denied.
    private static Auth0ErrorCode? AccessDenied(string description, Auth0Grant grant) =>
        description switch
        {
            _ when Mentions(description, "Service not found") || Mentions(description, "Service not enabled within domain") =>
                Auth0ErrorCode.UnknownAudience,
            _ when Mentions(description, "not been granted scopes") => Auth0ErrorCode.ScopeNotGranted,
            _ when Mentions(description, "not authorized to access") || Mentions(description, "client-grant") =>
                Auth0ErrorCode.ClientGrantMissing,
            _ when Mentions(description, "No audience parameter") => Auth0ErrorCode.MissingAudience,
            _ when grant.Organization is not null && Mentions(description, "organization") => Auth0ErrorCode.InvalidOrganization,
            _ => null,
        };

    private static bool Mentions(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
}
