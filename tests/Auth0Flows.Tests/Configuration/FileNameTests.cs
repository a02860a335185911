using System.Text;
using Auth0Flows.Configuration.Kinds;

namespace Auth0Flows.Tests.Configuration;

/// <summary>Names that a file system takes for the same.</summary>
public sealed class FileNameTests : ConfigurationTest
{
    private const string Composed = "caf\u00e9";
    private const string Decomposed = "cafe\u0301";

    [Theory]
    [InlineData(Composed, Decomposed)] // APFS
    [InlineData("CAF\u00c9", Decomposed)]
    [InlineData("Caf", "caf")]
    [InlineData("a/b", "a:b")]
    public void Names_ThatAreTheSameForAFileSystem_GetDifferentFiles(string one, string other)
    {
        var files = FileNames.Distinct([("1", one), ("2", other)]);

        Assert.NotEqual(Comparable(files["1"]), Comparable(files["2"]));
    }

    [Fact]
    public void Name_ThatIsAlone_StaysAsItIs()
    {
        var files = FileNames.Distinct([("1", Decomposed), ("2", "\ud800"), ("3", "b")]);

        Assert.Equal([Decomposed, "\ud800", "b"], files.OrderBy(static file => file.Key).Select(static file => file.Value));
    }

    // a writes a.json and the folder a, a.json would write a.json.json and the folder a.json.
    [Fact]
    public async Task NameThatIsTheFileOfAnother_GetsAHash()
    {
        foreach (var name in new[] { "a", "a.json", "A.JSON.json", "b.json" })
        {
            await CreateAsync("actions/actions", ("name", name), ("code", $"// {name}"), ("supported_triggers", _trigger));
        }

        var files = await ExportAsync(null, "actions");

        Assert.Equal(8, files.Paths.Count);
        Assert.Contains(files.Paths, static path => path.EndsWith("a.json", StringComparison.Ordinal));
        Assert.Contains(files.Paths, static path => path.EndsWith("b.json.json", StringComparison.Ordinal));
        Assert.Empty(await CompareAsync());
    }

    private static readonly object[] _trigger =
    [
        new System.Collections.Specialized.OrderedDictionary { ["id"] = "post-login", ["version"] = "v3" },
    ];

    [Fact]
    public void NamesWithDifferentHalves_GetDifferentFiles()
    {
        var files = FileNames.Distinct([("\ud800", "\ud800"), ("\ud801", "\ud801"), ("\ufffd", "\ufffd")]);

        // What a file system gets is UTF-8.
        Assert.Equal(3, files.Values.Select(Encoding.UTF8.GetBytes).Select(Convert.ToHexString).Distinct().Count());
    }

    [Fact]
    public async Task ObjectWhoseFileWouldBeThatOfAnother_GetsItsOwn()
    {
        Write($"roles/{Decomposed}.json", """{"name":"another"}""");
        await CreateAsync("roles", ("name", Composed));

        var files = await ExportAsync(null, "roles");

        Assert.DoesNotContain(files.Paths, static path => Path.GetFileNameWithoutExtension(path) == Composed);
        Assert.Contains("another", Read($"roles/{Decomposed}.json"), StringComparison.Ordinal);
    }

    private static string Comparable(string name) => name.Normalize(NormalizationForm.FormC).ToUpperInvariant();
}
