using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Http;

namespace Auth0Flows.LocalTenant.Authentication;

/// <summary>An error response of the Authentication API: <c>error</c> and <c>error_description</c>.</summary>
internal sealed class OAuthException(int statusCode, string error, string description) : Exception(description)
{
    public int StatusCode => statusCode;

    public string Error => error;

    /// <summary>The <c>error_uri</c>, for errors that Auth0 gives one for.</summary>
    public string? ErrorUri { get; init; }

    /// <summary>Additional members of the body, such as <c>mfa_token</c>.</summary>
    public JsonObject Members { get; init; } = [];

    /// <summary>The Retry-After header, in seconds; null for none.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>Whether the response also names the error in a WWW-Authenticate header (RFC 6750 §3).</summary>
    public bool IsOfBearerToken { get; init; }

    /// <summary>Whether the header asks for a token that is bound to a key, with a proof (RFC 9449 §7.1).</summary>
    public bool IsOfBoundToken { get; init; }

    /// <summary>The value of the WWW-Authenticate header; null for none.</summary>
    public string? Challenge =>
        IsOfBoundToken ? $"DPoP error=\"{error}\", error_description=\"{Message}\", algs=\"ES256\""
        : IsOfBearerToken ? $"Bearer error=\"{error}\", error_description=\"{Message}\""
        : null;

    /// <summary>Its event code in the tenant's log; null for the code of the failed exchange.</summary>
    public string? LogType { get; init; }

    /// <summary>Whether the error only means that the user must still act.</summary>
    public bool IsWaiting => error is "authorization_pending" or "slow_down";

    /// <summary>
    /// Whether the tenant's log doesn't have it: the user must still act, or the application sends the request once more.
    /// </summary>
    public bool IsNotLogged => IsWaiting || error == "use_dpop_nonce";

    public bool IsAccessDenied => error == "access_denied";

    public static OAuthException InvalidRequest(string description) => new(400, "invalid_request", description);

    public static OAuthException AccessDenied(string description) => new(403, "access_denied", description);

    /// <summary>Unknown application, or failed authentication: Auth0 doesn't say which.</summary>
    public static OAuthException Unauthorized() => new(401, "access_denied", "Unauthorized");

    /// <summary>Failed client authentication, if Auth0 uses the code of RFC 6749 §5.2.</summary>
    public static OAuthException InvalidClient(string description) => new(401, "invalid_client", description);

    /// <summary>403, although RFC 6749 §5.2 says 400.</summary>
    public static OAuthException InvalidGrant(string description) => new(403, "invalid_grant", description);

    public static OAuthException InvalidToken(string description) => new(401, "invalid_token", description) { IsOfBearerToken = true };

    public static OAuthException InsufficientScope(string expected) =>
        new(403, "insufficient_scope", $"Insufficient scope, expected any of: {expected}") { IsOfBearerToken = true };

    public static OAuthException TooManyAttempts(string description) => new(429, "too_many_attempts", description) { LogType = "limit_wc" };

    public static OAuthException GrantNotAllowed(string grantType) =>
        new(403, "unauthorized_client", $"Grant type '{grantType}' not allowed for the client.")
        {
            ErrorUri = "https://auth0.com/docs/clients/client-grant-types",
        };

    public ServerResponse ToResponse()
    {
        var body = new JsonObject { ["error"] = error, ["error_description"] = Message };
        if (ErrorUri is not null)
        {
            body["error_uri"] = ErrorUri;
        }

        foreach (var (name, value) in Members)
        {
            body[name] = value?.DeepClone();
        }

        var response = ServerResponse.Json(statusCode, body);
        if (RetryAfter is not null)
        {
            response = response.With("Retry-After", RetryAfter);
        }

        return Challenge is { } challenge ? response.With("WWW-Authenticate", challenge) : response;
    }
}
