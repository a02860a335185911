using Auth0Flows.Configuration.Kinds;

namespace Auth0Flows.Configuration;

/// <summary>
/// Compares a kind on two sides. A folder needn't have all properties: one that its file doesn't have isn't compared with a tenant.
/// </summary>
internal sealed class SnapshotComparison(KindSnapshot left, KindSnapshot right, bool isLeftPartial, bool isRightPartial)
{
    private readonly ConfigurationKind _kind = left.Kind;

    /// <summary>Whether the differences have the secrets of the left side: those of a folder, never those of a tenant.</summary>
    public bool KeepsSecrets { get; init; }

    /// <summary>The secrets that the differences mask.</summary>
    public MappingSecrets Secrets { get; init; } = MappingSecrets.None;

    public IEnumerable<Auth0Difference> Differences() =>
        left
            .Objects.Concat(right.Objects)
            .Select(static one => one.Name)
            .Distinct()
            .Where(name => !left.LeavesOut(name) && !right.LeavesOut(name))
            .Order(StringComparer.Ordinal)
            .SelectMany(name => Differences(name, left.Find(name), right.Find(name)));

    private IEnumerable<Auth0Difference> Differences(string name, ConfigurationObject? one, ConfigurationObject? other)
    {
        var (before, after) = (Shown(one), Shown(other));
        var reference = KeepsSecrets || before is null ? one : one! with { Properties = before };
        if (before is not null && after is not null)
        {
            return Differences(name, reference!, [], before, after, isInMap: false);
        }

        // What an incomplete side doesn't have may be what couldn't be read there: it isn't to be removed.
        return before is null && left.IsIncomplete || (before is null ? isLeftPartial : isRightPartial) && _kind.KeepsAbsent
            ? []
            : [new Auth0Difference(_kind.Name, name, [], before, after, Secrets) { Reference = reference }];
    }

    private IEnumerable<Auth0Difference> Differences(
        string name,
        ConfigurationObject reference,
        string[] path,
        JsonMap one,
        JsonMap other,
        bool isInMap
    )
    {
        foreach (var property in one.Keys.Union(other.Keys).Order(StringComparer.Ordinal))
        {
            // What seems to be missing there may be what couldn't be read.
            if (path.Length == 0 && (left.LeavesOut(name, property) || right.LeavesOut(name, property)))
            {
                continue;
            }

            if (!isInMap && (isLeftPartial && !one.ContainsKey(property) || isRightPartial && !other.ContainsKey(property)))
            {
                continue;
            }

            var (before, after) = (one.GetValueOrDefault(property), other.GetValueOrDefault(property));
            string[] below = [.. path, property];
            if (before is JsonMap { Count: > 0 } inner && after is JsonMap { Count: > 0 } same)
            {
                var isMap = isInMap || (path.Length == 0 && _kind.Maps.Contains(property));
                foreach (var difference in Differences(name, reference, below, inner, same, isMap))
                {
                    yield return difference;
                }
            }
            else if (!AreSame(before, after))
            {
                yield return new Auth0Difference(_kind.Name, name, below, before, after, Secrets) { Reference = reference };
            }
        }
    }

    private bool AreSame(object? before, object? after) =>
        isRightPartial ? JsonTree.AreSame(after, before, isPartial: true) : JsonTree.AreSame(before, after, isLeftPartial);

    private JsonMap? Shown(ConfigurationObject? one) => one is null ? null : JsonTree.WithoutSecrets(one.Properties, _kind.Secrets);
}
