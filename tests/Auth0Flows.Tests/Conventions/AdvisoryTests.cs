using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;

namespace Auth0Flows.Tests.Conventions;

/// <summary>
/// No package has a known vulnerability, according to a list in the repository. The check needs no network, and is as recent as the list.
/// </summary>
public sealed class AdvisoryTests
{
    private static readonly JsonElement _file = JsonElement.Parse(Repository.Read("build", "advisories.json"));
    private static readonly IReadOnlyList<Advisory> _advisories = Advisory.ReadAll(_file);

    [Fact]
    public void Packages_HaveNoKnownAdvisory() => Assert.Empty(Advisory.Find(_advisories, ResolvedPackage.OfRepository()));

    // Directory.Build.props: a restore writes the file, and in CI uses only its versions.
    [Fact]
    public void EveryProject_HasALockFile() => Assert.DoesNotContain(ResolvedPackage.LockFiles, static file => !File.Exists(file));

    [Fact]
    public void Restore_OnCI_TakesTheVersionsOfTheLockFiles()
    {
        var properties = XDocument
            .Parse(Repository.Read("Directory.Build.props"))
            .Descendants()
            .ToLookup(static element => element.Name.LocalName);

        Assert.Equal("true", Assert.Single(properties["RestorePackagesWithLockFile"]).Value);
        var locked = Assert.Single(properties["RestoreLockedMode"]);
        Assert.Equal(("true", "'$(CI)' == 'true'"), (locked.Value, locked.Attribute("Condition")?.Value));
        Assert.Contains(
            "\n  CI: 'true'\n",
            Repository.Read(".github", "workflows", "ci.yml").ReplaceLineEndings("\n"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Packages_AreFound()
    {
        var packages = ResolvedPackage.OfRepository();

        Assert.Contains(packages, package => package.Name == "System.IdentityModel.Tokens.Jwt");
        Assert.Contains(packages, package => package.Name == "Microsoft.IdentityModel.JsonWebTokens"); // a transitive dependency
    }

    [Fact]
    public void PlantedVersion_IsNamedWithItsAdvisory()
    {
        var planted = JsonElement.Parse(
            """
            {"version":2,"dependencies":{"net10.0":{
              "Newtonsoft.Json":{"type":"Transitive","resolved":"12.0.3","contentHash":"x"},
              "Polly.Core":{"type":"Direct","requested":"[8.9.1, )","resolved":"8.9.1","contentHash":"x"},
              "auth0flows":{"type":"Project"}}}}
            """
        );

        var found = Assert.Single(Advisory.Find(_advisories, ResolvedPackage.OfLockFile(planted, "planted")));

        Assert.StartsWith("Newtonsoft.Json 12.0.3 (planted): GHSA-5crp-9r3c-p9vr, high", found, StringComparison.Ordinal);
        Assert.EndsWith("Fixed in 13.0.1.", found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("system.text.json", "8.0.4", 1)]
    [InlineData("System.Text.Json", "8.0.3", 2)]
    [InlineData("System.Text.Json", "8.0.5", 0)]
    [InlineData("System.Text.Json", "7.0.0-rc.1", 0)]
    [InlineData("System.Drawing.Common", "6.0.0", 0)]
    [InlineData("System.IdentityModel.Tokens.Jwt", "7.0.0-preview5", 1)]
    [InlineData("System.IdentityModel.Tokens.Jwt", "7.1.2", 0)]
    [InlineData("System.Formats.Asn1", "6.0.1.0", 0)]
    [InlineData("Microsoft.Diagnostics.Runtime", "3.1.512801", 1)]
    public void Versions_AreComparedAsNuGetDoes(string package, string version, int expected) =>
        Assert.Equal(expected, Advisory.Find(_advisories, [new ResolvedPackage(package, version, "")]).Count());

    [Theory]
    [InlineData("1.0.0-alpha", "1.0.0")]
    [InlineData("1.0.0-alpha", "1.0.0-alpha.1")]
    [InlineData("1.0.0-alpha.1", "1.0.0-beta")]
    [InlineData("1.0.0-beta.2", "1.0.0-beta.11")]
    [InlineData("1.0.0-2", "1.0.0-alpha")]
    [InlineData("1.0", "1.0.0.1")]
    [InlineData("1.9.0", "1.10.0")]
    public void Versions_AreInOrder(string earlier, string later)
    {
        Assert.True(PackageVersion.Compare(earlier, later) < 0);
        Assert.True(PackageVersion.Compare(later, earlier) > 0);
        Assert.Equal(0, PackageVersion.Compare(later, later + "+build"));
    }

    [Fact]
    public void List_SaysWhenItWasMade_AndWhereEachEntryIsFrom()
    {
        Assert.True(
            DateOnly.TryParseExact(
                _file.GetProperty("date").GetString(),
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out _
            )
        );
        Assert.NotEmpty(_file.GetProperty("how").GetString()!);
        Assert.All(
            _file.GetProperty("advisories").EnumerateArray(),
            one =>
            {
                Assert.StartsWith("https://github.com/", one.GetProperty("source").GetString(), StringComparison.Ordinal);
                Assert.Matches("^(GHSA(-[0-9a-z]{4}){3}|CVE-[0-9]{4}-[0-9]+)$", one.GetProperty("id").GetString());
                Assert.Contains(one.GetProperty("severity").GetString(), new[] { "low", "moderate", "high", "critical" });
                Assert.NotEmpty(one.GetProperty("affected").EnumerateArray());
            }
        );
    }
}
