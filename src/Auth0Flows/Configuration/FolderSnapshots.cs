using Auth0Flows.Configuration.Kinds;

namespace Auth0Flows.Configuration;

/// <summary>Reads the kinds of a folder.</summary>
internal static class FolderSnapshots
{
    /// <summary>Reads one kind; null if the folder doesn't have it.</summary>
    /// <exception cref="Auth0ConfigurationException">A file can't be used.</exception>
    public static KindSnapshot? Read(FolderReader folder, ConfigurationKind kind)
    {
        if (!kind.Layout.IsPresent(folder))
        {
            return null;
        }

        var objects = new SortedDictionary<string, (ConfigurationObject Object, string Path)>(StringComparer.Ordinal);
        foreach (var (path, map, document) in kind.Layout.Read(folder, kind.Secrets))
        {
            var name =
                document ?? NameOf(kind, map) ?? throw folder.Invalid(path, $"has no property that identifies one of the {kind.Name}");
            Unify(kind, map);
            if (!objects.TryAdd(name, (new ConfigurationObject(name, map), path)))
            {
                throw folder.Invalid(path, $"is a second one of the {kind.Name} named '{name}': {objects[name].Path} is the first");
            }
        }

        return new KindSnapshot(kind, [.. objects.Values.Select(static one => one.Object)]);
    }

    /// <summary>The name of the object that a file contains; null if it contains something else.</summary>
    public static string? NameOf(ConfigurationKind kind, JsonMap map)
    {
        var copy = JsonTree.Copy(map);
        Unify(kind, copy);
        return kind.NameOf(copy) is { Length: > 0 } name ? name : null;
    }

    private static void Unify(ConfigurationKind kind, JsonMap map)
    {
        kind.Clean(map);
        kind.Sort(map);
    }
}
