using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Grants;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Tokens;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Authorize;

/// <summary>Reads the parameters of /authorize and /oauth/par, and rejects what Auth0 rejects.</summary>
internal sealed class AuthorizationRequestReader(
    ClientStore clients,
    ConnectionStore connections,
    OrganizationStore organizations,
    UserScopes userScopes,
    AuthorizationDetails details,
    BrowserSession browsers
)
{
    private const string Code = "code";
    private const string IdToken = "id_token";
    private const string Token = "token";

    /// <summary>Reads the target of the response.</summary>
    /// <exception cref="OAuthException">
    /// There is no valid target: the browser must not be sent to an address that isn't the application's (RFC 6749 §4.1.2.1).
    /// </exception>
    public AuthorizationTarget ReadTarget(QueryParameters parameters)
    {
        if (parameters.TryGetRepeated(out var repeated))
        {
            throw OAuthException.InvalidRequest($"The parameter {repeated} is repeated.");
        }

        var clientId = Require(parameters, "client_id");
        if (clients.Find(clientId) is not { IsGlobal: false } client)
        {
            throw OAuthException.InvalidRequest($"Unknown client: {clientId}");
        }

        // Auth0, "Redirect Users with Callback URL": the fragment is removed.
        var redirectUri = Require(parameters, "redirect_uri").Split('#')[0];
        var json = client.ToJson();
        if (!(json["callbacks"] as JsonArray ?? []).Any(callback => callback.AsText() == redirectUri))
        {
            throw new OAuthException(
                403,
                "invalid_request",
                "Callback URL mismatch. The provided redirect_uri is not in the list of allowed callback URLs."
            );
        }

        var mode = parameters["response_mode"] is { } asked && IsMode(asked, parameters) ? asked : DefaultMode(parameters);
        return new AuthorizationTarget(
            new AuthenticatedClient(json, isPublic: json["token_endpoint_auth_method"].AsText() == "none"),
            redirectUri,
            mode,
            NullIfEmpty(parameters["state"]),
            browsers.Issuer
        );
    }

    /// <summary>Reads the whole request.</summary>
    /// <exception cref="OAuthException">The request is invalid.</exception>
    public AuthorizationRequest Read(QueryParameters parameters, AuthorizationTarget target)
    {
        var responseTypes = ReadResponseTypes(parameters, target.Client);
        var asked = Words(parameters, "scope").Distinct(StringComparer.Ordinal).ToArray();
        var audience = NullIfEmpty(parameters["audience"]);
        var request = new AuthorizationRequest
        {
            Target = target,
            ResponseTypes = responseTypes,
            Audience = audience,
            AskedScopes = asked,
            Scopes = userScopes.Grant(asked, audience, givesAll: false),
            AuthorizationDetails = details.Read(NullIfEmpty(parameters["authorization_details"]), audience),

            // OpenID Connect Core §3.2.2.1 and §3.3.2.11: required if the ID token comes through the browser.
            Nonce = responseTypes.Contains(IdToken) ? Require(parameters, "nonce") : NullIfEmpty(parameters["nonce"]),
            CodeChallenge = ReadCodeChallenge(parameters),
            JwkThumbprint = ReadThumbprint(parameters),
            Organization = organizations.Require(NullIfEmpty(parameters["organization"])),
            Connection = ReadConnection(parameters),
            LoginHint = NullIfEmpty(parameters["login_hint"]),
            AcrValues = Words(parameters, "acr_values"),
            IsSignUp = parameters["screen_hint"] == "signup",
            Language = Words(parameters, "ui_locales").FirstOrDefault(),
            IsSilent = parameters["prompt"] == "none",
        };
        Check(parameters, request);
        return request;
    }

    private static void Check(QueryParameters parameters, AuthorizationRequest request)
    {
        if (request.ResponseTypes.Contains(IdToken) && !request.AskedScopes.Contains("openid"))
        {
            throw OAuthException.InvalidRequest("The response type id_token needs the scope openid.");
        }

        if (parameters["response_mode"] is { } mode && !IsMode(mode, parameters))
        {
            throw OAuthException.InvalidRequest($"Unsupported response mode: {mode}");
        }

        if (NullIfEmpty(parameters["max_age"]) is { } age && !uint.TryParse(age, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            throw OAuthException.InvalidRequest("max_age must be a number of seconds.");
        }

        if (NullIfEmpty(parameters["invitation"]) is not null && request.Organization is null)
        {
            throw OAuthException.InvalidRequest("An invitation needs its organization.");
        }
    }

    private static string[] Words(QueryParameters parameters, string name) =>
        (parameters[name] ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static HashSet<string> Split(QueryParameters parameters) =>
        (parameters["response_type"] ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);

    private static HashSet<string> ReadResponseTypes(QueryParameters parameters, AuthenticatedClient client)
    {
        var text = Require(parameters, "response_type");
        var types = Split(parameters);
        if (types.Count == 0 || types.Any(type => type is not (Code or IdToken or Token)))
        {
            throw new OAuthException(400, "unsupported_response_type", $"Unsupported response type: {text}");
        }

        // Auth0, "Call Your API Using the Hybrid Flow": both grants are required if both a code and tokens come through the browser.
        foreach (
            var (isNeeded, grantType) in new[]
            {
                (types.Contains(Code), GrantTypes.AuthorizationCode),
                (types.Overlaps([IdToken, Token]), GrantTypes.Implicit),
            }
        )
        {
            if (isNeeded && !client.GrantTypes.Contains(grantType))
            {
                throw OAuthException.GrantNotAllowed(grantType);
            }
        }

        return types;
    }

    private static string? ReadCodeChallenge(QueryParameters parameters)
    {
        var challenge = NullIfEmpty(parameters["code_challenge"]);
        var method = NullIfEmpty(parameters["code_challenge_method"]);
        if (challenge is null)
        {
            return method is null ? null : throw OAuthException.InvalidRequest("Missing required parameter: code_challenge");
        }

        // The plain method gives no protection from anybody who sees the request (RFC 9700 §2.1.1); this tenant doesn't support it.
        return method != "S256" ? throw OAuthException.InvalidRequest("code_challenge_method must be S256.")
            : Base64Url.IsValid(challenge, out var length) && length == SHA256.HashSizeInBytes ? challenge
            : throw OAuthException.InvalidRequest("code_challenge must be a SHA-256 hash in base64url.");
    }

    private static string? ReadThumbprint(QueryParameters parameters) =>
        NullIfEmpty(parameters["dpop_jkt"]) is not { } thumbprint ? null
        : Base64Url.IsValid(thumbprint, out var length) && length == SHA256.HashSizeInBytes ? thumbprint
        : throw OAuthException.InvalidRequest("dpop_jkt must be a SHA-256 hash in base64url.");

    private string? ReadConnection(QueryParameters parameters) =>
        NullIfEmpty(parameters["connection"]) is not { } connection ? null
        : connections.HavePasswords(connection) || Connections.ArePasswordless(connection) ? connection
        : throw OAuthException.InvalidRequest("the connection was not found");

    private static string DefaultMode(QueryParameters parameters) =>
        CarriesTokens(parameters) ? AuthorizationTarget.Fragment : AuthorizationTarget.Query;

    // OAuth 2.0 Multiple Response Type Encoding Practices §3 and §5: tokens must not be in a query.
    private static bool IsMode(string mode, QueryParameters parameters) =>
        mode is AuthorizationTarget.FormPost or AuthorizationTarget.Fragment
        || (mode == AuthorizationTarget.Query && !CarriesTokens(parameters));

    private static bool CarriesTokens(QueryParameters parameters) => Split(parameters).Overlaps([IdToken, Token]);

    private static string Require(QueryParameters parameters, string name) =>
        NullIfEmpty(parameters[name]) ?? throw OAuthException.InvalidRequest($"Missing required parameter: {name}");

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
