using System.Text.Json;

namespace Auth0Flows.Tests.Configuration;

/// <summary>Gives a local tenant objects of all kinds, each with what makes it hard: references, scripts, and secrets.</summary>
internal sealed class FullTenant(Auth0Session session, CancellationToken cancellationToken)
{
    /// <summary>The start of all secrets.</summary>
    public const string Secret = "CANARY";

    private const string Orders = "https://orders.example.com/";

    public async Task FillAsync()
    {
        await SendAsync(
            HttpMethod.Post,
            "resource-servers",
            """{"name":"Stock","identifier":"https://stock.example.com/","scopes":[{"value":"write:stock","description":"Change the stock"},{"value":"read:stock"}],"signing_alg":"HS256","signing_secret":"CANARY-signing-secret-of-16-characters"}"""
        );
        var kiosk = await IdAsync(
            "clients",
            """{"name":"Kiosk / Süd","app_type":"regular_web","callbacks":["https://kiosk.example.com/b","https://kiosk.example.com/a"],"client_metadata":{"team":"shop","api_key":"CANARY-metadata"},"jwt_configuration":{"alg":"RS256","lifetime_in_seconds":3600},"grant_types":["authorization_code","client_credentials","refresh_token"]}""",
            "client_id"
        );
        var grant = await IdAsync(
            "client-grants",
            $$"""{"client_id":"{{kiosk}}","audience":"https://stock.example.com/","scope":["write:stock","read:stock"],"organization_usage":"allow"}"""
        );
        var role = await IdAsync("roles", """{"name":"Keeper","description":"Keeps the stock"}""");
        await SendAsync(
            HttpMethod.Post,
            $"roles/{role}/permissions",
            $$"""{"permissions":[{"permission_name":"write:stock","resource_server_identifier":"https://stock.example.com/"},{"permission_name":"read:orders","resource_server_identifier":"{{Orders}}"}]}"""
        );
        await FillConnectionsAsync(kiosk);
        await FillActionsAsync();
        await FillOrganizationsAsync(grant);
        await FillPagesAsync();
        await SendAsync(
            HttpMethod.Post,
            "log-streams",
            """{"name":"Splunk","type":"splunk","sink":{"splunkDomain":"splunk.example.com","splunkPort":"8088","splunkToken":"CANARY-splunk","splunkSecure":true},"filters":[{"type":"category","name":"auth.login.success"},{"type":"category","name":"auth.login.fail"}]}"""
        );
        await SendAsync(
            HttpMethod.Patch,
            "attack-protection/brute-force-protection",
            """{"max_attempts":5,"shields":["user_notification","block"],"allowlist":["192.0.2.7","192.0.2.1"]}"""
        );
        await SendAsync(
            HttpMethod.Patch,
            "attack-protection/captcha",
            """{"active_provider_id":"recaptcha_v2","recaptcha_v2":{"site_key":"public","secret":"CANARY-captcha"}}"""
        );
        await SendAsync(HttpMethod.Put, "guardian/factors/otp", """{"enabled":true}""");
        await SendAsync(HttpMethod.Put, "guardian/policies", """["all-applications"]""");
        await SendAsync(
            HttpMethod.Patch,
            "tenants/settings",
            """{"friendly_name":"Example & Söhne","session_lifetime":12,"enabled_locales":["en","de"],"flags":{"enable_client_connections":true},"error_page":{"html":"<h1>Error</h1>","show_log_link":true,"url":""}}"""
        );
    }

    private async Task FillConnectionsAsync(string kiosk)
    {
        var oidc = await IdAsync(
            "connections",
            """{"name":"acme-oidc","strategy":"oidc","display_name":"Acme","options":{"client_id":"public","client_secret":"CANARY-oidc","issuer":"https://idp.example.com/","scope":"openid profile","type":"back_channel"}}"""
        );
        await SendAsync(HttpMethod.Patch, $"connections/{oidc}/clients", $$"""[{"client_id":"{{kiosk}}","status":true}]""");
        await SendAsync(
            HttpMethod.Post,
            "connections",
            """{"name":"own-users","strategy":"auth0","options":{"enabledDatabaseCustomization":true,"customScripts":{"login":"function login(email, password, callback) {\n  // CRLF follows\r\n}\n","get_user":"function getByEmail() {}"},"configuration":{"DB_URL":"CANARY-database"},"passwordPolicy":"good"}}"""
        );
    }

