using System.Text.Json;
using System.Xml.Linq;

namespace Auth0Flows.Tests.Conventions;

/// <summary>A package in the version that restore resolved.</summary>
/// <param name="Name">Its id.</param>
/// <param name="Version">The version.</param>
/// <param name="Where">The file that contains it, relative to the repository root.</param>
internal sealed record ResolvedPackage(string Name, string Version, string Where)
{
    /// <summary>The packages in the repository's lock files, and those that it names without using them.</summary>
    public static IReadOnlyList<ResolvedPackage> OfRepository() =>
        [.. LockFiles.SelectMany(static file => OfLockFile(JsonElement.Parse(File.ReadAllText(file)), Shown(file))), .. OfVersionsFile()];

    /// <summary>The lock file of each project, including missing ones.</summary>
    public static IEnumerable<string> LockFiles =>
        from project in Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
        let folder = Path.GetDirectoryName(project)!
        where !Shown(folder).Split(Path.DirectorySeparatorChar).Any(static part => part is "bin" or "obj" or "out")
        select Path.Combine(folder, "packages.lock.json");

    /// <summary>The packages in a lock file.</summary>
    public static IEnumerable<ResolvedPackage> OfLockFile(JsonElement file, string origin) =>
        from framework in file.GetProperty("dependencies").EnumerateObject()
        from package in framework.Value.EnumerateObject()
        where package.Value.TryGetProperty("resolved", out _) // a project of the solution isn't resolved
        select new ResolvedPackage(package.Name, package.Value.GetProperty("resolved").GetString()!, origin);

    private static IEnumerable<ResolvedPackage> OfVersionsFile() =>
        XDocument
            .Load(Repository.Path("Directory.Packages.props"))
            .Descendants("PackageVersion")
            .Where(static package => char.IsAsciiDigit(package.Attribute("Version")!.Value[0])) // others are properties that restore reads
            .Select(static package => new ResolvedPackage(
                package.Attribute("Include")!.Value,
                package.Attribute("Version")!.Value,
                "Directory.Packages.props"
            ));

    private static string Shown(string file) => Path.GetRelativePath(Repository.Root, file);
}
