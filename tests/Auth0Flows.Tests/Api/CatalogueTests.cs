using System.Text.RegularExpressions;

namespace Auth0Flows.Tests.Api;

/// <summary>The catalogues are data edited by hand: these tests find careless mistakes.</summary>
public sealed partial class CatalogueTests
{
    private static readonly string[] _methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    [Theory]
    [InlineData("Endpoints.tsv", "method\tpath\tscopes\tpaging\tsummary\tended")]
    [InlineData("LogTypes.tsv", "code\tname\tmeaning")]
    public void File_HasItsHeader_AndAsManyFieldsInEachLine(string file, string header)
    {
        string[] lines =
        [
            .. Repository
                .Read("src", "Auth0Flows", "Api", "Catalogue", file)
                .TrimEnd('\n')
                .Split('\n')
                .SkipWhile(static line => line.StartsWith('#')),
        ];

        Assert.Equal(header, lines[0]);
        Assert.All(lines, line => Assert.Equal(header.Count(static c => c == '\t'), line.Count(static c => c == '\t')));
        Assert.All(lines, line => Assert.All(line.Split('\t'), field => Assert.Equal(field.Trim(), field)));
    }

    // Counted in Auth0's reference and in its npm package on the catalogue's day; no other test would notice a lost line that the package
    // doesn't have.
    [Fact]
    public void Endpoints_AreAsManyAsWereCounted_OnTheDayOfTheCatalogue()
    {
        Assert.Equal(486, Auth0Endpoints.All.Count);
        Assert.Equal(new DateOnly(2026, 11, 29), Auth0Endpoints.AsOf);
    }

    // https://auth0.com/docs/hooks: "The End of Life (EOL) date of Rules and Hooks will be November 18, 2026".
    [Fact]
    public void Rules_AndHooks_AreEnded_AndNothingElse()
    {
        var ended = Auth0Endpoints.All.Where(endpoint => endpoint.IsEnded).ToArray();

        Assert.Equal(17, ended.Length);
        Assert.Equal(["hooks", "rules", "rules-configs"], ended.Select(endpoint => endpoint.Family).Distinct());
        Assert.All(
            ended,
            endpoint =>
            {
                Assert.Equal(new DateOnly(2026, 11, 18), endpoint.EndedOn);
                Assert.False(Auth0Endpoints.Find("GET", endpoint.Replacement!)!.IsEnded);
            }
        );
    }

    [Theory]
    [InlineData("GET", "users/{id}/roles", "https://auth0.com/docs/api/management/v2/users")]
    [InlineData("GET", "organizations/search", "https://auth0.com/docs/api/management/v2/organizations")]
    public void Documentation_IsTheFamilysPage(string method, string path, string page) =>
        Assert.Equal(page, Auth0Endpoints.Find(method, path)!.DocumentationUri.AbsoluteUri);

    [Theory]
    [InlineData("connections/{id}/clients", 1000)]
    [InlineData("connection-profiles", 10)]
    [InlineData("users/{id}/connected-accounts", 20)]
    [InlineData("clients", 100)]
    public void LargestPage_IsWhatTheReferenceSays(string path, int expected) =>
        Assert.Equal(expected, Auth0Endpoints.Find("GET", path)!.LargestPage);

    [Fact]
    public void Endpoints_AreSorted_ByPathAndMethod() =>
        Assert.Equal(
            Auth0Endpoints
                .All.OrderBy(endpoint => endpoint.Path, StringComparer.Ordinal)
                .ThenBy(endpoint => endpoint.Method, StringComparer.Ordinal),
            Auth0Endpoints.All
        );

    [Fact]
    public void Endpoints_AreThereOnce_WhateverTheirNamesInBraces() =>
        Assert.Empty(
            Auth0Endpoints
                .All.GroupBy(endpoint => $"{endpoint.Method} {Name().Replace(endpoint.Path, "{}")}")
                .Where(group => group.Count() > 1)
                .Select(group => group.Key)
        );

    [Fact]
    public void Endpoints_CallTheSamePathTheSame_ForEveryMethod() =>
        Assert.Empty(
            Auth0Endpoints
                .All.GroupBy(endpoint => Name().Replace(endpoint.Path, "{}"))
                .Where(group => group.Select(endpoint => endpoint.Path).Distinct().Count() > 1)
                .Select(group => group.Key)
        );

