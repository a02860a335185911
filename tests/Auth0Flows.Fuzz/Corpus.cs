using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Auth0Flows.Fuzz;

/// <summary>Inputs that are kept, a file each: those to begin with, and those that found something once.</summary>
internal static class Corpus
{
    private const string FoundMark = "found-";

    /// <summary>The folder in the repository, wherever it was built.</summary>
    public static string Folder { get; set; } = FolderOfSource();

    public static IEnumerable<byte[]> Of(FuzzTarget target) => FilesOf(target).Select(File.ReadAllBytes).Concat(target.Seeds);

    public static IEnumerable<string> FilesOf(FuzzTarget target)
    {
        var folder = Path.Combine(Folder, target.Name);
        return Directory.Exists(folder) ? Directory.GetFiles(folder).Order(StringComparer.Ordinal) : [];
    }

    /// <summary>Keeps an input that found something.</summary>
    public static string Keep(FuzzTarget target, byte[] input)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, target.Name)).FullName;
        var file = Path.Combine(folder, $"{FoundMark}{Convert.ToHexStringLower(SHA256.HashData(input))[..8]}.bin");
        File.WriteAllBytes(file, input);
        return file;
    }

    private static string FolderOfSource([CallerFilePath] string source = "") => Path.Combine(Path.GetDirectoryName(source)!, "Corpus");
}
