using System.Formats.Tar;

namespace Auth0Flows.Profiles;

/// <summary>
/// Who can change a profile can send the application's secret to a domain of his own: only the user may, and root.
/// </summary>
internal static class ProfileProtection
{
    private const UnixFileMode Others = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <exception cref="Auth0ConfigurationException">Others may change it.</exception>
    public static void Check(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return; // %APPDATA% belongs to its user
        }

        var mode = File.GetUnixFileMode(path);
        if ((mode & Others) != 0)
        {
            throw NotProtected(path, $"others can change it (mode {Convert.ToString((int)mode, 8)})");
        }

        var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        string[] folders = [Path.GetDirectoryName(path)!, Path.GetDirectoryName(target)!];
        foreach (var folder in folders)
        {
            var folderMode = File.GetUnixFileMode(folder);
            if ((folderMode & Others) != 0 && !folderMode.HasFlag(UnixFileMode.StickyBit))
            {
                throw NotProtected(path, $"others can change the folder {folder} (mode {Convert.ToString((int)folderMode, 8)})");
            }
        }

        if (Environment.IsPrivilegedProcess && folders.Append(target).Any(static part => OwnerOf(part) != 0))
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
            // A read-only file system.
        }
    }

    // .NET shows the owner of a file only in an archive.
    private static int OwnerOf(string path)
    {
        using var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, TarEntryFormat.Ustar, leaveOpen: true))
        {
            writer.WriteEntry(path, "file");
        }

        archive.Position = 0;
        using var reader = new TarReader(archive);
        return reader.GetNextEntry()!.Uid;
    }

    private static Auth0ConfigurationException NotProtected(string path, string reason) =>
        new(Auth0ErrorCode.ProfileNotProtected, $"The profile {path} is not used, because {reason}.");
}
