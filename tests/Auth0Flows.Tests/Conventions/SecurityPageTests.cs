using System.Reflection;
using System.Text.RegularExpressions;

namespace Auth0Flows.Tests.Conventions;

/// <summary>Tests prove every promise in docs/security.md: each promise names a test, and each named test exists.</summary>
public sealed partial class SecurityPageTests
{
    private const int FewestNames = 100;
    private const int FewestPromises = 50;

    private static readonly string _page = Repository.Read("docs", "security.md");

    [Fact]
    public void Tests_ThatThePageNames_AreThere()
    {
        var named = Names(_page).Distinct().ToArray();

        var missing = string.Join('\n', named.Where(static name => !IsThere(name)));
        Assert.True(missing.Length == 0, $"No test has the name:\n{missing}"); // Assert.Equal would truncate the names
        Assert.True(named.Length >= FewestNames, $"The page names {named.Length} tests.");
    }

    // A list item or a table row, which may link to the list that proves it.
    [Fact]
    public void Promises_NameATest()
    {
        var promises = Promise().Matches(_page).Select(static match => match.Value).ToArray();

        var empty = string.Join('\n', promises.Where(static promise => !IsShown(promise)));
        Assert.True(empty.Length == 0, $"No test shows:\n{empty}");
        Assert.True(promises.Length >= FewestPromises, $"The page has {promises.Length} promises.");
    }

    [Theory]
    [InlineData("SecurityPageTests.NameThatNoTestHas_IsFound", true)]
    [InlineData("SecurityPageTests.IsThere", false)]
    [InlineData("SecurityPageTests.Nothing", false)]
    [InlineData("NoSuchTests.Nothing", false)]
    [InlineData("Serialisers.Tests.ps1: is not in what <Name> writes, <Where>", true)]
    [InlineData("Module.Tests.ps1: does not take a type's name from somebody else", true)]
    [InlineData("Module.Tests.ps1: is not in what <Name> writes, <Where>", false)]
    [InlineData("Serialisers.Tests.ps1", false)]
    [InlineData("Nothing.Tests.ps1: is not in what <Name> writes, <Where>", false)]
    public void NameThatNoTestHas_IsFound(string name, bool expected) => Assert.Equal(expected, IsThere(name));

    [Theory]
    [InlineData("A; `IdTests.A_B`,\n  `Some.Tests.ps1: is\n  folded`. `Get-Auth0Token`", "IdTests.A_B|Some.Tests.ps1: is folded")]
    [InlineData("A file alone: `Some.Tests.ps1`", "Some.Tests.ps1")]
    public void Names_AreFound_WhereALineIsFolded_Too(string text, string names) => Assert.Equal(names, string.Join('|', Names(text)));

    [Theory]
    [InlineData("README.md", "(docs/security.md)")]
    [InlineData("SECURITY.md", "(docs/security.md)")]
    [InlineData("docs/architecture.md", "(security.md)")]
    public void Page_IsLinked(string file, string link) =>
        Assert.Contains(link, Repository.Read(file.Split('/')), StringComparison.Ordinal);

    private static bool IsShown(string promise) => Names(promise).Any() || promise.Contains("](#", StringComparison.Ordinal);

    private static IEnumerable<string> Names(string text) =>
        Code()
            .Matches(text)
            .Select(static match => Blanks().Replace(match.Groups[1].Value, " "))
            .Where(static code => Name().IsMatch(code));

    private static bool IsThere(string name)
    {
        if (name.Contains(".Tests.ps1", StringComparison.Ordinal))
        {
            var (script, test) = name.Split(": ", 2) is [var before, var after] ? (before, after) : (name, "");
            return Directory.EnumerateFiles(Repository.Path("tests", "Pester"), script, SearchOption.AllDirectories).SingleOrDefault()
                    is { } file
                && It()
                    .Matches(File.ReadAllText(file))
                    .Any(match => match.Groups[1].Value.Replace("''", "'", StringComparison.Ordinal) == test);
        }

        var (type, method) = name.Split('.') is [var first, var second] ? (first, second) : (name, "");
        return Directory.EnumerateFiles(Repository.Path("tests", "Auth0Flows.Tests"), type + ".cs", SearchOption.AllDirectories).Any()
            && typeof(SecurityPageTests)
                .Assembly.GetTypes()
                .Where(known => known.Name == type)
                .SelectMany(static known => known.GetMethods())
                .Any(known => known.Name == method && IsTest(known));
    }

    private static bool IsTest(MethodInfo method) =>
        method.GetCustomAttributes().OfType<FactAttribute>().Any(static fact => fact.Skip is null);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^(\w+Tests\.\w+|[\w.-]+\.Tests\.ps1(: .+)?)$")]
    private static partial Regex Name();

    [GeneratedRegex(@"^\s*It '((?:[^']|'')+)'", RegexOptions.Multiline)]
    private static partial Regex It();

    // A list item ends at the next one, or at a line without indentation; the head of a table has a rule below it.
    [GeneratedRegex(@"^- .*(\n  .*)*|^\|(?!-).*$(?!\n\|-)", RegexOptions.Multiline)]
    private static partial Regex Promise();
}
