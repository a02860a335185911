namespace Auth0Flows.LocalTenant.Management;

/// <summary>The scopes of the Management API.</summary>
internal static class ManagementScopes
{
    private static readonly string[] _resources =
    [
        "users",
        "users_app_metadata",
        "clients",
        "client_keys",
        "client_credentials",
        "client_grants",
        "connections",
        "resource_servers",
        "organizations",
        "organization_members",
        "organization_member_roles",
        "organization_connections",
        "roles",
        "actions",
        "rules",
        "custom_domains",
        "branding",
    ];

    public static IReadOnlyList<string> All { get; } =
    [
        .. from resource in _resources from verb in new[] { "read", "create", "update", "delete" } select $"{verb}:{resource}",
        "read:role_members",
        "create:role_members",
        "delete:role_members",
        "read:logs",
        "read:logs_users",
        "read:stats",
        "read:tenant_settings",
        "update:tenant_settings",
        "create:user_tickets",
    ];
}
