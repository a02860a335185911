using Auth0Flows.Configuration.Kinds;

namespace Auth0Flows;

/// <summary>The files of a configuration, before they are written.</summary>
public sealed class Auth0ConfigurationFiles
{
    private readonly string _root;
    private readonly FolderRoot _place;
    private readonly FolderWriter _writer;

    internal Auth0ConfigurationFiles(string root, FolderWriter writer)
    {
        (_root, _place, _writer) = (root, new FolderRoot(root), writer);
        Paths = [.. writer.Files.Keys.Select(FullPath)];
        Stale = [.. writer.Stale.Select(FullPath)];
    }

    /// <summary>The files.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <summary>The files in the folder that belong to objects that are gone.</summary>
    public IReadOnlyList<string> Stale { get; }

    /// <summary>Writes the files. A file with the same content isn't touched, and other files stay.</summary>
    /// <returns>The files that were written.</returns>
    /// <exception cref="Auth0ConfigurationException">
    /// A file can't be written, or a link leads out of the folder (<see cref="Auth0ErrorCode.InvalidConfiguration"/>).
    /// </exception>
    public async Task<IReadOnlyList<string>> WriteAsync(CancellationToken cancellationToken = default)
    {
        var written = new List<string>();
        foreach (var path in _writer.Folders.Concat(_writer.Files.Keys))
        {
            _place.Inside(path); // before the first file is written
        }

        foreach (var folder in _writer.Folders.Prepend(""))
        {
            CreateFolder(FullPath(folder));
        }

        foreach (var (path, content) in _writer.Files)
        {
            var full = FullPath(path);
            _place.Inside(path); // again, because writing takes time
            if (await HasAsync(full, content, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            CreateFolder(Path.GetDirectoryName(full)!);
            await LocalFile
                .WriteAsync(full, (file, token) => file.WriteAsync(content, token).AsTask(), cancellationToken)
                .ConfigureAwait(false);
            written.Add(full);
        }

        return written;
    }

    /// <summary>Removes a file of an object that is gone, and its folder if that is empty then.</summary>
    /// <param name="path">One of <see cref="Stale"/>.</param>
    public void Remove(string path)
    {
        if (!Stale.Contains(path))
        {
            throw new ArgumentException("The file belongs to no object that is gone.", nameof(path));
        }

        _place.Inside(Path.GetRelativePath(_root, path).Replace('\\', '/'));
        try
        {
            File.Delete(path);
            if (
                Path.GetDirectoryName(path) is { } folder
                && !_writer.Folders.Select(FullPath).Contains(folder)
                && !Directory.EnumerateFileSystemEntries(folder).Any()
            )
            {
                Directory.Delete(folder);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw LocalFile.NotWritable(path, failure);
        }
    }

    private string FullPath(string path) => path.Length == 0 ? _root : Path.Combine(_root, path.Replace('/', Path.DirectorySeparatorChar));

    private static async Task<bool> HasAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        try
        {
            return new FileInfo(path) is { Exists: true } file
                && file.Length == content.Length
                && (await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false)).AsSpan().SequenceEqual(content);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false; // whether it can be written is seen then
        }
    }

    private static void CreateFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw LocalFile.NotWritable(path, failure);
        }
    }
}
