using Auth0Flows.Configuration.Kinds;

namespace Auth0Flows.Configuration;

/// <summary>The kinds of a folder. Which API an identifier means depends on the APIs of the other side too.</summary>
internal sealed class FolderSnapshots(FolderReader folder, IReadOnlySet<string> ownApis)
{
    private readonly List<(ConfigurationKind Kind, IReadOnlyList<FolderObject> Objects)> _kinds = [];

    /// <summary>Reads one kind, if the folder has it.</summary>
    /// <exception cref="Auth0ConfigurationException">A file can't be used.</exception>
    public void Read(ConfigurationKind kind)
    {
        if (kind.Layout.IsPresent(folder))
        {
            var objects = kind.Layout.Read(folder, kind.Secrets).ToList();
            foreach (var (path, properties, document) in objects)
            {
                if (kind.WrongIn(properties, document) is { } what)
                {
                    throw folder.Invalid(path, what);
                }
            }

            _kinds.Add((kind, objects));
        }
    }

    /// <summary>The kinds, compared with a side that has these APIs.</summary>
    /// <exception cref="Auth0ConfigurationException">A file can't be used.</exception>
    public IReadOnlyList<KindSnapshot> With(IReadOnlySet<string> otherApis)
    {
        var apis = ownApis.Union(otherApis).ToHashSet(StringComparer.Ordinal);
        return [.. _kinds.Select(one => Of(one.Kind, one.Objects, apis))];
    }

    /// <summary>The name of the object that a file contains; null if it contains something else.</summary>
    public static string? NameOf(ConfigurationKind kind, JsonMap map, IReadOnlySet<string> apis)
    {
        var copy = JsonTree.Copy(map);
        Unify(kind, copy, apis);
        return kind.NameOf(copy) is { Length: > 0 } name ? name : null;
    }

    /// <summary>The identifiers of a folder's APIs, as far as they can be read.</summary>
    public static IReadOnlySet<string> ApisOf(FolderReader folder)
    {
        var apis = ConfigurationKinds.Find(ManagementApi.KindName)!;
        try
        {
            return ManagementApi.Others(apis.Layout.Read(folder, apis.Secrets).Select(static one => one.Properties));
        }
        catch (Auth0ConfigurationException)
        {
            return new HashSet<string>(); // it is an error where the kind is wanted
        }
    }

    private KindSnapshot Of(ConfigurationKind kind, IReadOnlyList<FolderObject> files, IReadOnlySet<string> apis)
    {
        var objects = new SortedDictionary<string, (ConfigurationObject Object, string Path)>(StringComparer.Ordinal);
        foreach (var (path, properties, document) in files)
        {
            var name =
                document
                ?? NameOf(kind, properties, apis)
                ?? throw folder.Invalid(path, $"has no property that identifies one of the {kind.Name}");
            var map = JsonTree.Copy(properties);
            Unify(kind, map, apis);
            if (!objects.TryAdd(name, (new ConfigurationObject(name, map), path)))
            {
                throw folder.Invalid(path, $"is a second one of the {kind.Name} named '{name}': {objects[name].Path} is the first");
            }
        }

        return new KindSnapshot(kind, [.. objects.Values.Select(static one => one.Object)]);
    }

    private static void Unify(ConfigurationKind kind, JsonMap map, IReadOnlySet<string> apis)
    {
        kind.Clean(map);
        kind.ReplaceManagementApi(map, identifier => ManagementApi.IsMeantBy(identifier, apis));
        kind.Sort(map);
    }
}
