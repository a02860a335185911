namespace Auth0Flows.LocalTenant.Management;

/// <summary>The scopes of the Management API, except those for a user's own token.</summary>
internal static class ManagementScopes
{
    // The verbs, and the nouns that have these.
    private static readonly (string Verbs, string Nouns)[] _scopes =
    [
        (
            "read create update delete",
            "actions agents authentication_methods branding client_credentials client_grants client_keys client_profiles "
                + "clients connection_profiles connections custom_domains custom_signing_keys directory_provisionings "
                + "email_provider encryption_keys event_streams experimentation flows flows_vault_connections forms hooks "
                + "log_streams network_acls organization_clients organization_connections organization_discovery_domains "
                + "organization_member_roles organization_members organizations phone_providers phone_templates "
                + "rate_limit_policies resource_servers roles rules scim_config self_service_profiles token_exchange_profiles "
                + "user_attribute_profiles users users_app_metadata vdcs_templates"
        ),
        (
            "read",
            "client_summary events group_members logs logs_users organization_groups organization_member_effective_roles "
                + "organization_member_role_source_groups organizations_summary stats user_effective_permissions "
                + "user_effective_roles user_idp_tokens user_permission_source_roles user_role_source_groups"
        ),
        (
            "read create delete",
            "group_roles network_acl_keys organization_client_grants organization_group_roles organization_invitations "
                + "role_members scim_token"
        ),
        (
            "read update",
            "attack_protection event_deliveries guardian_factors mfa_policies prompts self_service_profile_custom_texts "
                + "tenant_settings"
        ),
        ("read delete", "anomaly_blocks device_credentials flows_executions grants groups guardian_enrollments"),
        ("read update delete", "refresh_tokens rules_configs sessions"),
        ("read create update", "connections_keys email_templates signing_keys"),
        ("create", "guardian_enrollment_tickets user_tickets"),
        ("create delete", "sso_access_tickets"),
        ("update", "client_token_vault_privileged_access"),
    ];

    public static IReadOnlyList<string> All { get; } =
    [.. from scope in _scopes from noun in scope.Nouns.Split(' ') from verb in scope.Verbs.Split(' ') select $"{verb}:{noun}"];
}
