using Auth0Flows.Configuration.Kinds;

namespace Auth0Flows.Configuration;

/// <summary>Reads the kinds of a tenant.</summary>
internal sealed class TenantSnapshots(TenantReader tenant, NameIndex names)
{
    private readonly List<string> _notices = [];

    /// <summary>What wasn't read, and why.</summary>
    public IReadOnlyList<string> Notices => _notices;

    /// <summary>Reads one kind; null if the application may not, or the tenant doesn't have it.</summary>
    public async Task<KindSnapshot?> ReadAsync(ConfigurationKind kind, CancellationToken cancellationToken)
    {
        // With ids instead of names, all its objects would be others than those of a folder: they would be removed.
        if (kind.NamedBy is { } by && names.RefusalOf(by) is { } refusal)
        {
            _notices.Add($"{kind.Name} (named by the {by}: {ReasonOf(refusal)})");
            return null;
        }

        IReadOnlyList<ConfigurationObject> found;
        try
        {
            found = await kind.ReadAsync(tenant, cancellationToken).ConfigureAwait(false);
        }
        catch (Auth0ApiException failure) when (failure.Code == Auth0ErrorCode.InsufficientScope || TenantReader.IsRefused(failure))
        {
            _notices.Add($"{kind.Name} ({ReasonOf(failure)})");
            return null;
        }

        var own = kind is ClientGrantKind ? ClientGrantKind.StartOf(names.NameOf("clients", tenant.ClientId) ?? tenant.ClientId) : null;
        var objects = new SortedDictionary<string, ConfigurationObject>(StringComparer.Ordinal);
        var ambiguous = new HashSet<string>(StringComparer.Ordinal);
        foreach (var one in found.Select(one => Portable(kind, one)))
        {
            if (own is not null && one.Name.StartsWith(own, StringComparison.Ordinal))
            {
                continue;
            }

            if (!objects.TryAdd(one.Name, one))
            {
                ambiguous.Add(one.Name);
                _notices.Add($"{kind.Name} '{one.Name}' ({one.Id}: another one has the same name)");
            }
        }

        return new KindSnapshot(kind, [.. objects.Values]) { LeftOut = own, Ambiguous = ambiguous };
    }

    private static string ReasonOf(Auth0ApiException failure) =>
        failure.RequiredScopes is { Count: > 0 } scopes ? $"needs the scope {string.Join(" or ", scopes)}" : failure.Message.TrimEnd('.');

    private ConfigurationObject Portable(ConfigurationKind kind, ConfigurationObject found)
    {
        var map = found.Properties;
        kind.Clean(map);
        kind.ReplaceManagementApi(map, identifier => identifier == tenant.ManagementAudience);
        foreach (var (pattern, target) in kind.References)
        {
            JsonTree.Visit(map, pattern, value => value is string id ? names.NameOf(target, id) ?? id : value);
        }

        kind.Sort(map);
        var named = found with { Name = kind.NameOf(map) ?? found.Name };
        return named with { FileName = kind.FileNameOf(named) };
    }
}
