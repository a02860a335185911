using System.Text.Json;
using System.Xml.Linq;

namespace Auth0Flows.Tests.Conventions;

/// <summary>A package in the version that a restore took.</summary>
/// <param name="Name">Its id.</param>
/// <param name="Version">The version.</param>
/// <param name="Where">The file that says so, from the root of the repository.</param>
internal sealed record ResolvedPackage(string Name, string Version, string Where)
{
    /// <summary>What the repository resolves, by its lock files; and what it names, used or not.</summary>
    public static IReadOnlyList<ResolvedPackage> OfRepository() =>
        [.. LockFiles.SelectMany(static file => OfLockFile(JsonElement.Parse(File.ReadAllText(file)), Shown(file))), .. OfVersionsFile()];

    /// <summary>The file of each project, also where it is missing.</summary>
    public static IEnumerable<string> LockFiles =>
        from project in Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
        let folder = Path.GetDirectoryName(project)!
        where !Shown(folder).Split(Path.DirectorySeparatorChar).Any(static part => part is "bin" or "obj" or "out")
        select Path.Combine(folder, "packages.lock.json");

    /// <summary>What a lock file holds.</summary>
    public static IEnumerable<ResolvedPackage> OfLockFile(JsonElement file, string origin) =>
        from framework in file.GetProperty("dependencies").EnumerateObject()
        from package in framework.Value.EnumerateObject()
        where package.Value.TryGetProperty("resolved", out _) // a project of the solution is resolved to nothing
        select new ResolvedPackage(package.Name, package.Value.GetProperty("resolved").GetString()!, origin);

    private static IEnumerable<ResolvedPackage> OfVersionsFile() =>
        XDocument
            .Load(Repository.Path("Directory.Packages.props"))
            .Descendants("PackageVersion")
            .Where(static package => char.IsAsciiDigit(package.Attribute("Version")!.Value[0])) // another is a property, which a restore resolves
            .Select(static package => new ResolvedPackage(
                package.Attribute("Include")!.Value,
                package.Attribute("Version")!.Value,
                "Directory.Packages.props"
            ));

    private static string Shown(string file) => Path.GetRelativePath(Repository.Root, file);
}
