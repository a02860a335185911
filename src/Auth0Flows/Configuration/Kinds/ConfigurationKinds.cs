namespace Auth0Flows.Configuration.Kinds;

/// <summary>The kinds, in the order in which they are created: what others name comes first.</summary>
internal static class ConfigurationKinds
{
    private static readonly string[] _templates =
    [
        "verify_email",
        "verify_email_by_code",
        "reset_email",
        "reset_email_by_code",
        "welcome_email",
        "blocked_account",
        "stolen_credentials",
        "enrollment_email",
        "mfa_oob_code",
        "change_password",
        "password_reset",
        "user_invitation",
        "async_approval",
    ];

    public static IReadOnlyList<ConfigurationKind> All { get; } =
    [
        new ListKind(ManagementApi.KindName, "resource-servers")
        {
            Layout = new ObjectFiles("resource-servers"),
            Identifier = "identifier",
            FileNameProperty = "name",
            Includes = static (api, tenant) =>
                api.GetValueOrDefault("is_system") is not true
                && api.GetValueOrDefault("identifier") as string != tenant.ManagementAudience,
            ReadOnly = ["id", "is_system", "client_id"],
            CreateOnly = ["identifier"],
            Sets = [new SetProperty("scopes")],
        },
        new ListKind("clients", "clients?is_global=false")
        {
            Layout = new ObjectFiles("clients") { Texts = [new TextInFile("custom_login_page", "{file}_custom_login_page.html")] },
            IdProperty = "client_id",
            Includes = static (client, _) => client.GetValueOrDefault("global") is not true,
            Secrets = new SecretRule { Unmarked = ["client_secret"] },
            ReadOnly =
            [
                "client_id",
                "callback_url_template",
                "signing_keys",
                "global",
                "tenant",
                "custom_login_page_preview",
                "config_route",
                "owners",
                "jwt_configuration.secret_encoded",
                "client_authentication_methods",
                "external_metadata_type",
                "external_metadata_created_by",
            ],
            CreateOnly = ["resource_server_identifier", "third_party_security_mode"],
            Sets = [new SetProperty("grant_types")],
            Maps = ["client_metadata"],
            References =
            [
                new ReferenceProperty("default_organization.organization_id", "organizations"),
                new ReferenceProperty("express_configuration.okta_oin_client_id", "clients"),
                new ReferenceProperty("my_organization_configuration.invitation_landing_client_id", "clients"),
            ],
        },
        new ClientGrantKind
        {
            Layout = new ObjectFiles("grants"),
            ReadOnly = ["id", "is_system"],
            CreateOnly = ["client_id", "audience", "subject_type", "default_for"],
            Sets = [new SetProperty("scope"), new SetProperty("authorization_details_types")],
            Audiences = ["audience"],
            References = [new ReferenceProperty("client_id", "clients")],
            Includes = static (grant, _) => grant.GetValueOrDefault("is_system") is not true,
        },
        new RoleKind
        {
            Layout = new ObjectFiles("roles"),
            ReadOnly = ["id", "type"],
            Parts = ["permissions"],
            Members = [new MemberList("permissions", "permission_name", "resource_server_identifier")],
            Sets = [new SetProperty("permissions", "permission_name", "resource_server_identifier")],
            Audiences = ["permissions.*.resource_server_identifier"],
        },
        new ActionKind
        {
            Layout = new ObjectFiles("actions") { Texts = [new TextInFile("code", "{file}/code.js") { FromRoot = true }] },
            Secrets = new SecretRule { Never = ["secrets"], Also = ["secrets.*.value"] },
            ReadOnly =
            [
                "id",
                "status",
                "deployed_version",
                "current_version",
                "installed_integration_id",
                "integration",
                "built_at",
                "last_built_at",
                "secrets.*.updated_at",
            ],
            Includes = static (action, _) => JsonTree.IsEmpty(action.GetValueOrDefault("installed_integration_id")),
            Unsent = ["deployed"],
            Sets =
            [
                new SetProperty("supported_triggers", "id", "version"),
                new SetProperty("dependencies", "name", "version"),
                new SetProperty("secrets", "name", "value"),
                new SetProperty("modules", "module_name", "module_version_number"),
            ],
        },
        new ConnectionKind("databases", "connections?strategy=auth0")
        {
            Layout = new ObjectFiles("database-connections", "database.json")
            {
                Texts = [new TextInFile("options.customScripts.*", "{name}.js")],
            },
            Secrets = new SecretRule
            {
                Never = ["options.custom_password_hash", "options.customScripts.change_password", "customScripts.change_password"],
            },
            Includes = static (connection, _) => connection.GetValueOrDefault("strategy") is "auth0",
            ReadOnly = ["id", "realms", "provisioning_ticket_url"],
            CreateOnly = ["name", "strategy"],
            Parts = ["enabled_clients"],
            Members = [new MemberList("enabled_clients")],
            Sets = [new SetProperty("enabled_clients")],
            Maps = ["metadata"],
            References =
            [
                new ReferenceProperty("enabled_clients.*", "clients"),
                new ReferenceProperty("options.custom_password_hash.action_id", "actions"),
            ],
        },
        new ConnectionKind("connections", "connections")
        {
            Layout = new ObjectFiles("connections")
            {
                Texts =
                [
                    new TextInFile("options.email.body", "{file}.html")
                    {
                        IsIn = static connection => connection.GetValueOrDefault("strategy") is "email",
                        IsRequired = true,
                    },
                ],
            },
            Includes = static (connection, _) => connection.GetValueOrDefault("strategy") is not "auth0",
            ReadOnly = ["id", "realms", "provisioning_ticket_url", "scim_configuration", "directory_provisioning_configuration"],
            CreateOnly = ["name", "strategy"],
            Parts = ["enabled_clients"],
            Members = [new MemberList("enabled_clients")],
            Sets = [new SetProperty("enabled_clients")],
            Maps = ["metadata"],
            References =
            [
                new ReferenceProperty("enabled_clients.*", "clients"),
                new ReferenceProperty("options.idpinitiated.client_id", "clients"),
            ],
        },
        new OrganizationKind
        {
            Layout = new ObjectFiles("organizations"),
            ReadOnly =
            [
                "id",
                "discovery_domains.*.id",
                "discovery_domains.*.verification_host",
                "discovery_domains.*.verification_txt",
                "clients",
            ],
            Parts = ["connections", "client_grants", "discovery_domains"],
            Members =
            [
                new MemberList("connections", "name"),
                new MemberList("client_grants", "client_id"),
                new MemberList("discovery_domains", "domain"),
            ],
            Sets =
            [
                new SetProperty("connections"),
                new SetProperty("client_grants", "client_id", "audience"),
                new SetProperty("discovery_domains"),
            ],
            Maps = ["metadata"],
            Audiences = ["client_grants.*.audience"],
            References =
            [
                new ReferenceProperty("connections.*.name", "connections"),
                new ReferenceProperty("client_grants.*.client_id", "clients"),
            ],
        },
        new TriggerKind
        {
            Layout = new OneFile("triggers/triggers.json", "bindings"),
            Members = [new MemberList("bindings", "action_name")],
        },
        new ListKind("customDomains", "custom-domains")
        {
            Layout = new OneFile("custom-domains/custom-domains.json"),
            Identifier = "domain",
            IdProperty = "custom_domain_id",
            ReadOnly =
            [
                "custom_domain_id",
                "status",
                "primary",
                "is_default",
                "verification",
                "verification_method",
                "certificate",
                "origin_domain_name",
            ],
            CreateOnly = ["domain", "type"],
            Maps = ["domain_metadata"],
        },
        new DocumentKind(
            "themes",
            new ConfigurationDocument("theme", "branding/themes/default")
            {
                ChangePath = "branding/themes/{id}",
                CreatePath = "branding/themes",
                IdProperty = "themeId",
                IsRemovable = true,
                IsOptional = true,
                IsReplaced = true,
            }
        )
        {
            Layout = new DocumentFiles(new DocumentFile("theme", "themes/theme.json")),
            ReadOnly = ["themeId"],
        },
        new DocumentKind(
            "branding",
            new ConfigurationDocument("branding", "branding"),
            new ConfigurationDocument("universal_login", "branding/templates/universal-login")
            {
                Method = HttpMethod.Put,
                IsOptional = true,
                IsRemovable = true,
                IsReplaced = true,
                ChangeNames = new Dictionary<string, string> { ["body"] = "template" },
                Fixed = ["template"],
            }
        )
        {
            Layout = new DocumentFiles(
                new DocumentFile("branding", "branding/branding.json"),
                new DocumentFile("universal_login", "branding/templates/universal_login.json")
                {
                    Texts = [new TextInFile("body", "{file}.html")],
                }
            ),
            KeepsAbsent = true,
        },
        new PageKind
        {
            Layout = new ObjectFiles("pages") { Texts = [new TextInFile("html", "{file}.html") { IsImplied = true }] },
            KeepsAbsent = true,
        },
        new DocumentKind(
            "emailProvider",
            new ConfigurationDocument("provider", "emails/provider?fields=name,enabled,default_from_address,settings&include_fields=true")
            {
                ChangePath = "emails/provider",
                CreatePath = "emails/provider",
                IsRemovable = true,
            }
        )
        {
            Layout = new DocumentFiles(new DocumentFile("provider", "emails/provider.json")),
        },
        new DocumentKind(
            "emailTemplates",
            [
                .. _templates.Select(static name => new ConfigurationDocument(name, $"email-templates/{name}")
                {
                    CreatePath = "email-templates",
                    IsOptional = true,
                    Fixed = ["template"],
                }),
            ]
        )
        {
            Layout = new DocumentFiles([
                .. _templates.Select(static name => new DocumentFile(name, $"emails/{name}.json")
                {
                    Texts = [new TextInFile("body", "{file}.html") { IsImplied = true }],
                }),
            ]),
            Secrets = new SecretRule { UsesNames = false },
            KeepsAbsent = true,
        },
        new PromptKind
        {
            Layout = new DocumentFiles(
                new DocumentFile(PromptKind.Settings, "prompts/prompts.json"),
                new DocumentFile(PromptKind.Texts, "prompts/custom-text.json"),
                new SnippetFile(PromptKind.Snippets, "prompts", "partials.json")
            ),
            Secrets = new SecretRule { UsesNames = false },
            KeepsAbsent = true,
        },
        new DocumentKind(
            "attackProtection",
            Protection("breached-password-detection"),
            Protection("brute-force-protection"),
            Protection("suspicious-ip-throttling"),
            Protection("bot-detection"),
            Protection("captcha")
        )
        {
            Layout = new DocumentFiles(
                ProtectionFile("breached-password-detection"),
                ProtectionFile("brute-force-protection"),
                ProtectionFile("suspicious-ip-throttling"),
                ProtectionFile("bot-detection"),
                ProtectionFile("captcha")
            ),
            Secrets = new SecretRule { Also = ["recaptcha_enterprise.project_id"] },
            ReadOnly = ["form_submission_mode", "form_submission_behavior"],
            Sets =
            [
                new SetProperty("shields"),
                new SetProperty("allowlist"),
                new SetProperty("admin_notification_frequency"),
                new SetProperty("stage.pre-user-registration.shields"),
                new SetProperty("stage.pre-change-password.shields"),
            ],
            KeepsAbsent = true,
        },
        new ListKind("guardianFactors", "guardian/factors")
        {
            Layout = new ObjectFiles("guardian/factors"),
            IdProperty = "name",
            ReadOnly = ["trial_expired"],
            CreateOnly = ["name"],
            UpdateMethod = HttpMethod.Put,
            KeepsAbsent = true,
        },
        Guardian("guardianPolicies", "policies", "guardian/policies", "policies"),
        Guardian("guardianPhoneFactorMessageTypes", "phoneFactorMessageTypes", "guardian/factors/phone/message-types", null),
        Guardian("guardianPhoneFactorSelectedProvider", "phoneFactorSelectedProvider", "guardian/factors/phone/selected-provider", null),
        new ListKind("logStreams", "log-streams")
        {
            Layout = new ObjectFiles("log-streams"),
            ReadOnly = ["id"],
            CreateOnly = ["type"],
            Sets = [new SetProperty("filters")],
            // Auth0 suspends a stream whose target fails; nobody can set that.
            Unify = static stream =>
            {
                if (stream.GetValueOrDefault("status") is "suspended")
                {
                    stream.Remove("status");
                }
            },
        },
        new TenantKind
        {
            Layout = new DocumentFiles(new DocumentFile("tenant", "tenant.json")),
            ReadOnly =
            [
                .. PageKind.InSettings,
                "sandbox_versions_available",
                "flags.allow_changing_enable_sso",
                "flags.enable_sso",
                "flags.disable_impersonation",
                "flags.remove_stale_idp_attributes",
            ],
            KeepsAbsent = true,
        },
    ];

    /// <summary>Finds a kind by its name; null if there is none.</summary>
    public static ConfigurationKind? Find(string name) =>
        All.FirstOrDefault(kind => string.Equals(kind.Name, name, StringComparison.OrdinalIgnoreCase));

    private static ConfigurationDocument Protection(string name) => new(name, $"attack-protection/{name}") { IsOptional = true };

    private static DocumentFile ProtectionFile(string name) => new(name, $"attack-protection/{name}.json");

    private static DocumentKind Guardian(string kind, string name, string path, string? list) =>
        new(
            kind,
            new ConfigurationDocument(name, path)
            {
                Method = HttpMethod.Put,
                ListProperty = list,
                IsOptional = true,
                IsReplaced = true,
            }
        )
        {
            Layout = new DocumentFiles(new DocumentFile(name, $"guardian/{name}.json")),
            KeepsAbsent = true,
            Members = list is null ? [] : [new MemberList(list)],
        };
}
