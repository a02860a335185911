using System.Formats.Tar;
using Auth0Flows.Api;
using Auth0Flows.Basics;

namespace Auth0Flows;

/// <summary>Reads and writes the files that a caller specifies, with a specific error for each failure.</summary>
public static class LocalFile
{
    private const int BufferSize = 64 * 1024; // only for reading: writes are large, and closing the file must not fail on a buffered one

    /// <summary>Opens a file to send.</summary>
    /// <exception cref="Auth0ConfigurationException">
    /// The file doesn't exist, or can't be read (<see cref="Auth0ErrorCode.FileNotFound"/>, <see cref="Auth0ErrorCode.FileNotReadable"/>).
    /// </exception>
    public static FileStream OpenRead(string path)
    {
        try
        {
            return new FileStream(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.Read,
                BufferSize,
                FileOptions.Asynchronous | FileOptions.SequentialScan
            );
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new Auth0ConfigurationException(Auth0ErrorCode.FileNotFound, $"The file {path} was not found.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw NotReadable(path, failure);
        }
    }

    /// <summary>Reads a text file: UTF-8, or an encoding that its byte order mark names.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The text without a byte order mark.</returns>
    /// <exception cref="Auth0ConfigurationException">
    /// The file doesn't exist, or can't be read as text (<see cref="Auth0ErrorCode.FileNotFound"/>,
    /// <see cref="Auth0ErrorCode.FileNotReadable"/>).
    /// </exception>
    public static async Task<string> ReadTextAsync(string path, CancellationToken cancellationToken = default)
    {
        var content = new MemoryStream();
        await CopyAsync(path, content, cancellationToken).ConfigureAwait(false);
        return TextEncoding.TryDecode(content.GetBuffer().AsSpan(0, (int)content.Length), out var text)
            ? text.StartsWith('\uFEFF')
                ? text[1..]
                : text
            : throw new Auth0ConfigurationException(Auth0ErrorCode.FileNotReadable, $"The file {path} {TextEncoding.NotUtf8}.");
    }

    /// <summary>Copies a file's content. A pipe that nobody writes to can be given up, although its thread waits on.</summary>
    internal static Task CopyAsync(string path, Stream target, CancellationToken cancellationToken) =>
        Task.Run(
                async () =>
                {
                    var file = OpenRead(path);
                    await using (file.ConfigureAwait(false))
                    {
                        try
                        {
                            await file.CopyToAsync(target, cancellationToken).ConfigureAwait(false);
                        }
                        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
                        {
                            throw NotReadable(path, failure);
                        }
                    }
                },
                cancellationToken
            )
            .WaitAsync(cancellationToken);

    /// <summary>Whether a file is no pipe and no device, so that it can be opened without waiting for somebody who writes to it.</summary>
    internal static bool IsOrdinary(string path) => !IsDevice(path) && !IsPipe(path);

    internal static Auth0ConfigurationException NotReadable(string path, Exception failure) =>
        new(Auth0ErrorCode.FileNotReadable, $"The file {path} can't be read: {failure.Message}");

    /// <summary>Writes a file completely or not at all: the old content stays until the new content is complete.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the file's content.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="Auth0ConfigurationException">The file can't be written (<see cref="Auth0ErrorCode.FileNotWritable"/>).</exception>
    public static async Task WriteAsync(
        string path,
        Func<Stream, CancellationToken, Task> write,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(write);
        var target = Guard(
            path,
            () =>
                IsDevice(path) || new FileInfo(path).LinkTarget is null
                    ? path
                    : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName
        );
        if (IsDevice(target) || IsPipe(target))
        {
            // Writes to the device itself: a replacement file would destroy it. Opens it on another thread, because opening a pipe blocks
            // until somebody reads it.
            var device = await Task.Run(() => Guard(path, () => OpenDevice(target)), cancellationToken)
                .WaitAsync(cancellationToken)
                .ConfigureAwait(false);
            await using (device.ConfigureAwait(false))
            {
                await write(new TargetFile(device, path), cancellationToken).ConfigureAwait(false);
            }

            return;
        }

        var part = $"{target}.{Path.GetRandomFileName()}.part";
        var file = Guard(
            path,
            () => new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous)
        );
        try
        {
            await using (file.ConfigureAwait(false))
            {
                if (!OperatingSystem.IsWindows() && File.Exists(target))
                {
                    // Users who could not read the old file can't read the new one.
                    File.SetUnixFileMode(file.SafeFileHandle, File.GetUnixFileMode(target));
                }

                await write(new TargetFile(file, path), cancellationToken).ConfigureAwait(false);
            }

            Guard(
                path,
                () =>
                {
                    File.Move(part, target, overwrite: true);
                    return true;
                }
            );
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static bool IsDevice(string path) => path.StartsWith("/dev/", StringComparison.Ordinal);

    private static bool IsPipe(string path)
    {
        try
        {
            return !OperatingSystem.IsWindows()
                && new FileInfo(path) is { Exists: true, Length: 0 }
                && UnixFile.Read(path).Type == TarEntryType.Fifo;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false; // an empty file that can't be read; whether it can be written is seen later
        }
    }

    private static FileStream OpenDevice(string path) =>
        new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0, FileOptions.Asynchronous);

    /// <summary>The error if a file can't be written.</summary>
    internal static Auth0ConfigurationException NotWritable(string path, Exception failure) =>
        new(Auth0ErrorCode.FileNotWritable, $"The file {path} can't be written: {failure.Message}");

    private static T Guard<T>(string path, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw NotWritable(path, failure);
        }
    }
}
