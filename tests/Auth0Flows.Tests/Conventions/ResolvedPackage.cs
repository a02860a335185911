using System.Text.Json;
using System.Xml.Linq;

namespace Auth0Flows.Tests.Conventions;

/// <summary>A package in the version that a restore took.</summary>
/// <param name="Name">Its id.</param>
/// <param name="Version">The version.</param>
/// <param name="Where">The file that says so, from the root of the repository.</param>
internal sealed record ResolvedPackage(string Name, string Version, string Where)
{
    /// <summary>What the repository resolves: by its lock files, and by the last restore of a project that has none.</summary>
    public static IReadOnlyList<ResolvedPackage> OfRepository()
    {
        var projects = Directory.GetFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories).Select(static file => Path.GetDirectoryName(file)!);
        return [.. projects.SelectMany(OfProject), .. OfVersionsFile()];
    }

    /// <summary>What a lock file holds.</summary>
    public static IEnumerable<ResolvedPackage> OfLockFile(JsonElement file, string origin) =>
        from framework in file.GetProperty("dependencies").EnumerateObject()
        from package in framework.Value.EnumerateObject()
        where package.Value.TryGetProperty("resolved", out _) // a project of the solution is resolved to nothing
        select new ResolvedPackage(package.Name, package.Value.GetProperty("resolved").GetString()!, origin);

    private static IEnumerable<ResolvedPackage> OfProject(string folder)
    {
        var (lockFile, assets) = (Path.Combine(folder, "packages.lock.json"), Path.Combine(folder, "obj", "project.assets.json"));
        if (File.Exists(lockFile))
        {
            return OfLockFile(Read(lockFile), Shown(lockFile));
        }

        // Of a project that isn't built with the tests, the last restore may be of another day.
        return IsBuiltWithTests(folder) && File.Exists(assets) ? OfAssets(Read(assets), Shown(assets)) : [];
    }

    private static bool IsBuiltWithTests(string folder) => folder.StartsWith(Repository.Path("src"), StringComparison.Ordinal) || folder.StartsWith(Repository.Path("tests"), StringComparison.Ordinal);

    private static IEnumerable<ResolvedPackage> OfAssets(JsonElement file, string origin) =>
        from library in file.GetProperty("libraries").EnumerateObject()
        where library.Value.GetProperty("type").GetString() == "package"
        let parts = library.Name.Split('/')
        select new ResolvedPackage(parts[0], parts[1], origin);

    private static IEnumerable<ResolvedPackage> OfVersionsFile() =>
        XDocument.Load(Repository.Path("Directory.Packages.props")).Descendants("PackageVersion")
            .Where(static package => char.IsAsciiDigit(package.Attribute("Version")!.Value[0])) // another is a property, which a restore resolves
            .Select(static package => new ResolvedPackage(package.Attribute("Include")!.Value, package.Attribute("Version")!.Value, "Directory.Packages.props"));

    private static JsonElement Read(string file) => JsonElement.Parse(File.ReadAllText(file));

    private static string Shown(string file) => Path.GetRelativePath(Repository.Root, file);
}
