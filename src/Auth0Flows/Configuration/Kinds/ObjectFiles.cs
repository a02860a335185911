namespace Auth0Flows.Configuration.Kinds;

/// <summary>A file for each object, in one folder; or a folder for each object.</summary>
/// <param name="directory">The folder.</param>
/// <param name="fileInOwnFolder">The file's name in the folder of its object; null if the objects have no folders.</param>
internal sealed class ObjectFiles(string directory, string? fileInOwnFolder = null) : FolderLayout
{
    private const string Ending = ".json";

    /// <summary>The texts that have their own files.</summary>
    public IReadOnlyList<TextInFile> Texts { get; init; } = [];

    /// <summary>Files in the same folder that belong to another kind.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    public override bool IsPresent(FolderReader folder) => folder.HasFolder(directory);

    public override IEnumerable<FolderObject> Read(FolderReader folder, SecretRule rule)
    {
        foreach (var path in Paths(folder))
        {
            var map = folder.ReadObject(path, rule);
            if (map.Count > 0) // auth0-deploy-cli leaves out an empty object
            {
                TextFiles.Load(folder, path, map, Texts);
                yield return new FolderObject(path, map);
            }
        }
    }

    public override void Write(FolderWriter folder, IReadOnlyList<ConfigurationObject> objects, Func<JsonMap, string?> nameOf)
    {
        folder.Folders.Add(directory);
        var existing = FindExisting(folder, nameOf);
        var taken = Paths(folder.Existing).Select(FileNames.Comparable).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var names = FileNames.Distinct(objects.Select(static one => (one.Name, one.FileName ?? one.Name)));
        var unique = FileNames.Unique(objects.Select(static one => (one.Name, one.FileName ?? one.Name)));
        foreach (var one in objects)
        {
            if (!existing.TryGetValue(one.Name, out var path))
            {
                path = PathOf(names[one.Name]);
                path = taken.Contains(FileNames.Comparable(path)) ? PathOf(unique[one.Name]) : path;
            }

            var properties = JsonTree.Copy(one.Properties);
            TextFiles.Write(folder, path, fileInOwnFolder is null ? Path.GetFileNameWithoutExtension(path) : "", properties, Texts);
            folder.WriteJson(path, properties);
        }
    }

    // An object keeps the file that it has, whatever its name is.
    private Dictionary<string, string> FindExisting(FolderWriter folder, Func<JsonMap, string?> nameOf)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Paths(folder.Existing))
        {
            try
            {
                var map = folder.Existing.ReadObject(path, SecretRule.ByNames);
                if (nameOf(map) is { } name)
                {
                    found.TryAdd(name, path);
                    folder.NoteExisting(path);
                    foreach (var text in TextFiles.Of(folder.Existing, path, map, Texts))
                    {
                        folder.NoteExisting(text);
                    }
                }
            }
            catch (Auth0ConfigurationException)
            {
                continue; // a file that is no object, which stays
            }
        }

        return found;
    }

    private IEnumerable<string> Paths(FolderReader folder) =>
        fileInOwnFolder is null
            ? folder.Files(directory, Ending).Except(Others)
            : folder.Folders(directory).Select(own => Join(own, fileInOwnFolder)).Where(folder.HasFile);

    private string PathOf(string file) => Join(directory, fileInOwnFolder is null ? file + Ending : Join(file, fileInOwnFolder));
}
