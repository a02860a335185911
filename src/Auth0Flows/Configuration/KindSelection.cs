using Auth0Flows.Configuration.Kinds;

namespace Auth0Flows.Configuration;

/// <summary>The kinds that a caller wants.</summary>
internal static class KindSelection
{
    // The kinds of auth0-deploy-cli 8.44 that are in none of the declarations, with their folders.
    private static readonly (string Kind, string Folder)[] _unsupported =
    [
        ("actionModules", "action-modules"),
        ("clientAuthCredentials", "client-auth-credentials"),
        ("connectionProfiles", "connection-profiles"),
        ("eventStreams", "event-streams"),
        ("flows", "flows"),
        ("flowVaultConnections", "flow-vault-connections"),
        ("forms", "forms"),
        ("guardianFactorProviders", "guardian/providers"),
        ("guardianFactorTemplates", "guardian/templates"),
        ("hooks", "hooks"),
        ("networkACLs", "network-acls"),
        ("phoneProviders", "phone-providers"),
        ("phoneTemplates", "phone-templates"),
        ("rateLimitPolicies", "rate-limit-policies"),
        ("riskAssessment", "risk-assessment"),
        ("rules", "rules"),
        ("rulesConfigs", "rules-configs"),
        ("selfServiceProfiles", "self-service-profiles"),
        ("supplementalSignals", "supplemental-signals"),
        ("tokenExchangeProfiles", "token-exchange-profiles"),
        ("userAttributeProfiles", "user-attribute-profiles"),
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
