namespace Auth0Flows.Storage;

/// <summary>A file for each entry, which only the user can read. Processes of the same machine share it.</summary>
/// <param name="folder">The folder.</param>
internal sealed class FileTokenStore(string folder) : Auth0TokenStore
{
    private const int LargestFile = 16 * 1024 * 1024;

    public override string Name => "File";

    public override Task<byte[]?> ReadAsync(string entry, CancellationToken cancellationToken)
    {
        var path = PathOf(entry);
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            FileProtection.OfTokens.Check(path);
            if (file.Length > LargestFile)
            {
                throw Unavailable(path, $"it has {file.Length:N0} bytes");
            }

            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return Task.FromResult<byte[]?>(bytes);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<byte[]?>(null);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(path, failure.Message);
        }
    }

    // Nobody else writes under the lock, which lasts as long as the process.
    public override Task<bool> WriteAsync(
        string entry,
        ReadOnlyMemory<byte> value,
        byte[]? before,
        TimeSpan? lifetime,
        CancellationToken cancellationToken
    )
    {
        PrivateFile.Write(PathOf(entry), value.Span, Auth0ErrorCode.TokenStoreUnavailable, followsLinks: false);
        return Task.FromResult(true);
    }

    public override Task<bool> RemoveAsync(string entry, byte[]? before, CancellationToken cancellationToken)
    {
        var path = PathOf(entry);
        if (File.Exists(path))
        {
            PrivateFile.Delete(path, Auth0ErrorCode.TokenStoreUnavailable);
        }

        return Task.FromResult(true);
    }

    public override Task RemoveAllAsync(string entry, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var path in Directory.Exists(folder) ? Directory.GetFiles(folder, $"{entry}.*tokens*") : [])
            {
                PrivateFile.Delete(path, Auth0ErrorCode.TokenStoreUnavailable);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(folder, failure.Message);
        }

        return Task.CompletedTask;
    }

    public override async Task<IAsyncDisposable?> TryLockAsync(string entry, TimeSpan patience, CancellationToken cancellationToken)
    {
        var held = await FileLock.TryTakeAsync(LockOf(folder, entry), patience, cancellationToken).ConfigureAwait(false);
        if (held is not null)
        {
            PrivateFile.DeleteParts(PathOf(entry)); // of a process that died while it wrote
        }

        return held;
    }

    /// <summary>The file that processes of this machine lock, also for stores without a lock of their own.</summary>
    public static string LockOf(string folder, string entry) => Path.Combine(folder, entry + ".lock");

    private string PathOf(string entry) => Path.Combine(folder, entry + ".tokens");

    private static Auth0ConfigurationException Unavailable(string path, string reason) =>
        new(Auth0ErrorCode.TokenStoreUnavailable, $"The file {path} can't be read: {reason}");
}