    [Fact]
    public void Endpoint_IsWellFormed() =>
        Assert.All(
            Auth0Endpoints.All,
            endpoint =>
            {
                Assert.Contains(endpoint.Method, _methods);
                Assert.Matches(@"^[a-z0-9_-]+(/([a-z0-9_-]+|\{[a-zA-Z_]+\}))*$", endpoint.Path);
                Assert.NotEmpty(endpoint.Scopes);
                Assert.All(endpoint.Scopes, scope => Assert.Matches("^(create|read|update|delete):[a-z_]+$", scope));
                Assert.Equal(endpoint.Scopes.Distinct(), endpoint.Scopes);
                Assert.InRange(endpoint.Summary.Length, 5, 60);
                Assert.True(endpoint.Paging == Auth0Paging.None || endpoint.Method == "GET", $"{endpoint} can't be paged.");
            }
        );

    [Theory]
    [InlineData("GET", "users/auth0%7C1/roles?page=1", "users/{user_id}/roles")]
    [InlineData("get", "users/{id}/roles", "users/{user_id}/roles")]
    [InlineData("DELETE", "/api/v2/clients/abc", "clients/{client_id}")]
    [InlineData("GET", "clients/search", "clients/search")]
    [InlineData("PATCH", "clients/search", "clients/{client_id}")] // there is no PATCH for this word, so it is an id
    [InlineData("GET", "clients/abc/", "clients/{client_id}")]
    [InlineData("GET", "organizations/name/acme", "organizations/name/{name}")]
    [InlineData("GET", "organizations/org_1/members", "organizations/{id}/members")]
    [InlineData("GET", "tenants/settings?fields=flags", "tenants/settings")]
    public void Find_KnowsTheEndpointOfACall(string method, string path, string expected)
    {
        var endpoint = Auth0Endpoints.Find(method, path);

        Assert.Equal(expected, endpoint?.Path);
        Assert.Equal(method, endpoint!.Method, ignoreCase: true);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "nothing")]
    [InlineData("GET", "users/1/roles/2")]
    [InlineData("GET", "users//roles")]
    [InlineData("PUT", "users")]
    [InlineData("BREW", "users")]
    public void Find_GivesNothing_WhereItKnowsNone(string method, string path) => Assert.Null(Auth0Endpoints.Find(method, path));

    [Fact]
    public void Find_FindsEveryEndpoint() =>
        Assert.All(Auth0Endpoints.All, endpoint => Assert.Same(endpoint, Auth0Endpoints.Find(endpoint.Method, endpoint.Path)));

    [Theory]
    [InlineData("logs", Auth0Paging.Page | Auth0Paging.After)]
    [InlineData("users", Auth0Paging.Page)]
    [InlineData("groups", Auth0Paging.Checkpoint)]
    [InlineData("tenants/settings", Auth0Paging.None)]
    public void Paging_IsWhatTheReferenceSays(string path, Auth0Paging expected) =>
        Assert.Equal(expected, Auth0Endpoints.Find("GET", path)!.Paging);

    [Fact]
    public void Scopes_AreInTheOrderOfTheReference() =>
        Assert.Equal(["read:users", "read:current_user", "read:user_idp_tokens"], Auth0Endpoints.Find("GET", "users/{user_id}")!.Scopes);

    [Fact]
    public void LogTypes_AreSorted_AndThereOnce()
    {
        Assert.Equal(
            Auth0LogTypes.All.Select(type => type.Code).Order(StringComparer.Ordinal),
            Auth0LogTypes.All.Select(type => type.Code)
        );
        Assert.Equal(206, Auth0LogTypes.All.DistinctBy(type => type.Code).Count());
        Assert.Equal(206, Auth0LogTypes.All.DistinctBy(type => type.Name).Count());
        Assert.All(
            Auth0LogTypes.All,
            type =>
            {
                Assert.Matches("^[a-z0-9_]+$", type.Code);
                Assert.InRange(type.Name.Length, 3, 50);
                Assert.InRange(type.Meaning.Length, 10, 90);
            }
        );
    }

    [Theory]
    [InlineData("fdeaz")]
    [InlineData("fdeac")]
    [InlineData("fdecc")]
    [InlineData("fede")]
    [InlineData("sede")]
    public void LogTypes_KnowTheDeviceFlow(string code) =>
        Assert.Contains("evice", Auth0LogTypes.Find(code)!.Name, StringComparison.Ordinal);

    [Fact]
    public void LogTypes_GiveNothing_ForACodeTheyDoNotKnow() => Assert.Null(Auth0LogTypes.Find("xyz"));

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Name();
}
