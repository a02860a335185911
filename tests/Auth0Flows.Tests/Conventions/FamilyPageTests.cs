using System.Globalization;
using System.Text;
using Auth0Flows.PowerShell;

namespace Auth0Flows.Tests.Conventions;

/// <summary>docs/families.md: which families of endpoints have cmdlets, from the catalogue and what the cmdlets declare.</summary>
public sealed class FamilyPageTests
{
    private const string HowToWrite = "./build.ps1 Record";

    private static readonly string _path = Repository.Path("docs", "families.md");

    [Fact]
    public void Page_IsThatOfTheCatalogueAndTheCmdlets()
    {
        var page = Write();
        if (Environment.GetEnvironmentVariable("AUTH0FLOWS_WRITE_FAMILIES") is { Length: > 0 })
        {
            File.WriteAllText(_path, page);
        }

        Assert.True(
            File.ReadAllText(_path).Replace("\r\n", "\n", StringComparison.Ordinal) == page,
            $"The cmdlets or the catalogue have changed since docs/families.md was written. To write it: {HowToWrite}"
        );
    }

    [Fact]
    public void Page_HasEveryFamily() =>
        Assert.All(
            Auth0Endpoints.All.Select(endpoint => endpoint.Family).Distinct(),
            family => Assert.Contains($"\n| `{family}` |", Write(), StringComparison.Ordinal)
        );

    private static string Write()
    {
        var families = Auth0Endpoints
            .All.GroupBy(endpoint => endpoint.Family)
            .OrderBy(family => family.Key, StringComparer.Ordinal)
            .ToArray();
        var current = families.Where(family => !family.All(endpoint => endpoint.IsEnded)).ToArray();
        var served = current.SelectMany(family => family).Where(IsServed).ToArray();
        var page = new StringBuilder();
        page.Append(
            CultureInfo.InvariantCulture,
            $"""
            # The families of the Management API

            <!-- Written by {HowToWrite}. -->

            {Auth0Endpoints.All.Count} endpoints in {families.Length} families, as of {Auth0Endpoints.AsOf:O}. {served.Length} endpoints have a
            cmdlet, in {served.Select(endpoint => endpoint.Family).Distinct().Count()} families; Auth0 ended {families.Length
                - current.Length} families. `Invoke-Auth0Api` calls every endpoint, and completes its path.
            [`Find-Auth0Endpoint`](help/Find-Auth0Endpoint.md) shows the line for each: `Find-Auth0Endpoint -Family roles`.

            | family | endpoints | with a cmdlet | cmdlets |
            |---|---|---|---|

            """
        );
        foreach (var family in families)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"| `{family.Key}` | {family.Count()} | {family.Count(IsServed)} | {Cmdlets([.. family])} |\n"
            );
        }

        return page.ToString();
    }

    private static bool IsServed(Auth0Endpoint endpoint) => EndpointCmdlets.Of(endpoint).Count > 0;

    private static string Cmdlets(Auth0Endpoint[] family)
    {
        var names = family.SelectMany(EndpointCmdlets.Of).Select(cmdlet => cmdlet.Name).Distinct().Order(StringComparer.Ordinal).ToArray();
        return family.FirstOrDefault(endpoint => endpoint.IsEnded) is { } ended
                ? $"ended by Auth0 on {EndpointText.Day(ended)}; `{ended.Replacement}` replaces it"
            : names.Length == 0 ? "`Invoke-Auth0Api`"
            : string.Join(", ", names.Select(name => $"[`{name}`](help/{name}.md)"))
                + (family.All(IsServed) ? "" : "; the rest with `Invoke-Auth0Api`");
    }
}
