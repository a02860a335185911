namespace Auth0Flows.Configuration.Kinds;

/// <summary>Objects that have a file each, always with the same names.</summary>
/// <param name="files">The files.</param>
internal sealed class DocumentFiles(params DocumentFile[] files) : FolderLayout
{
    public override bool IsPresent(FolderReader folder) => Array.Exists(files, file => folder.HasFile(file.Path));

    public override IEnumerable<FolderObject> Read(FolderReader folder, SecretRule rule) =>
        files.Where(file => folder.HasFile(file.Path)).Select(file => new FolderObject(file.Path, file.Read(folder, rule), file.Name));

    public override void Write(FolderWriter folder, IReadOnlyList<ConfigurationObject> objects, Func<JsonMap, string?> nameOf)
    {
        foreach (var file in files)
        {
            if (FolderOf(file.Path) is { Length: > 0 } directory)
            {
                folder.Folders.Add(directory);
            }

            file.NoteExisting(folder);
            if (objects.FirstOrDefault(one => one.Name == file.Name) is { } found)
            {
                file.Write(folder, JsonTree.Copy(found.Properties));
            }
        }
    }
}
