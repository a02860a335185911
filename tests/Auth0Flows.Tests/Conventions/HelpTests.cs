using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Auth0Flows.Tests.Conventions;

/// <summary>The committed help matches the current pages. The test doesn't need PlatyPS, which generates it.</summary>
public sealed partial class HelpTests
{
    [Fact]
    public void Maml_WasMadeOfThePagesAsTheyAre()
    {
        var made = PagesHash().Match(Repository.Read("en-US", "Auth0Flows.PowerShell.dll-Help.xml"));

        Assert.True(made.Success, "The file doesn't say of which pages it was made.");
        Assert.True(
            made.Groups[1].Value == HashOf(Pages()),
            "The pages have changed since the help was made: run ./build.ps1 Help and commit en-US."
        );
    }

    [Fact]
    public void Maml_HasEveryPage()
    {
        var maml = Repository.Read("en-US", "Auth0Flows.PowerShell.dll-Help.xml");
        var cmdlets = Pages()
            .Where(page => !page.StartsWith("about_", StringComparison.Ordinal))
            .Select(page => Path.GetFileNameWithoutExtension(page));

        Assert.Equal(cmdlets, CommandName().Matches(maml).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Topics_AreThereAsText_AndNoOthers()
    {
        var pages = Pages()
            .Where(page => page.StartsWith("about_", StringComparison.Ordinal))
            .Select(page => Path.GetFileNameWithoutExtension(page) + ".help.txt");
        var texts = Directory
            .GetFiles(Repository.Path("en-US"), "*.txt")
            .Select(file => Path.GetFileName(file))
            .Order(StringComparer.Ordinal);

        Assert.Equal(pages, texts);
    }

    private static string[] Pages() =>
        [
            .. Directory
                .GetFiles(Repository.Path("docs", "help"), "*.md")
                .Select(file => Path.GetFileName(file))
                .Order(StringComparer.Ordinal),
        ];

    // Like docs/Build-Help.ps1: names and texts in ordinal order, with uniform line endings.
    private static string HashOf(IEnumerable<string> pages) =>
        Convert.ToHexString(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Concat(
                        pages.Select(page =>
                            $"{page}\n{Repository.Read("docs", "help", page).Replace("\r\n", "\n", StringComparison.Ordinal)}"
                        )
                    )
                )
            )
        );

    [GeneratedRegex("Pages: ([0-9A-F]{64})")]
    private static partial Regex PagesHash();

    [GeneratedRegex("<command:details>\\s*<command:name>(.*?)</command:name>")]
    private static partial Regex CommandName();
}
