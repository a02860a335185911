namespace Auth0Flows.Configuration.Kinds;

/// <summary>Where a kind's objects are in a folder, as in auth0-deploy-cli's directory format.</summary>
internal abstract class FolderLayout
{
    /// <summary>Whether the folder has objects of this kind, or none on purpose.</summary>
    public abstract bool IsPresent(FolderReader folder);

    /// <summary>Reads the objects.</summary>
    public abstract IEnumerable<FolderObject> Read(FolderReader folder, SecretRule rule);

    /// <summary>Writes the objects, and notes the files of those that are gone.</summary>
    /// <param name="folder">Receives the files.</param>
    /// <param name="objects">The objects, with texts instead of secrets.</param>
    /// <param name="nameOf">The name of an object that is read from a file.</param>
    public abstract void Write(FolderWriter folder, IReadOnlyList<ConfigurationObject> objects, Func<JsonMap, string?> nameOf);

    private protected static string Join(string folder, string file) => folder.Length == 0 ? file : $"{folder}/{file}";

    private protected static string FolderOf(string path) => path.LastIndexOf('/') is >= 0 and var end ? path[..end] : "";
}
