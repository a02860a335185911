using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Management;
using Auth0Flows.LocalTenant.Management.Declared;

namespace Auth0Flows.LocalTenant.Configuration;

/// <summary>
/// The kinds of objects that a tenant's configuration consists of, and that do nothing here but being kept. To add one, add it to this
/// list: its path, the prefix of its ids, its properties (see <see cref="Property"/>), and how it differs from others. The property lists
/// are those of the Management API's reference.
/// </summary>
internal static class ConfigurationKinds
{
    private const string LocalTenant = Applications.ClientTemplate.Tenant;

    public static IReadOnlyList<Kind> All { get; } =
    [
        new(
            "log-streams",
            "lst_",
            "name",
            "type! http|eventbridge|eventgrid|datadog|splunk|sumo|segment|mixpanel fixed",
            "isPriority flag",
            "filters objects",
            "pii_config object",
            "sink! object",
            "status active|paused|suspended",
            "startFrom text fixed"
        )
        {
            List = ListForm.Array,
            Unique = "name",
            CreatedStatus = 200,
            NotFound = "The log stream does not exist.",
            Complete = Default("status", "active"),
        },
        new("event-streams", "est_", "name", "subscriptions objects", "destination! object", "status enabled|disabled")
        {
            List = ListForm.Checkpoints,
            ListName = "eventStreams",
            HasTimes = true,
            Unique = "name",
            NotFound = "The requested stream does not exist.",
            Complete = Default("status", "enabled"),
        },
        new(
            "forms",
            "ap_",
            "name!",
            "messages object",
            "languages object",
            "translations object",
            "nodes objects",
            "start object",
            "ending object",
            "style object"
        )
        {
            HasTimes = true,
            NotFound = "Form not found",
            DeletesOnlyExisting = true,
        },
        new("flows", "af_", "name!", "actions objects")
        {
            HasTimes = true,
            NotFound = "Flow not found",
            DeletesOnlyExisting = true,
        },
        new(
            "flows/vault/connections",
            "ac_",
            "name!",
            "app_id! ACTIVECAMPAIGN|AIRTABLE|AUTH0|BIGQUERY|CLEARBIT|DOCUSIGN|GOOGLE_SHEETS|HTTP|HUBSPOT|JWT|MAILCHIMP|MAILJET"
                + "|PIPEDRIVE|SALESFORCE|SENDGRID|SLACK|STRIPE|TELEGRAM|TWILIO|WHATSAPP|ZAPIER fixed",
            "setup object"
        )
        {
            Noun = "flows_vault_connections",
            HasTimes = true,
            NotFound = "Connection not found",
            DeletesOnlyExisting = true,
            WriteOnly = ["setup"],
            Complete = json => json["ready"] = json["setup"] is not null,
        },
        new(
            "self-service-profiles",
            "ssp_",
            "name!",
            "description",
            "branding object",
            "allowed_strategies texts",
            "user_attributes objects",
            "user_attribute_profile_id"
        )
        {
            HasTimes = true,
            NotFound = "Profile with ID: {id} not found",
            Unique = "name",
        },
        new("token-exchange-profiles", "tep_", "name!", "subject_token_type!", "action_id! text fixed", "type! custom_authentication fixed")
        {
            List = ListForm.Checkpoints,
            HasTimes = true,
            Unique = "subject_token_type",
            NotFound = "Token exchange profile not found.",
        },
        new("user-attribute-profiles", "uap_", "name!", "user_id object", "user_attributes! object")
        {
            List = ListForm.Checkpoints,
            Unique = "name",
            NotFound = "User attribute profile not found.",
        },
        new(
            "connection-profiles",
            "cop_",
            "name!",
            "organization object",
            "connection_name_prefix_template",
            "enabled_features texts",
            "connection_config object",
            "strategy_overrides object",
            "provisioning object",
            "cross_app_access_resource_app object"
        )
        {
            List = ListForm.Checkpoints,
            Unique = "name",
        },
        new(
            "rate-limit-policies",
            "rlp_",
            "resource! oauth_authentication_api fixed",
            "consumer! client fixed",
            "consumer_selector! text fixed",
            "configuration! object"
        )
        {
            List = ListForm.Checkpoints,
            Singular = "rate_limit_policy",
            Unique = "consumer_selector",
            HasTimes = true,
            DeletesOnlyExisting = true,
            Filters = ["resource", "consumer", "consumer_selector"],
        },
        new("network-acls", "acl_", "description!", "active! flag", "priority integer", "rule! object")
        {
            HasTimes = true,
            ChangeMethods = ["PATCH", "PUT"],
            Unique = "priority",
            NotFound = "NetworkACL with this ID was not found",
            DeletesOnlyExisting = true,
            Check = CheckRule,
        },
        new(
            "branding/themes",
            "",
            "borders! object",
            "colors! object",
            "displayName",
            "fonts! object",
            "identifiers object",
            "page_background! object",
            "widget! object"
        )
        {
            Noun = "branding",
            CreateScope = "update:branding",
            IdName = "themeId",
            CreatedStatus = 200,
            NotFound = "There was an error retrieving branding settings: invalid theme ID",
            NotFoundCode = "theme_not_found",
            DeletesOnlyExisting = true,
        },
        new("branding/phone/providers", "pro_", "name! twilio|custom", "disabled flag", "configuration object", "credentials! object")
        {
            Noun = "phone_providers",
            ListName = "providers",
            List = ListForm.Wrapped,
            Unique = "channel",
            HasTimes = true,
            NotFound = "Notification Resource not found",
            DeletesOnlyExisting = true,
            WriteOnly = ["credentials"],
            Complete = CompletePhone,
        },
        new(
            "branding/phone/templates",
            "tem_",
            "type otp_verify|otp_enroll|change_password|blocked_account|password_breach fixed",
            "disabled flag",
            "content object"
        )
        {
            Noun = "phone_templates",
            ListName = "templates",
            List = ListForm.Wrapped,
            Unique = "type",
            HasTimes = true,
            NotFound = "Notification Resource not found",
            DeletesOnlyExisting = true,
            Complete = CompletePhone,
        },
        new(
            "custom-domains",
            "cd_",
            "domain! text fixed",
            "type! auth0_managed_certs|self_managed_certs fixed",
            "verification_method txt fixed",
            "tls_policy recommended",
            "custom_client_ip_header any",
            "domain_metadata object",
            "relying_party_identifier"
        )
        {
            IdName = "custom_domain_id",
            List = ListForm.Array,
            Unique = "domain",
            Complete = CompleteDomain,
        },
        new("agents", "agt_", "name!", "client_id", "external_agent_id", "metadata object")
        {
            List = ListForm.Checkpoints,
            HasTimes = true,
            Unique = "name",
        },
        new("keys/network-acls", "nak_", "name!", "alg! hmac-sha256", "value!")
        {
            Noun = "network_acl_keys",
            List = ListForm.Array,
            ChangeMethods = [],
            Unique = "name",
            WriteOnly = ["value"],
        },
        new(
            "actions/modules",
            "",
            "name! text fixed",
            "code!",
            "secrets objects",
            "dependencies objects",
            "api_version",
            "publish flag fixed"
        )
        {
            Noun = "actions",
            Singular = "module",
            ListName = "modules",
            List = ListForm.Counted,
            Unique = "name",
            HasTimes = true,
            DeletesOnlyExisting = true,
            Complete = json =>
            {
                json["all_changes_published"] = json["publish"].AsFlag() == true;
                json["actions_using_module_total"] = 0;
                json.Remove("publish");
            },
            Clean = RemoveValues,
        },
        new("rules", "rul_", "name!", "script!", "order integer", "enabled flag", "stage text fixed")
        {
            Unique = "name",
            Complete = json =>
            {
                json["enabled"] ??= true;
                json["stage"] ??= "login_success";
            },
        },
        new("hooks", "", "name!", "script!", "dependencies object", "enabled flag", "triggerId! text fixed")
        {
            Unique = "name",
            NotFound = "Error: Hook does not exist",
            NotFoundCode = "HookDoesNotExist",
        },
    ];

