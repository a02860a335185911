using System.Text.RegularExpressions;

namespace Auth0Flows.Tests.Api;

/// <summary>
/// The catalogue has what Auth0's own client for Node.js has. What differs is listed here, with the reason. To take a newer package: change
/// <see cref="NpmPackage.Pinned"/>, then AUTH0FLOWS_WRITE_NPM=2026-09-16 (the package's day) and this class.
/// </summary>
public sealed partial class NpmEndpointTests
{
    /// <summary>What the catalogue has and the package doesn't, by the beginning of the path, and why.</summary>
    private static readonly Dictionary<string, string> _notInThePackage = new(StringComparer.Ordinal)
    {
        ["client-profiles"] = "The reference of August 2026 had these; no package has them yet.",
        ["clients/search"] = "In the reference; the package has only the searches of organizations and resource servers.",
        ["experimentation/"] = "In the reference; the package has only experiments/{id}/advance-ramp.",
    };

    /// <summary>Scopes that the catalogue has and the package doesn't, and why.</summary>
    private static readonly Dictionary<string, string> _scopesNotInThePackage = new(StringComparer.Ordinal)
    {
        ["client_profiles"] = "See the endpoints.",
        ["experimentation"] = "See the endpoints: the package has update:experimentation, for advance-ramp.",
    };

    /// <summary>Lists that the package reads in one way, and the catalogue knows another, and why.</summary>
    private static readonly Dictionary<string, string> _pagingNotInThePackage = new(StringComparer.Ordinal)
    {
        ["client-grants"] = BothWays,
        ["clients"] = BothWays,
        ["connections"] = BothWays,
        ["flows/{id}/executions"] = BothWays,
        ["organizations"] = BothWays,
        ["organizations/{id}/members"] = BothWays,
        ["roles/{id}/users"] = BothWays,
        ["custom-domains"] = "The API pages it if 'take' is there; the package returns it unpaged.",
        ["logs"] = "The package knows only page and per_page; the API also continues after an entry.",
    };

    private const string BothWays = "The API pages it in both ways; the package offers one.";

    private static readonly NpmPackage _package = NpmPackage.ReadFixture();

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("auth0-npm-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Catalogue_HasEveryEndpointOfThePackage()
    {
        Assert.InRange(_package.Endpoints.Count, 450, 1000);
        Assert.Empty(_package.Endpoints.Select(EndpointOf).Except(Auth0Endpoints.All.Select(EndpointOf)));
    }

    [Fact]
    public void Endpoint_ThatThePackageDoesNotHave_IsListedWithTheReason()
    {
        var others = Auth0Endpoints.All.ExceptBy(_package.Endpoints.Select(EndpointOf), EndpointOf).ToArray();

        Assert.All(others, endpoint => Assert.Contains(_notInThePackage.Keys, start => Begins(endpoint, start)));
        Assert.All(_notInThePackage.Keys, start => Assert.Contains(others, endpoint => Begins(endpoint, start)));

        static bool Begins(Auth0Endpoint endpoint, string start) => endpoint.Path.StartsWith(start, StringComparison.Ordinal);
    }

    [Fact]
    public void Scopes_AreThoseOfThePackage_AndTheListedOnes()
    {
        var scopes = Auth0Endpoints.All.SelectMany(endpoint => endpoint.Scopes).Distinct().ToArray();
        var others = scopes.Except(_package.Scopes).Select(scope => scope.Split(':')[1]);

        Assert.InRange(_package.Scopes.Count, 240, 1000);
        Assert.Empty(_package.Scopes.Except(scopes));
        Assert.Equal(_scopesNotInThePackage.Keys.Order(), others.Distinct().Order());
    }

    [Fact]
    public void Paging_IsThatOfThePackage_OrListedWithTheReason()
    {
        var known = Auth0Endpoints.All.ToDictionary(EndpointOf, endpoint => endpoint);
        var others =
            from line in _package.Endpoints
            let endpoint = known[EndpointOf(line)]
            let paging = line.Split('\t')[2]
            let expected = paging.Length == 0 ? Auth0Paging.None : Enum.Parse<Auth0Paging>(paging, ignoreCase: true)
            where endpoint.Paging != expected
            select endpoint.Path;

        Assert.Equal(_pagingNotInThePackage.Keys.Order(StringComparer.Ordinal), others.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Fixture_IsOfTheNewestPackageOnTheDayOfTheCatalogue()
    {
        var comment = Repository.Read("src", "Auth0Flows", "Api", "Catalogue", "Endpoints.tsv").Split('\n')[0];

        Assert.Equal(NpmPackage.Pinned, $"auth0@{_package.Version}");
        Assert.Contains($"npm package auth0 ({_package.Version})", comment, StringComparison.Ordinal);
        Assert.Contains($"{Auth0Endpoints.AsOf:O}", comment, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fixture_IsWhatThePackageHas()
    {
        try
        {
            var (package, reason) = await NpmPackage.FetchAsync(_folder.FullName, Cancel);
            Assert.SkipUnless(package is not null, reason);
            if (Environment.GetEnvironmentVariable("AUTH0FLOWS_WRITE_NPM") is { Length: > 0 } day)
            {
                package.WriteFixture(day);
            }

            Assert.Equal(_package.Version, package.Version);
            Assert.Equal(_package.Endpoints, package.Endpoints);
            Assert.Equal(_package.Scopes, package.Scopes);
        }
        finally
        {
            _folder.Delete(recursive: true);
        }
    }

    private static string EndpointOf(Auth0Endpoint endpoint) => $"{endpoint.Method} {Name().Replace(endpoint.Path, "{}")}";

    private static string EndpointOf(string line) =>
        line.Split('\t') is [var method, var path, _] ? $"{method} {Name().Replace(path, "{}")}" : line;

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Name();
}
