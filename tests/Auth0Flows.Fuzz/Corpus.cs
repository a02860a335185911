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

    // Where it was built: on CI the compiler's own paths are none (/_/tests/…).
    private static string FolderOfSource()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Auth0Flows.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(
            folder?.FullName ?? throw new DirectoryNotFoundException("It runs outside the repository."),
            "tests",
            "Auth0Flows.Fuzz",
            "Corpus"
        );
    }
}
