using System.Text.Json;

namespace Auth0Flows.Tests.Conventions;

/// <summary>A known vulnerability of a package, from build/advisories.json.</summary>
internal sealed record Advisory(
    string Id,
    string Package,
    string Severity,
    string Title,
    IReadOnlyList<(string Introduced, string Fixed)> Affected
)
{
    public static IReadOnlyList<Advisory> ReadAll(JsonElement file) =>
        [
            .. file.GetProperty("advisories")
                .EnumerateArray()
                .Select(static one => new Advisory(
                    one.GetProperty("id").GetString()!,
                    one.GetProperty("package").GetString()!,
                    one.GetProperty("severity").GetString()!,
                    one.GetProperty("title").GetString()!,
                    [
                        .. one.GetProperty("affected")
                            .EnumerateArray()
                            .Select(static range =>
                                (range.GetProperty("introduced").GetString()!, range.GetProperty("fixed").GetString()!)
                            ),
                    ]
                )),
        ];

    /// <summary>Describes each resolved package that an advisory names.</summary>
    public static IEnumerable<string> Find(IReadOnlyList<Advisory> advisories, IEnumerable<ResolvedPackage> packages) =>
        from package in packages
        from advisory in advisories
        where advisory.Affects(package)
        select $"{package.Name} {package.Version} ({package.Where}): {advisory.Id}, {advisory.Severity}: {advisory.Title}. Fixed in {string.Join(", ", advisory.Affected.Select(static range => range.Fixed))}.";

    private bool Affects(ResolvedPackage package) =>
        package.Name.Equals(Package, StringComparison.OrdinalIgnoreCase)
        && Affected.Any(range =>
            PackageVersion.Compare(package.Version, range.Introduced) >= 0 && PackageVersion.Compare(package.Version, range.Fixed) < 0
        );
}