    private static Action<JsonObject> Default(string name, string value) => json => json[name] ??= value;

    private static void RemoveValues(JsonObject json)
    {
        foreach (var secret in (json["secrets"] as JsonArray ?? []).OfType<JsonObject>())
        {
            secret.Remove("value");
        }
    }

    private static void CompletePhone(JsonObject json)
    {
        json["tenant"] = LocalTenant;
        json["channel"] = "phone";
        json["disabled"] ??= false;
    }

    private static void CompleteDomain(JsonObject json)
    {
        var domain = json["domain"].AsText() ?? "";
        json["primary"] = true;
        json["is_default"] = false;
        json["status"] = "pending_verification";
        json["tls_policy"] ??= "recommended";
        json.Remove("verification_method");
        json["verification"] = new JsonObject
        {
            ["methods"] = new JsonArray(
                new JsonObject
                {
                    ["name"] = json["type"].AsText() == "self_managed_certs" ? "TXT" : "CNAME",
                    ["record"] =
                        $"{LocalTenant}-{json["custom_domain_id"].AsText()?.Replace('_', '-').ToLowerInvariant()}.edge.example.com",
                    ["domain"] = domain,
                }
            ),
        };
    }

    // Auth0's reference: one action, and where it applies.
    private static void CheckRule(BodyReader body)
    {
        if (body.Object("rule") is { } rule && (rule["action"] is not JsonObject || rule["scope"].AsText() is null))
        {
            throw ApiException.InvalidBody("Missing required property: action, scope", "rule");
        }
    }
}
