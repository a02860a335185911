using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Http;

namespace Auth0Flows.LocalTenant.Authentication;

/// <summary>A refusal of the Authentication API: <c>error</c> and <c>error_description</c>.</summary>
internal sealed class OAuthException(int statusCode, string error, string description) : Exception(description)
{
    /// <summary>Where to read on, for the errors that Auth0 gives an address with.</summary>
    public string? ErrorUri { get; init; }

    public static OAuthException InvalidRequest(string description) => new(400, "invalid_request", description);

    public static OAuthException AccessDenied(string description) => new(403, "access_denied", description);

    /// <summary>An unknown application, or one that didn't prove itself: Auth0 doesn't say which.</summary>
    public static OAuthException Unauthorized() => new(401, "access_denied", "Unauthorized");

    public static OAuthException GrantNotAllowed(string grantType)
        => new(403, "unauthorized_client", $"Grant type '{grantType}' not allowed for the client.")
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

        return ServerResponse.Json(statusCode, body);
    }
}
