using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Authorize;
using Auth0Flows.LocalTenant.Grants;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.ProofOfPossession;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Authentication;

/// <summary>The tenant's metadata below /.well-known/.</summary>
internal sealed class DiscoveryEndpoints(string issuer, SigningKeys keys, BrowserSession browsers)
{
    private const string CacheControl = "public, max-age=15, stale-while-revalidate=15, stale-if-error=86400";

    /// <summary>GET /.well-known/openid-configuration (OpenID Connect Discovery §4).</summary>
    public ValueTask<ServerResponse> AnswerConfigurationAsync(ServerRequest request) =>
        ValueTask.FromResult(
            ServerResponse
                .Json(
                    200,
                    new JsonObject
                    {
                        ["issuer"] = issuer,
                        ["authorization_endpoint"] = $"{issuer}authorize",
                        ["token_endpoint"] = $"{issuer}oauth/token",
                        ["device_authorization_endpoint"] = $"{issuer}oauth/device/code",
                        ["backchannel_authentication_endpoint"] = $"{issuer}bc-authorize",
                        ["backchannel_token_delivery_modes_supported"] = new JsonArray("poll"),
                        ["end_session_endpoint"] = $"{issuer}oidc/logout",
                        ["userinfo_endpoint"] = $"{issuer}userinfo",
                        ["mfa_challenge_endpoint"] = $"{issuer}mfa/challenge",
                        ["jwks_uri"] = $"{issuer}.well-known/jwks.json",
                        ["registration_endpoint"] = $"{issuer}oidc/register",
                        ["pushed_authorization_request_endpoint"] = $"{issuer}oauth/par",
                        ["revocation_endpoint"] = $"{issuer}oauth/revoke",
                        ["scopes_supported"] = new JsonArray(
                            "openid",
                            "profile",
                            "offline_access",
                            "name",
                            "given_name",
                            "family_name",
                            "nickname",
                            "email",
                            "email_verified",
                            "picture",
                            "created_at",
                            "identities",
                            "phone",
                            "address"
                        ),
                        ["response_types_supported"] = new JsonArray(
                            "code",
                            "token",
                            "id_token",
                            "code token",
                            "code id_token",
                            "token id_token",
                            "code token id_token"
                        ),
                        ["code_challenge_methods_supported"] = new JsonArray("S256"),
                        ["response_modes_supported"] = new JsonArray("query", "fragment", "form_post"),
                        ["subject_types_supported"] = new JsonArray("public"),
                        ["token_endpoint_auth_methods_supported"] = new JsonArray(
                            "client_secret_basic",
                            "client_secret_post",
                            "private_key_jwt",
                            "none"
                        ),
                        ["token_endpoint_auth_signing_alg_values_supported"] = new JsonArray("RS256", "RS384", "PS256"),
                        ["dpop_signing_alg_values_supported"] = new JsonArray(ProofKey.Algorithm),
                        ["grant_types_supported"] = new JsonArray([
                            GrantTypes.ClientCredentials,
                            GrantTypes.DeviceCode,
                            GrantTypes.Ciba,
                            .. GrantTypes.OfUsers,
                        ]),
                        ["claims_supported"] = new JsonArray(
                            "aud",
                            "auth_time",
                            "created_at",
                            "email",
                            "email_verified",
                            "exp",
                            "family_name",
                            "given_name",
                            "iat",
                            "identities",
                            "iss",
                            "name",
                            "nickname",
                            "phone_number",
                            "picture",
                            "sub"
                        ),
                        ["request_uri_parameter_supported"] = false,
                        ["request_parameter_supported"] = true,
                        ["request_object_signing_alg_values_supported"] = new JsonArray("RS256", "RS384", "PS256"),
                        ["acr_values_supported"] = new JsonArray("http://schemas.openid.net/pape/policies/2007/06/multi-factor"),
                        ["id_token_signing_alg_values_supported"] = new JsonArray("HS256", "RS256"),
                        ["authorization_response_iss_parameter_supported"] = browsers.Issuer is not null,
                    }
                )
                .With("Cache-Control", CacheControl)
        );

    /// <summary>GET /.well-known/jwks.json (RFC 7517 §5).</summary>
    public async ValueTask<ServerResponse> AnswerKeysAsync(ServerRequest request)
    {
        var published = new JsonArray();
        foreach (var key in await keys.GetAllAsync().ConfigureAwait(false))
        {
            published.Add(key.ToJsonWebKey());
        }

        return ServerResponse.Json(200, new JsonObject { ["keys"] = published }).With("Cache-Control", CacheControl);
    }
}
