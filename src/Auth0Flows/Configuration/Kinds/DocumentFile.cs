namespace Auth0Flows.Configuration.Kinds;

/// <summary>The file of an object of which there is one: the tenant's settings, a template.</summary>
/// <param name="name">The name of the object.</param>
/// <param name="path">The file.</param>
internal class DocumentFile(string name, string path)
{
    public string Name => name;

    public string Path => path;

    /// <summary>The texts that have their own files.</summary>
    public IReadOnlyList<TextInFile> Texts { get; init; } = [];

    public virtual JsonMap Read(FolderReader folder, SecretRule rule)
    {
        var map = folder.ReadObject(path, rule);
        TextFiles.Load(folder, path, map, Texts);
        return map;
    }

    public virtual void Write(FolderWriter folder, JsonMap properties)
    {
        TextFiles.Write(folder, path, System.IO.Path.GetFileNameWithoutExtension(path), properties, Texts);
        folder.WriteJson(path, properties);
    }

    /// <summary>Notes the files that are there, because the object may be gone.</summary>
    public virtual void NoteExisting(FolderWriter folder)
    {
        if (folder.Existing.HasFile(path))
        {
            folder.NoteExisting(path);
        }
    }
}
