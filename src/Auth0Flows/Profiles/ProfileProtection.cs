using Auth0Flows.Basics;

namespace Auth0Flows.Profiles;

/// <summary>
/// A user who can change a profile can send the application's secret to another domain: only the owner may, and root.
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
            // A read-only file system: nobody can change the profile.
        }
    }

    private static Auth0ConfigurationException NotProtected(string path, string reason) =>
        new(Auth0ErrorCode.ProfileNotProtected, $"The profile {path} is not used, because {reason}.");
}
