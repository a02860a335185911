using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Applications;

/// <summary>The defaults that Auth0 adds to a new application (recorded from its Management API).</summary>
internal static class ClientTemplate
{
    /// <summary>The tenant name that applications show. Auth0 uses the first label of the domain.</summary>
    public const string Tenant = "local-tenant";

    public static JsonObject Create(string clientId, string clientSecret, string name) =>
        new()
        {
            ["tenant"] = Tenant,
            ["global"] = false,
            ["is_token_endpoint_ip_header_trusted"] = false,
            ["name"] = name,
            ["is_first_party"] = true,
            ["oidc_conformant"] = true,
            ["sso_disabled"] = false,
            ["cross_origin_authentication"] = false,
            ["refresh_token"] = NonRotatingRefreshToken(),
            ["client_id"] = clientId,
            ["callback_url_template"] = false,
            ["client_secret"] = clientSecret,
            ["jwt_configuration"] = new JsonObject
            {
                ["alg"] = "RS256",
                ["lifetime_in_seconds"] = 36_000,
                ["secret_encoded"] = false,
            },
            ["grant_types"] = new JsonArray("authorization_code", "implicit", "refresh_token", "client_credentials"),
            ["custom_login_page_on"] = true,
        };

    public static JsonObject RotatingRefreshToken() =>
        new()
        {
            ["expiration_type"] = "expiring",
            ["leeway"] = 0,
            ["infinite_token_lifetime"] = false,
            ["infinite_idle_token_lifetime"] = false,
            ["token_lifetime"] = 2_592_000,
            ["idle_token_lifetime"] = 1_296_000,
            ["rotation_type"] = "rotating",
        };

    private static JsonObject NonRotatingRefreshToken() =>
        new()
        {
            ["expiration_type"] = "non-expiring",
            ["leeway"] = 0,
            ["infinite_token_lifetime"] = true,
            ["infinite_idle_token_lifetime"] = true,
            ["token_lifetime"] = 2_592_000,
            ["idle_token_lifetime"] = 1_296_000,
            ["rotation_type"] = "non-rotating",
        };
}
