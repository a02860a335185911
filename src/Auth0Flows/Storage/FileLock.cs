using System.Diagnostics;

namespace Auth0Flows.Storage;

/// <summary>
/// A lock between the processes of a machine: a file that one of them has open alone. The system closes it when the process ends, however
/// it ends.
/// </summary>
internal sealed class FileLock : IAsyncDisposable
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(20);

    // EWOULDBLOCK on Linux and on macOS, ERROR_SHARING_VIOLATION on Windows.
    private static readonly int[] _isHeld = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Takes the lock; null if another process or session has held it for that long.</summary>
    /// <exception cref="Auth0ConfigurationException">The file can't be created.</exception>
    public static async Task<FileLock?> TryTakeAsync(string path, TimeSpan patience, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                PrivateFile.CreateFolderOf(path);
                CheckThatItIsNoLink(path);
                var file = PrivateFile.OpenLock(path);
                CheckThatLocksWork(path, file);
                return new FileLock(file);
            }
            catch (IOException failure) when (_isHeld.Contains(failure.HResult))
            {
                if (Stopwatch.GetElapsedTime(start) >= patience)
                {
                    return null;
                }
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw new Auth0ConfigurationException(
                    Auth0ErrorCode.TokenStoreUnavailable,
                    $"The file {path} can't be opened: {failure.Message}"
                );
            }

            await Task.Delay(_interval, cancellationToken).ConfigureAwait(false);
        }
    }

    // Opening it would create a file wherever the link leads.
    private static void CheckThatItIsNoLink(string path)
    {
        if (new FileInfo(path).LinkTarget is { } target)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.TokenStoreNotProtected,
                $"The lock file {path} can't be used: it is a link to {target}."
            );
        }
    }

    // Some network file systems ignore locks, and .NET can be told to: then it opens a second time.
    private static void CheckThatLocksWork(string path, FileStream file)
    {
        try
        {
            PrivateFile.OpenLock(path).Dispose();
        }
        catch (IOException failure) when (_isHeld.Contains(failure.HResult))
        {
            return;
        }

        file.Dispose();
        throw new Auth0ConfigurationException(
            Auth0ErrorCode.TokenStoreUnavailable,
            $"The file {path} can't be locked: its file system has no locks, or .NET doesn't use them."
        );
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
