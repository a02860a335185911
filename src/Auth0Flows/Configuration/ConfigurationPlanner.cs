using Auth0Flows.Configuration.Kinds;

namespace Auth0Flows.Configuration;

/// <summary>Finds what is to be done so that a tenant has the left side of differences.</summary>
internal sealed class ConfigurationPlanner(Auth0Configuration tenant, bool removes)
{
    private readonly NameIndex _names = tenant.Names!;
    private readonly List<string> _kept = [];

    /// <summary>The objects that aren't wanted, and stay: nobody asked to remove them, or they can't be removed.</summary>
    public IReadOnlyList<string> Kept => _kept;

    /// <summary>
    /// The changes in their order: what others name is created first and removed last. Changes that can't be done have a failure.
    /// </summary>
    public IReadOnlyList<Auth0ConfigurationChange> Plan(IEnumerable<Auth0Difference> differences)
    {
        // A kind that couldn't be read is unknown: its objects must not be created a second time.
        var changes = differences
            .Where(one => tenant.Snapshots.Any(snapshot => snapshot.Kind.Name == one.Kind))
            .GroupBy(static one => (one.Kind, one.ObjectName))
            .Select(group => Of(ConfigurationKinds.Find(group.Key.Kind)!, group.Key.ObjectName, [.. group]))
            .OfType<Auth0ConfigurationChange>()
            .ToLookup(static change => change.Action == Auth0ConfigurationAction.Remove);
        Auth0ConfigurationChange[] ordered =
        [
            .. changes[false].OrderBy(static change => Order(change.Definition)),
            .. changes[true].OrderByDescending(static change => Order(change.Definition)),
        ];
        var created = ordered
            .Where(static change => change.Action == Auth0ConfigurationAction.Create)
            .Select(static change => new NameReference(change.Definition.NamedAs, change.Change.Name))
            .ToList();
        foreach (var change in ordered.Where(static change => change.Failure is null))
        {
            change.Failure = Missing(change, created);
        }

        return ordered;
    }

    private static int Order(ConfigurationKind kind) => ConfigurationKinds.All.Index().First(one => one.Item == kind).Index;

    private Auth0ConfigurationChange? Of(ConfigurationKind kind, string name, IReadOnlyList<Auth0Difference> differences)
    {
        var current = tenant.Snapshots.FirstOrDefault(one => one.Kind == kind)?.Find(name);
        var reference = differences[0].Reference;
        var secrets = differences.Aggregate(MappingSecrets.None, static (all, one) => all.With(one.Secrets));
        if (differences[0].Path.Length > 0 || (current is not null && reference is not null))
        {
            return current is null
                ? reference is null
                    ? null
                    : Creation(kind, name, reference, secrets)
                : Update(kind, name, current, reference, differences, secrets);
        }

        if (reference is not null)
        {
            return Creation(kind, name, reference, secrets);
        }

        if (current is null)
        {
            return null; // it is gone already
        }

        if (!removes || !kind.CanRemove(name) || IsOwn(kind, current))
        {
            _kept.Add($"{kind.Name} '{secrets.Mask(name)}'");
            return null;
        }

        return Change(kind, new ObjectChange(name, current with { Properties = Linked(kind, current.Properties) }, null), null, secrets);
    }

    private static Auth0ConfigurationChange Creation(
        ConfigurationKind kind,
        string name,
        ConfigurationObject reference,
        MappingSecrets secrets
    ) => Change(kind, new ObjectChange(name, null, Linked(kind, reference.Properties)), null, secrets);

    private static Auth0ConfigurationChange? Update(
        ConfigurationKind kind,
        string name,
        ConfigurationObject current,
        ConfigurationObject? reference,
        IReadOnlyList<Auth0Difference> differences,
        MappingSecrets secrets
    )
    {
        var wanted = JsonTree.Copy(current.Properties);
        if (differences[0].Path.Length == 0)
        {
            // The object was created after the comparison: all properties of the reference are wanted.
            differences = WholeAsProperties(kind, name, reference!, current);
        }

        foreach (var difference in differences)
        {
            JsonTree.Set(
                wanted,
                difference.Path,
                difference.LeftValue is null
                    ? JsonTree.Removed
                    : WithSecrets(JsonTree.Copy(difference.LeftValue), reference, difference.Path)
            );
        }

        var changed = differences.Select(static difference => difference.Path[0]).ToHashSet(StringComparer.Ordinal);
        if (changed.Count == 0)
        {
            return null;
        }

        foreach (var (path, secret) in reference is null ? [] : JsonTree.Secrets(reference.Properties))
        {
            changed.Add(path[0]);
            JsonTree.Set(wanted, path, JsonTree.Copy(secret));
        }

        var refused = changed.Intersect(kind.CreateOnly).Order(StringComparer.Ordinal).ToList();
        return Change(
            kind,
            new ObjectChange(name, current with { Properties = Linked(kind, current.Properties) }, Linked(kind, wanted))
            {
                Changed = changed,
                Reference = reference?.Properties,
            },
            refused.Count == 0
                ? null
                : new Auth0ConfigurationException(
                    Auth0ErrorCode.InvalidConfiguration,
                    $"{string.Join(", ", refused)} of '{name}' can't be changed: remove the object first, and import it again."
                ),
            secrets
        );
    }

    private static Auth0Difference[] WholeAsProperties(
        ConfigurationKind kind,
        string name,
        ConfigurationObject reference,
        ConfigurationObject current
    ) =>
        [
            .. new SnapshotComparison(
                new KindSnapshot(kind, [reference]),
                new KindSnapshot(kind, [current]),
                isLeftPartial: true,
                isRightPartial: false
            ).Differences(),
        ];

    // A list is compared without its secrets, and replaced with them.
    private static object? WithSecrets(object? value, ConfigurationObject? reference, string[] path) =>
        value is List<object?> && reference is not null && JsonTree.Find(reference.Properties, path) is List<object?> whole
            ? JsonTree.Copy(whole)
            : value;

    private static Auth0ConfigurationChange Change(
        ConfigurationKind kind,
        ObjectChange change,
        Auth0Exception? failure,
        MappingSecrets secrets
    ) => new(kind, change, secrets) { Steps = failure is null ? [.. kind.StepsOf(change)] : [], Failure = failure };

    private static JsonMap Linked(ConfigurationKind kind, JsonMap map)
    {
        var linked = JsonTree.Copy(map);
        foreach (var (pattern, target) in kind.References)
        {
            JsonTree.Visit(linked, pattern, value => value is string name ? new NameReference(target, name) : value);
        }

        return linked;
    }

    // Whoever removes the application that manages the tenant can't undo it.
    private bool IsOwn(ConfigurationKind kind, ConfigurationObject current) => kind.Name == "clients" && current.Id == tenant.ClientId;

    private Auth0ConfigurationException? Missing(Auth0ConfigurationChange change, List<NameReference> created)
    {
        foreach (
            var reference in change
                .Steps.SelectMany(static step => JsonTree.Leaves(step.Body).Append(step.InPath))
                .OfType<NameReference>()
                .Where(reference =>
                    !created.Exists(one =>
                        one.Kind == reference.Kind
                        && (
                            one.Name == reference.Name
                            || (reference.IsStart && one.Name.StartsWith(reference.Name, StringComparison.Ordinal))
                        )
                    )
                )
        )
        {
            try
            {
                _names.IdOf(reference);
            }
            catch (Auth0ConfigurationException failure)
            {
                return failure;
            }
        }

        return null;
    }
}
