using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Management.Declared;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Configuration;

/// <summary>
/// What a tenant has once: its settings, and those of its parts, with the defaults of a new tenant. To add some, add them to this list.
/// Each tenant has its own.
/// </summary>
internal static class ConfigurationSettings
{
    private const string Factors = "guardian_factors";

    // The defaults are as recorded from new tenants.
    public static IReadOnlyList<Settings> Create() =>
        [
            Tenant(),
            new(
                "attack-protection/breached-password-detection",
                """
                {"enabled":false,"shields":[],"admin_notification_frequency":[],"method":"standard",
                 "stage":{"pre-user-registration":{"shields":[]},"pre-change-password":{"shields":[]}}}
                """,
                "enabled flag",
                "shields texts",
                "admin_notification_frequency texts",
                "method standard|enhanced",
                "stage object"
            )
            {
                Merged = ["stage"],
            },
            new(
                "attack-protection/brute-force-protection",
                """{"enabled":true,"shields":["block","user_notification"],"mode":"count_per_identifier_and_ip","allowlist":[],"max_attempts":10}""",
                "enabled flag",
                "shields texts",
                "allowlist texts",
                "mode count_per_identifier_and_ip|count_per_identifier",
                "max_attempts integer"
            ),
            new(
                "attack-protection/suspicious-ip-throttling",
                """
                {"enabled":true,"shields":["admin_notification","block"],"allowlist":[],
                 "stage":{"pre-login":{"max_attempts":100,"rate":864000},"pre-user-registration":{"max_attempts":50,"rate":1200}}}
                """,
                "enabled flag",
                "shields texts",
                "allowlist texts",
                "stage object"
            )
            {
                Merged = ["stage"],
            },
            new(
                "attack-protection/bot-detection",
                """
                {"challenge_password_policy":"never","challenge_passwordless_policy":"never","challenge_password_reset_policy":"never",
                 "allowlist":[],"bot_detection_level":"medium","monitoring_mode_enabled":false}
                """,
                "bot_detection_level low|medium|high",
                "challenge_password_policy never|when_risky|always",
                "challenge_passwordless_policy never|when_risky|always",
                "challenge_password_reset_policy never|when_risky|always",
                "allowlist texts",
                "monitoring_mode_enabled flag"
            ),
            new(
                "attack-protection/captcha",
                """{"active_provider_id":"auth_challenge","auth_challenge":{"fail_open":false}}""",
                "active_provider_id arkose|auth_challenge|friendly_captcha|hcaptcha|recaptcha_v2|recaptcha_enterprise|simple_captcha",
                "arkose object",
                "auth_challenge object",
                "hcaptcha object",
                "friendly_captcha object",
                "recaptcha_enterprise object",
                "recaptcha_v2 object",
                "simple_captcha object"
            ),
            new("attack-protection/phone-provider-protection", """{"type":"default"}""", "type! default|exponential"),
            new("risk-assessments/settings", """{"enabled":false}""", "enabled! flag") { Noun = "attack_protection" },
            new("risk-assessments/settings/new-device", """{"remember_for":30}""", "remember_for! integer") { Noun = "attack_protection" },
            new("supplemental-signals", """{"akamai_enabled":false}""", "akamai_enabled! flag") { Noun = "attack_protection" },
            new(
                "branding",
                """{"colors":{"primary":"#0059d6","page_background":"#000000"}}""",
                "colors object",
                "favicon_url",
                "logo_url",
                "font object"
            )
            {
                Merged = ["colors"],
            },
            new(
                "prompts",
                """{"universal_login_experience":"new","identifier_first":false,"webauthn_platform_first_factor":false}""",
                "universal_login_experience new|classic",
                "identifier_first flag",
                "webauthn_platform_first_factor flag"
            ),
            new("keys/custom-signing", """{"keys":[]}""", "keys! objects")
            {
                Noun = "custom_signing_keys",
                Methods = ["PUT"],
                IsDeletable = true,
            },
            .. Guardian(),
        ];

