using System.Globalization;
using Auth0Flows.Configuration.Kinds;

namespace Auth0Flows.Configuration;

/// <summary>Reads the kinds of a tenant.</summary>
internal sealed class TenantSnapshots(TenantReader tenant, NameIndex names)
{
    private readonly List<string> _notices = [];
    private readonly SortedSet<string> _unnamed = new(StringComparer.Ordinal); // kinds whose names are missing

    /// <summary>What wasn't read, and why.</summary>
    public IReadOnlyList<string> Notices => _notices;

    /// <summary>Reads one kind; null if the application may not, or the tenant doesn't have it.</summary>
    public async Task<KindSnapshot?> ReadAsync(ConfigurationKind kind, CancellationToken cancellationToken)
    {
        // With ids instead of names, all its objects would be others than those of a folder: they would be removed.
        if (kind.NamedBy is { } by && names.RefusalOf(by) is { } refusal)
        {
            _notices.Add($"{kind.Name} (named by the {by}: {refusal})");
            return null;
        }

        tenant.TakeLeftOut(); // by another kind that read the same
        IReadOnlyList<ConfigurationObject> found;
        try
        {
            found = await kind.ReadAsync(tenant, cancellationToken).ConfigureAwait(false);
        }
        catch (Auth0ApiException failure) when (failure.Code == Auth0ErrorCode.InsufficientScope || TenantReader.IsRefused(failure))
        {
            _notices.Add($"{kind.Name} ({NameIndex.ReasonOf(failure)})");
            return null;
        }

        var own = kind is ClientGrantKind ? ClientGrantKind.StartOf(names.NameOf("clients", tenant.ClientId) ?? tenant.ClientId) : null;
        var objects = new SortedDictionary<string, ConfigurationObject>(StringComparer.Ordinal);
        var ambiguous = new HashSet<string>(StringComparer.Ordinal);
        _unnamed.Clear();
        ConfigurationObject[] portable = [.. found.Select(one => Portable(kind, one))];
        var odd = LeftOut(kind);
        _notices.AddRange(
            _unnamed.Select(target =>
                $"the names of the {target} in {kind.Name}, which have ids in their place ({names.RefusalOf(target)})"
            )
        );
        foreach (var one in portable)
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

        return new KindSnapshot(kind, [.. objects.Values])
        {
            LeftOut = own,
            Ambiguous = ambiguous,
            IsIncomplete = odd.Count > 0,
            HasUnknown = odd.Exists(static one => one.Found is null),
            Odd = odd.Where(static one => one.Found is not null).Select(static one => (one.Found!.Name, one.Property)).ToHashSet(),
        };
    }

    // What can't be used, with a notice of each.
    private List<OddObject> LeftOut(ConfigurationKind kind)
    {
        var odd = tenant
            .TakeLeftOut()
            .Select(one => one.Found is { Properties.Count: > 0 } found ? one with { Found = Portable(kind, found) } : one)
            .ToList();
        _notices.AddRange(
            odd.Select(one => one.Found is { } found ? $"{kind.Name} '{found.Name}' ({one.Why})" : $"one of the {kind.Name} ({one.Why})")
                .GroupBy(static notice => notice)
                .Select(static same =>
                    same.Skip(1).Any() ? string.Create(CultureInfo.InvariantCulture, $"{same.Key} ({same.Count()} times)") : same.Key
                )
        );
        return odd;
    }

    private string Named(string target, string id)
    {
        var name = names.NameOf(target, id);
        if (name is null && names.RefusalOf(target) is not null)
        {
            _unnamed.Add(target);
        }

        return name ?? id;
    }

    private ConfigurationObject Portable(ConfigurationKind kind, ConfigurationObject found)
    {
        var map = found.Properties;
        kind.Clean(map);
        kind.ReplaceManagementApi(map, identifier => identifier == tenant.ManagementAudience);
        foreach (var (pattern, target) in kind.References)
        {
            JsonTree.Visit(map, pattern, value => JsonTree.IdOf(value) is { } id ? Named(target, id) : value);
        }

        var named = found with { Name = kind.NameOf(map) ?? found.Name };
        foreach (var (property, why) in Shapes.RemoveWrong(kind, map))
        {
            tenant.LeaveOut(new OddObject(new ConfigurationObject(named.Name, []), why) { Property = property });
        }

        kind.Sort(map);
        return named with { FileName = kind.FileNameOf(named) };
    }
}
