using System.Text;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Authorize;

/// <summary>
/// Signed authorization requests (RFC 9101; Auth0, "Authorization Code Flow with JWT-Secured Authorization Requests"): verifies the JWT,
/// and takes the parameters from it alone.
/// </summary>
internal sealed class RequestObjects(ClientStore clients, ClientKeys keys, TenantClock clock, string issuer)
{
    private const int MaximumIdBytes = 64;
    private const double SkewSeconds = 10;

    // Auth0: "Must be either jwt or oauth-authz-req+jwt".
    private static readonly string[] _types = ["jwt", "oauth-authz-req+jwt"];

    // The claims of the JWT itself (RFC 7519 §4.1).
    private static readonly string[] _own = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti"];

    private readonly UsedIds _used = new(clock);

    /// <summary>The parameters of a request: those of its JWT if it is signed, otherwise its own.</summary>
    /// <exception cref="OAuthException">The JWT isn't valid, or the application's requests must be signed.</exception>
    public QueryParameters Resolve(QueryParameters parameters)
    {
        if (clients.Find(parameters["client_id"] ?? "") is not { IsGlobal: false } client)
        {
            return parameters; // the reader refuses it
        }

        var settings = client.ToJson()["signed_request_object"] as JsonObject;
        if (parameters["request"] is not { Length: > 0 } text)
        {
            return settings?["required"].AsFlag() == true
                ? throw OAuthException.InvalidRequest("The application requires JWT-secured authorization requests (JAR).")
                : parameters;
        }

        if (parameters.TryGetRepeated(out var repeated))
        {
            throw OAuthException.InvalidRequest($"The parameter {repeated} is repeated.");
        }

        if (settings?["credentials"] is not JsonArray { Count: > 0 })
        {
            throw new OAuthException(400, "request_not_supported", "The application is not set up for signed authorization requests.");
        }

        var jwt = Read(text);
        CheckParties(jwt, client.ClientId);
        if (keys.FaultOf(jwt, client.ClientId, settings, "for signed requests", clock.UtcNow) is { } fault)
        {
            throw Refused(fault);
        }

        CheckClaims(jwt);
        var signed = QueryParameters.Of(
            jwt.Claims.Where(static claim => !_own.Contains(claim.Key))
                .Select(static claim => new KeyValuePair<string, string>(claim.Key, TextOf(claim.Value)))
        );
        CheckBeside(parameters, signed);

        // Last: a refused request doesn't use up its id.
        return jwt.Text("jti") is not { } id || _used.TryUse(client.ClientId, id, jwt.Time("exp") ?? double.MaxValue)
            ? signed
            : throw Refused("'jti' has been used already");
    }

    private static Jwt Read(string text)
    {
        if (text.Count(static c => c == '.') == 4)
        {
            throw Refused("it is encrypted");
        }

        if (!Jwt.TryRead(text, out var jwt))
        {
            throw Refused("it is not a JWT");
        }

        return _types.Contains(jwt.Header["typ"].AsText(), StringComparer.OrdinalIgnoreCase)
            ? jwt
            : throw Refused("'typ' must be oauth-authz-req+jwt or jwt");
    }

    private static void CheckParties(Jwt jwt, string clientId)
    {
        if (jwt.Text("iss") != clientId)
        {
            throw Refused("'iss' must be the client id");
        }

        if (jwt.Text("client_id") != clientId)
        {
            throw Refused("'client_id' must be that of the request");
        }

        // RFC 9101 §10.8: what an application signs to authenticate itself is no authorization request.
        if (jwt.Text("sub") == clientId)
        {
            throw Refused("'sub' must not be the client id");
        }

        // RFC 9101 §4.
        if (jwt.Claims.ContainsKey("request") || jwt.Claims.ContainsKey("request_uri"))
        {
            throw Refused("it must not contain 'request' or 'request_uri'");
        }
    }

    private void CheckClaims(Jwt jwt)
    {
        var now = clock.UtcNow.ToUnixTimeMilliseconds() / 1000.0;
        if (!jwt.Audiences.Contains(issuer))
        {
            throw Refused($"'aud' must be {issuer}");
        }

        foreach (var name in (string[])["exp", "nbf", "iat"])
        {
            if (jwt.Claims.ContainsKey(name) && jwt.Time(name) is null)
            {
                throw Refused($"'{name}' must be a number");
            }
        }

        if (jwt.Time("exp") <= now)
        {
            throw Refused("it has expired ('exp')");
        }

        if (jwt.Time("nbf") > now + SkewSeconds || jwt.Time("iat") > now + SkewSeconds)
        {
            throw Refused("it is not valid yet ('nbf', 'iat')");
        }

        if (jwt.Claims.ContainsKey("jti") && (jwt.Text("jti") is not { } id || Encoding.UTF8.GetByteCount(id) is 0 or > MaximumIdBytes))
        {
            throw Refused($"'jti' must have 1 to {MaximumIdBytes} bytes");
        }
    }

    // RFC 9101 §6.3: what comes beside the JWT doesn't count. If it says something else, somebody has tried to change the request.
    private static void CheckBeside(QueryParameters parameters, QueryParameters signed)
    {
        foreach (var (name, value) in parameters.Pairs.Where(static pair => pair.Key != "request"))
        {
            if (signed[name] is { } inside && inside != value)
            {
                throw OAuthException.InvalidRequest($"The parameter {name} differs from that of the signed request.");
            }
        }
    }

    private static string TextOf(JsonNode? value) => value is null ? "" : value.AsText() ?? value.ToJsonString();

    private static OAuthException Refused(string reason) => new(400, "invalid_request_object", $"Invalid request object: {reason}.");
}