    private async Task FillActionsAsync()
    {
        var action = await IdAsync(
            "actions/actions",
            """{"name":"Add claims","code":"exports.onExecutePostLogin = async (event, api) => {\n  // @@user@@ is no marker\n};\n","runtime":"node22","supported_triggers":[{"id":"post-login","version":"v3"}],"dependencies":[{"name":"lodash","version":"4.17.21"},{"name":"axios","version":"1.7.0"}],"secrets":[{"name":"API_KEY","value":"CANARY-action"}]}"""
        );
        await SendAsync(HttpMethod.Post, $"actions/actions/{action}/deploy", null);
        await SendAsync(
            HttpMethod.Post,
            "actions/actions",
            """{"name":"A draft","code":"exports.onExecutePostLogin = async () => {};","runtime":"node22","supported_triggers":[{"id":"post-login","version":"v3"}]}"""
        );
        await SendAsync(
            HttpMethod.Patch,
            "actions/triggers/post-login/bindings",
            """{"bindings":[{"ref":{"type":"action_name","value":"Add claims"},"display_name":"Claims first"}]}"""
        );
    }

    private async Task FillOrganizationsAsync(string grant)
    {
        var connections = new Dictionary<string, string>();
        await foreach (var connection in session.ListAsync(Auth0Resources.Connections, null, null, cancellationToken))
        {
            connections[connection.Name!] = connection.Id!;
        }

        var organization = await IdAsync(
            "organizations",
            """{"name":"initech","display_name":"Initech GmbH","metadata":{"plan":"gold"},"branding":{"colors":{"primary":"#112233","page_background":"#ffffff"}}}"""
        );
        await SendAsync(
            HttpMethod.Post,
            $"organizations/{organization}/enabled_connections",
            $$"""{"connection_id":"{{connections["acme-oidc"]}}","assign_membership_on_login":true,"show_as_button":true}"""
        );
        await SendAsync(
            HttpMethod.Post,
            $"organizations/{organization}/enabled_connections",
            $$"""{"connection_id":"{{connections["own-users"]}}","assign_membership_on_login":false}"""
        );
        await SendAsync(HttpMethod.Post, $"organizations/{organization}/client-grants", $$"""{"grant_id":"{{grant}}"}""");
    }

    private async Task FillPagesAsync()
    {
        await SendAsync(
            HttpMethod.Post,
            "emails/provider",
            """{"name":"sendgrid","enabled":true,"default_from_address":"shop@example.com","credentials":{"api_key":"CANARY-mail"}}"""
        );
        await SendAsync(
            HttpMethod.Post,
            "email-templates",
            """{"template":"welcome_email","body":"<p>Welcome, {{ user.name }}</p>\n","from":"shop@example.com","subject":"Welcome","syntax":"liquid","enabled":true,"urlLifetimeInSeconds":432000}"""
        );
        await SendAsync(
            HttpMethod.Post,
            "custom-domains",
            """{"domain":"login.example.com","type":"auth0_managed_certs","tls_policy":"recommended"}"""
        );
        await SendAsync(
            HttpMethod.Patch,
            "branding",
            """{"logo_url":"https://example.com/logo.png","colors":{"primary":"#0059d6","page_background":"#fafafa"}}"""
        );
        await SendAsync(
            HttpMethod.Put,
            "branding/templates/universal-login",
            """{"template":"<!DOCTYPE html><html><head>{%- auth0:head -%}</head><body>{%- auth0:widget -%}</body></html>"}"""
        );
        await SendAsync(
            HttpMethod.Put,
            "prompts/login/custom-text/de",
            """{"login":{"title":"Willkommen","password_placeholder":"Kennwort"}}"""
        );
        await SendAsync(HttpMethod.Put, "prompts/login/partials", """{"login":{"form-content-start":"<div>Hello</div>"}}""");
        await SendAsync(HttpMethod.Patch, "prompts", """{"identifier_first":true}""");
    }

    private async Task<string> IdAsync(string path, string body, string property = "id") =>
        (await SendAsync(HttpMethod.Post, path, body)).GetProperty(property).GetString()!;

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, string? body)
    {
        var answer = await session.SendAsync(
            new Auth0ApiRequest
            {
                Method = method,
                Path = path,
                Body = body,
            },
            null,
            cancellationToken
        );
        if (answer.IsEmpty)
        {
            return default;
        }

        using var json = answer.ReadJson();
        return json.RootElement.Clone();
    }
}
