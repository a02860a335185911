using System.Text.RegularExpressions;

namespace Auth0Flows.Tests.Conventions;

/// <summary>
/// The library's folders depend on each other in one direction only. The table in docs/architecture.md matches the code exactly. Internal
/// types have the namespace of their folder, so that each using shows a dependency.
/// </summary>
public sealed partial class ArchitectureTests
{
    private const int LargestCircle = 3;

    private static readonly SourceGraph _graph = new(Repository.Path("src", "Auth0Flows"));
    private static readonly (string Folder, string[] On)[] _table =
    [
        .. Row()
            .Matches(Repository.Read("docs", "architecture.md").Split("## Folders and their dependencies")[1].Split("\n## ")[0])
            .Select(static row => (row.Groups[1].Value, row.Groups[2].Value.Split(", ", StringSplitOptions.RemoveEmptyEntries))),
    ];

    [Fact]
    public void Folders_BuildOnThoseOfTheTable_AndOnNoOthers() =>
        Assert.Equal(
            _graph
                .Folders.Select(static folder => $"{Shown(folder.Key)}: {string.Join(", ", folder.Value.Select(Shown))}")
                .Order(StringComparer.Ordinal),
            _table
                .Select(static row => $"{row.Folder}: {string.Join(", ", row.On.Order(StringComparer.Ordinal))}")
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Arrows_LeadUpTheTable()
    {
        var above = new HashSet<string>();
        Assert.All(
            _table,
            row =>
            {
                Assert.DoesNotContain(row.On, folder => !above.Contains(folder));
                above.Add(row.Folder);
            }
        );
    }

    // The source-generated serialiser depends on all Management API objects, and they on it: the only large cycle.
    [Fact]
    public void Circles_AreOfThreeFilesAtMost_ButForGeneratedJson() =>
        Assert.DoesNotContain(
            _graph.Circles(),
            static circle => circle.Length > LargestCircle && !circle.All(static file => SourceGraph.FolderOf(file) == "Api/Resources")
        );

    [Fact]
    public void Internals_HaveTheNamespaceOfTheirFolder() =>
        Assert.DoesNotContain(
            _graph.Files,
            static file => NamespaceOf(file) is var space && space != "Auth0Flows" && space != Expected(file)
        );

    [Fact]
    public void PublicTypes_AreInAuth0Flows() =>
        Assert.DoesNotContain(
            typeof(Auth0Session).Assembly.GetTypes(),
            static type =>
                type is { IsNested: false, IsPublic: true }
                    ? type.Namespace != "Auth0Flows"
                    : type.Namespace == "Auth0Flows" && !IsGenerated(type)
        );

    private static bool IsGenerated(Type type) => type.Name.Contains('<', StringComparison.Ordinal) || type.IsNested;

    private static string NamespaceOf(string file) => Namespace().Match(Repository.Read("src", "Auth0Flows", file)).Groups[1].Value;

    private static string Expected(string file) => $"Auth0Flows.{SourceGraph.FolderOf(file).Replace('/', '.')}";

    private static string Shown(string folder) => folder.Length == 0 ? "Auth0Session" : folder;

    [GeneratedRegex(@"^\| `([^`]+)` \|[^|]*\| ([^|]*?) ?\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
