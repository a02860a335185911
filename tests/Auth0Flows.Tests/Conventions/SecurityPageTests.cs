using System.Text.RegularExpressions;

namespace Auth0Flows.Tests.Conventions;

/// <summary>docs/security.md promises nothing that no test shows: each test that it names is there.</summary>
public sealed partial class SecurityPageTests
{
    private const int Fewest = 80;

    private static readonly string _page = Repository.Read("docs", "security.md");
    private static readonly string[] _files =
        [.. Directory.EnumerateFiles(Repository.Path("tests"), "*Tests.*", SearchOption.AllDirectories).Where(static file => file.EndsWith("s.cs", StringComparison.Ordinal) || file.EndsWith(".ps1", StringComparison.Ordinal))];

    [Fact]
    public void Tests_ThatThePageNames_AreThere()
    {
        var named = Named().Matches(_page).Select(static match => match.Groups[1].Value).Distinct().ToArray();

        Assert.DoesNotContain(named, static name => !IsThere(name));
        Assert.True(named.Length >= Fewest, $"The page names {named.Length} tests.");
    }

    [Theory]
    [InlineData("SecurityPageTests.NameThatNoTestHas_IsFound", true)]
    [InlineData("SecurityPageTests.Nothing", false)]
    [InlineData("NoSuchTests.Nothing", false)]
    [InlineData("Serialisers.Tests.ps1", true)]
    [InlineData("Nothing.Tests.ps1", false)]
    [InlineData("OddValueTests.cs", true)]
    public void NameThatNoTestHas_IsFound(string name, bool expected) => Assert.Equal(expected, IsThere(name));

    // Each line of a list makes a promise.
    [Fact]
    public void Promises_NameATest()
    {
        var promises = Promise().Matches(_page).Select(static match => match.Value).ToArray();

        Assert.DoesNotContain(promises, static promise => !Named().IsMatch(promise) && !promise.StartsWith("- Environment variables", StringComparison.Ordinal));
        Assert.True(promises.Length >= 40, $"The page has {promises.Length} promises.");
    }

    private static bool IsThere(string name)
    {
        if (name.EndsWith(".ps1", StringComparison.Ordinal) || name.EndsWith(".cs", StringComparison.Ordinal))
        {
            return _files.Any(file => Path.GetFileName(file) == name);
        }

        var parts = name.Split('.');
        return _files.Where(file => Path.GetFileName(file) == parts[0] + ".cs").Any(file => Regex.IsMatch(File.ReadAllText(file), $@"public .*\b{parts[1]}\("));
    }

    [GeneratedRegex(@"`(\w+Tests\.\w+|[\w.-]+\.Tests\.ps1)`")]
    private static partial Regex Named();

    // To the next one, or to a line without indentation.
    [GeneratedRegex(@"^- .*(\n  .*)*", RegexOptions.Multiline)]
    private static partial Regex Promise();
}
