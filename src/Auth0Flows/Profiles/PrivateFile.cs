namespace Auth0Flows.Profiles;

/// <summary>A file of the user's own: nobody else can read it, and it has its old content or the new one, never a part.</summary>
internal static class PrivateFile
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <exception cref="Auth0ConfigurationException">It can't be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        // A link leads to the file that is meant, for example in a folder of dotfiles.
        var part = "";
        try
        {
            CreateFolder(Path.GetDirectoryName(path)!);
            var target = new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
            part = $"{target}.{Path.GetRandomFileName()}.part";
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Share = FileShare.None,
            };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = Mode;
            }

            using (var file = new FileStream(part, options))
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

            throw new Auth0ConfigurationException(Auth0ErrorCode.FileNotWritable, $"The file {path} can't be written: {failure.Message}");
        }
    }

    /// <exception cref="Auth0ConfigurationException">It can't be removed.</exception>
    public static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new Auth0ConfigurationException(Auth0ErrorCode.FileNotWritable, $"The file {path} can't be removed: {failure.Message}");
        }
    }

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, Mode | UnixFileMode.UserExecute);
        }
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
