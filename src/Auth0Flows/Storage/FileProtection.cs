using Auth0Flows.Basics;

namespace Auth0Flows.Storage;

/// <summary>
/// Whether a file is in its owner's hands alone. A user who can change a profile can send the application's secret to another domain; one
/// who can change stored tokens can bring back old ones.
/// </summary>
/// <param name="what">What the file is, for the error: <c>profile</c>.</param>
/// <param name="code">The error's code.</param>
internal sealed class FileProtection(string what, Auth0ErrorCode code)
{
    private const UnixFileMode Writers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const UnixFileMode Readers = UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>For a profile: others may read it.</summary>
    public static FileProtection OfProfile { get; } = new("profile", Auth0ErrorCode.ProfileNotProtected);

    /// <summary>For stored tokens: nobody else may read them, and they are no link to elsewhere.</summary>
    public static FileProtection OfTokens { get; } =
        new("token file", Auth0ErrorCode.TokenStoreNotProtected) { Forbidden = Writers | Readers, MayBeLink = false };

    /// <summary>What others may not do.</summary>
    public UnixFileMode Forbidden { get; init; } = Writers;

    /// <summary>Whether the file may be a link to another one.</summary>
    public bool MayBeLink { get; init; } = true;

    /// <exception cref="Auth0ConfigurationException">The file isn't protected.</exception>
    public void Check(string path)
    {
        var link = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName;
        if (link is not null && !MayBeLink)
        {
            throw NotProtected(path, $"it is a link to {link}");
        }

        if (OperatingSystem.IsWindows())
        {
            return; // the user's folders belong to the user
        }

        var mode = File.GetUnixFileMode(path);
        if ((mode & Forbidden) != 0)
        {
            throw NotProtected(
                path,
                $"others can {((mode & Writers) != 0 ? "change" : "read")} it (mode {Convert.ToString((int)mode, 8)})"
            );
        }

        var target = link ?? path;
        string[] folders = [Path.GetDirectoryName(path)!, Path.GetDirectoryName(target)!];
        foreach (var folder in folders)
        {
            var folderMode = File.GetUnixFileMode(folder);
            if ((folderMode & Writers) != 0 && !folderMode.HasFlag(UnixFileMode.StickyBit))
            {
                throw NotProtected(path, $"others can change the folder {folder} (mode {Convert.ToString((int)folderMode, 8)})");
            }
        }

        if (Environment.IsPrivilegedProcess && folders.Append(target).Any(static part => UnixFile.Read(part).Owner != 0))
        {
            throw NotProtected(path, "this is root's process, and the file or its folder belongs to another user");
        }

        try
        {
            File.SetUnixFileMode(path, mode); // only its owner may, and root
        }
        catch (UnauthorizedAccessException)
        {
            throw NotProtected(path, "it belongs to another user");
        }
        catch (IOException)
        {
            // A read-only file system: nobody can change the file.
        }
    }

    private Auth0ConfigurationException NotProtected(string path, string reason) =>
        new(code, $"The {what} {path} is not used, because {reason}.");
}
