namespace Auth0Flows.Storage;

/// <summary>A file of the user's own: nobody else can read it, and it has its old content or the new one, never a part.</summary>
internal static class PrivateFile
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">Its content.</param>
    /// <param name="code">The error's code if that fails.</param>
    /// <param name="followsLinks">Whether a link leads to the file that is meant, for example in a folder of dotfiles.</param>
    /// <exception cref="Auth0ConfigurationException">It can't be written.</exception>
    public static void Write(
        string path,
        ReadOnlySpan<byte> content,
        Auth0ErrorCode code = Auth0ErrorCode.FileNotWritable,
        bool followsLinks = true
    )
    {
        var part = "";
        try
        {
            CreateFolderOf(path);
            var target =
                !followsLinks || new FileInfo(path).LinkTarget is null
                    ? path
                    : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
            part = $"{target}.{Path.GetRandomFileName()}.part";
            using (var file = Open(part, FileMode.CreateNew, FileAccess.Write))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(part, target, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            if (part.Length > 0)
            {
                TryDelete(part);
            }

            throw new Auth0ConfigurationException(code, $"The file {path} can't be written: {failure.Message}");
        }
    }

    /// <exception cref="Auth0ConfigurationException">It can't be removed.</exception>
    public static void Delete(string path, Auth0ErrorCode code = Auth0ErrorCode.FileNotWritable)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new Auth0ConfigurationException(code, $"The file {path} can't be removed: {failure.Message}");
        }
    }

    /// <summary>Deletes what processes that ended while they wrote this file have left. The caller holds its lock.</summary>
    public static void DeleteParts(string path)
    {
        try
        {
            foreach (var part in Directory.GetFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + ".*.part"))
            {
                TryDelete(part);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // What is left is private, too.
        }
    }

    /// <summary>Opens a file that is a lock, and has no content.</summary>
    public static FileStream OpenLock(string path) => Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite);

    /// <summary>Creates the folder of a file, which nobody else can open.</summary>
    public static void CreateFolderOf(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, Mode | UnixFileMode.UserExecute);
        }
    }

    // Nobody else opens it at the same time, and nobody else can read it if it is new.
    private static FileStream Open(string path, FileMode mode, FileAccess access)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = access,
            Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Mode;
        }

        return new FileStream(path, options);
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // What is left is private, too.
        }
    }
}
