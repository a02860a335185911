using Auth0Flows.Configuration.Kinds;

namespace Auth0Flows.Configuration;

/// <summary>The kinds that a caller wants.</summary>
internal static class KindSelection
{
    // The kinds of auth0-deploy-cli 8.44 that are in none of the declarations: their folders, and their lists if the API has one.
    private static readonly (string Kind, string Folder, string? Path)[] _unsupported =
    [
        ("actionModules", "action-modules", "actions/modules"),
        ("clientAuthCredentials", "client-auth-credentials", null),
        ("connectionProfiles", "connection-profiles", "connection-profiles"),
        ("eventStreams", "event-streams", "event-streams"),
        ("flows", "flows", "flows"),
        ("flowVaultConnections", "flow-vault-connections", "flows/vault/connections"),
        ("forms", "forms", "forms"),
        ("guardianFactorProviders", "guardian/providers", null),
        ("guardianFactorTemplates", "guardian/templates", null),
        ("hooks", "hooks", "hooks"),
        ("networkACLs", "network-acls", "network-acls"),
        ("phoneProviders", "phone-providers", "branding/phone/providers"),
        ("phoneTemplates", "phone-templates", "branding/phone/templates"),
        ("rateLimitPolicies", "rate-limit-policies", null),
        ("riskAssessment", "risk-assessment", null),
        ("rules", "rules", "rules"),
        ("rulesConfigs", "rules-configs", null),
        ("selfServiceProfiles", "self-service-profiles", "self-service-profiles"),
        ("supplementalSignals", "supplemental-signals", null),
        ("tokenExchangeProfiles", "token-exchange-profiles", "token-exchange-profiles"),
        ("userAttributeProfiles", "user-attribute-profiles", "user-attribute-profiles"),
    ];

    /// <summary>The selected kinds, in their order.</summary>
    /// <exception cref="Auth0ConfigurationException">A name is not that of a kind.</exception>
    public static IReadOnlyList<ConfigurationKind> Of(Auth0ConfigurationOptions options)
    {
        var (only, without) = (Find(options.Kinds), Find(options.ExcludedKinds));
        return [.. ConfigurationKinds.All.Where(kind => (only.Count == 0 || only.Contains(kind)) && !without.Contains(kind))];
    }

    /// <summary>The kinds that a folder has and that aren't supported.</summary>
    public static IEnumerable<string> UnsupportedIn(FolderReader folder) =>
        _unsupported.Where(kind => folder.Files(kind.Folder, ".json").Any()).Select(static kind => kind.Kind);

    /// <summary>The kinds that a tenant has objects of and that aren't supported, as far as the application may read them.</summary>
    public static async Task<IReadOnlyList<string>> UnsupportedInAsync(TenantReader tenant, CancellationToken cancellationToken)
    {
        var lists = _unsupported.Where(static kind => kind.Path is not null).ToList();
        var found = await TenantReader
            .ForEachAsync(lists, (kind, token) => tenant.HasAnyAsync(kind.Path!, token), cancellationToken)
            .ConfigureAwait(false);
        return [.. lists.Zip(found).Where(static kind => kind.Second).Select(static kind => kind.First.Kind)];
    }

    private static List<ConfigurationKind> Find(IEnumerable<string> names) =>
        [
            .. names.Select(static name =>
                ConfigurationKinds.Find(name)
                ?? throw new Auth0ConfigurationException(
                    Auth0ErrorCode.InvalidConfiguration,
                    Array.Exists(_unsupported, kind => string.Equals(kind.Kind, name, StringComparison.OrdinalIgnoreCase))
                        ? $"The kind '{name}' is not supported."
                        : $"'{name}' is not a kind. These are: {string.Join(", ", ConfigurationKinds.All.Select(static kind => kind.Name))}."
                )
            ),
        ];
}
