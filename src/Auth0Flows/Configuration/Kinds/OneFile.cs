namespace Auth0Flows.Configuration.Kinds;

/// <summary>All objects of a kind in one file: a list, or an object that has them by their names.</summary>
/// <param name="path">The file.</param>
/// <param name="valueProperty">The property of an object that is its value in the file; null if the file is a list of objects.</param>
internal sealed class OneFile(string path, string? valueProperty = null) : FolderLayout
{
    private const string NameProperty = "name";

    public override bool IsPresent(FolderReader folder) => folder.HasFile(path);

    public override IEnumerable<FolderObject> Read(FolderReader folder, SecretRule rule) =>
        folder.ReadJson(path, rule) switch
        {
            List<object?> list when valueProperty is null => list.Select(item => new FolderObject(
                path,
                item as JsonMap ?? throw folder.Invalid(path, "contains something else than objects")
            )),
            JsonMap map when valueProperty is not null => map.Select(entry => new FolderObject(
                path,
                new JsonMap { [NameProperty] = entry.Key, [valueProperty] = entry.Value }
            )),
            _ => throw folder.Invalid(path, $"contains no JSON {(valueProperty is null ? "list" : "object")}"),
        };

    public override void Write(FolderWriter folder, IReadOnlyList<ConfigurationObject> objects, Func<JsonMap, string?> nameOf)
    {
        folder.Folders.Add(FolderOf(path));
        if (valueProperty is null)
        {
            folder.WriteJson(path, objects.Select(static one => (object?)one.Properties).ToList());
            return;
        }

        var all = new JsonMap();
        foreach (var one in objects)
        {
            all[one.Name] = one.Properties[valueProperty];
        }

        folder.WriteJson(path, all);
    }
}