    private static Settings Tenant() =>
        new(
            "tenants/settings",
            $$"""
            {"friendly_name":"Local tenant","support_email":"support@example.com","default_directory":"{{Connections.Default}}",
             "session_lifetime":168,"idle_session_lifetime":72,"enabled_locales":["en"],"sandbox_version":"22","allowed_logout_urls":[],
             "flags":{"enable_client_connections":false,"revoke_refresh_token_grant":false,"disable_clickjack_protection_headers":false} }
            """,
            "change_password object",
            "device_flow object",
            "guardian_mfa_page object",
            "default_audience",
            "default_directory",
            "error_page object",
            "default_token_quota object",
            "flags object",
            "friendly_name",
            "picture_url",
            "support_email",
            "support_url",
            "allowed_logout_urls texts",
            "session_lifetime number",
            "session_lifetime_in_minutes number",
            "idle_session_lifetime number",
            "idle_session_lifetime_in_minutes number",
            "ephemeral_session_lifetime number",
            "idle_ephemeral_session_lifetime number",
            "ephemeral_session_lifetime_in_minutes number",
            "idle_ephemeral_session_lifetime_in_minutes number",
            "sandbox_version",
            "legacy_sandbox_version",
            "default_redirection_uri",
            "enabled_locales texts",
            "security_headers object",
            "session_cookie object",
            "sessions object",
            "oidc_logout object",
            "customize_mfa_in_postlogin_action flag",
            "allow_organization_name_in_authentication_api flag",
            "acr_values_supported texts",
            "mtls object",
            "pushed_authorization_requests_supported flag",
            "authorization_response_iss_parameter_supported flag",
            "skip_non_verifiable_callback_uri_confirmation_prompt flag",
            "resource_parameter_profile audience|compatibility",
            "client_id_metadata_document_supported flag",
            "enable_ai_guide flag",
            "phone_consolidated_experience flag",
            "include_session_metadata_in_tenant_logs flag",
            "dynamic_client_registration_security_mode strict|permissive",
            "country_codes object"
        )
        {
            Noun = "tenant_settings",
            Merged = ["flags"],
            Clean = ConvertMinutes,
        };

    // As recorded: what is sent in minutes is returned in hours.
    private static void ConvertMinutes(JsonObject json)
    {
        const string Minutes = "_in_minutes";
        foreach (var name in json.Select(setting => setting.Key).Where(name => name.EndsWith(Minutes, StringComparison.Ordinal)).ToArray())
        {
            if (json[name].AsNumber() is { } minutes)
            {
                json[name[..^Minutes.Length]] = minutes / 60;
            }

            json.Remove(name);
        }
    }

    private static IEnumerable<Settings> Guardian()
    {
        string[] twilio = ["from", "messaging_service_sid", "auth_token", "sid"];
        string[] templates = ["enrollment_message!", "verification_message!"];
        const string DefaultTemplates = """
            {"enrollment_message":"{{code}} is your verification code for {{tenant.friendly_name}}.",
             "verification_message":"{{code}} is your verification code for {{tenant.friendly_name}}."}
            """;
        foreach (var factor in new[] { "phone", "sms" })
        {
            yield return Put($"{factor}/providers/twilio", "{}", twilio);
            yield return Put($"{factor}/selected-provider", """{"provider":"auth0"}""", "provider! twilio|auth0|phone-message-hook");
            yield return Put($"{factor}/templates", DefaultTemplates, templates);
        }

        yield return Put("phone/message-types", """{"message_types":["sms"]}""", "message_types! texts");
        yield return Put("phone/settings", Codes, "otp_length! integer", "otp_expiration_time! integer");
        yield return Put("email/settings", Codes, "otp_length! integer", "otp_expiration_time! integer");
        yield return Put("push-notification/selected-provider", """{"provider":"guardian"}""", "provider! guardian|sns|direct");
        yield return Both("push-notification/providers/apns", "{}", "sandbox flag", "bundle_id", "p12");
        yield return Both("push-notification/providers/fcm", "{}", "server_key");
        yield return Both("push-notification/providers/fcmv1", "{}", "server_credentials");
        yield return Both(
            "push-notification/providers/sns",
            "{}",
            "aws_access_key_id",
            "aws_secret_access_key",
            "aws_region",
            "sns_apns_platform_application_arn",
            "sns_gcm_platform_application_arn"
        );
        yield return Both("duo/settings", "{}", "ikey", "skey", "host");
        yield return Put(
            "webauthn-roaming/settings",
            """{"userVerification":"preferred","overrideRelyingParty":false}""",
            "userVerification discouraged|preferred|required",
            "overrideRelyingParty flag",
            "relyingPartyIdentifier"
        );
        yield return Put(
            "webauthn-platform/settings",
            """{"overrideRelyingParty":false}""",
            "overrideRelyingParty flag",
            "relyingPartyIdentifier"
        );
        yield return new Settings(
            "guardian/settings",
            """
            {"display_remember_me_checkbox":true,"remember_me_default_value":false,
             "mfa_session_inactivity_timeout":3,"mfa_session_overall_timeout":30}
            """,
            "display_remember_me_checkbox! flag",
            "remember_me_default_value! flag",
            "mfa_session_inactivity_timeout! number",
            "mfa_session_overall_timeout! number"
        )
        {
            Noun = Factors,
            Methods = ["PUT"],
        };
    }

    private const string Codes = """{"otp_length":6,"otp_expiration_time":300}""";

    private static Settings Put(string path, string defaults, params string[] properties) =>
        new($"guardian/factors/{path}", defaults, properties) { Noun = Factors, Methods = ["PUT"] };

    private static Settings Both(string path, string defaults, params string[] properties) =>
        new($"guardian/factors/{path}", defaults, properties)
        {
            Noun = Factors,
            Methods = ["PUT", "PATCH"],
            WriteOnly = ["p12", "server_key", "server_credentials", "aws_secret_access_key", "skey"],
        };
}
