using System.Formats.Tar;

namespace Auth0Flows.Basics;

/// <summary>
/// The type and the owner of a file on Unix. .NET shows them only in an archive; opening a pipe to find out would end its reader's input.
/// </summary>
internal static class UnixFile
{
    /// <summary>Reads them, with the file's content: for small or empty files, and for folders.</summary>
    /// <exception cref="IOException">The file doesn't exist, or can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file can't be read.</exception>
    public static (TarEntryType Type, int Owner) Read(string path)
    {
        using var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, TarEntryFormat.Ustar, leaveOpen: true))
        {
            writer.WriteEntry(path, "file");
        }

        archive.Position = 0;
        using var reader = new TarReader(archive);
        var entry = reader.GetNextEntry()!; // the one that was written
        return (entry.EntryType, entry.Uid);
    }
}
