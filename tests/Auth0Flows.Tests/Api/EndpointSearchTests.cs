using System.Diagnostics;

namespace Auth0Flows.Tests.Api;

/// <summary>Finding an endpoint by the words that people type.</summary>
public sealed class EndpointSearchTests
{
    [Theory]
    [InlineData("rotate secret", "POST clients/{client_id}/rotate-secret")]
    [InlineData("list users", "GET users")]
    [InlineData("create user", "POST users")]
    [InlineData("delete user", "DELETE users/{user_id}")]
    [InlineData("user roles", "GET users/{user_id}/roles")]
    [InlineData("roles of a user", "GET users/{user_id}/roles")] // as the summary says it
    [InlineData("role permissions", "GET roles/{id}/permissions")]
    [InlineData("tenant settings", "GET tenants/settings")]
    [InlineData("daily stats", "GET stats/daily")]
    [InlineData("create app", "POST clients")] // an application is a client
    [InlineData("list applications", "GET clients")]
    [InlineData("apis", "GET resource-servers")]
    [InlineData("create resource server", "POST resource-servers")]
    [InlineData("mfa policies", "GET guardian/policies")]
    [InlineData("mfa factors", "GET guardian/factors")]
    [InlineData("login page template", "GET branding/templates/universal-login")]
    [InlineData("deploy action", "POST actions/actions/{id}/deploy")]
    [InlineData("publish action", "POST actions/actions/{id}/deploy")]
    [InlineData("invite member", "POST organizations/{id}/invitations")]
    [InlineData("org members", "GET organizations/{id}/members")]
    [InlineData("unblock user", "DELETE user-blocks")]
    [InlineData("email provider", "GET emails/provider")]
    [InlineData("log streams", "GET log-streams")]
    [InlineData("custom domains", "GET custom-domains")]
    [InlineData("password ticket", "POST tickets/password-change")]
    [InlineData("signing keys", "GET keys/signing")]
    [InlineData("brute force", "GET attack-protection/brute-force-protection")]
    [InlineData("custom text", "GET prompts/{prompt}/custom-text/{language}")]
    [InlineData("search organizations", "GET organizations/search")]
    [InlineData("scim tokens", "GET connections/{id}/scim-configuration/tokens")]
    [InlineData("revoke refresh tokens", "DELETE users/{user_id}/refresh-tokens")]
    public void Search_FindsFirst(string words, string expected)
    {
        var found = Auth0Endpoints.Search(words).Take(3).Select(endpoint => endpoint.ToString()).ToArray();

        Assert.Contains(expected, found);
    }

    [Theory]
    [InlineData("org memb", "organization members")] // beginnings
    [InlineData("role permission", "roles permissions")] // plurals
    [InlineData("the roles of a user", "roles user")] // small words
    [InlineData("ROLES/user", "roles user")]
    public void Search_FindsTheSame(string words, string others) =>
        Assert.Equal(Auth0Endpoints.Search(others)[0], Auth0Endpoints.Search(words)[0]);

    [Fact]
    public void Search_NeedsAllWords()
    {
        Assert.NotEmpty(Auth0Endpoints.Search("clients"));
        Assert.Empty(Auth0Endpoints.Search("clients", "weather"));
        Assert.Empty(Auth0Endpoints.Search(""));
        Assert.Empty(Auth0Endpoints.Search());
        Assert.Empty(Auth0Endpoints.Search("the of"));
    }

    [Fact]
    public void Search_PutsWhatAuth0EndedLast()
    {
        var found = Auth0Endpoints.Search("list").ToList();
        var ended = found.FindIndex(endpoint => endpoint.IsEnded);

        Assert.True(ended > 100);
        Assert.All(found[ended..], endpoint => Assert.True(endpoint.IsEnded));
    }

    [Fact]
    public void Search_FindsEveryEndpoint_ByTheWordsOfItsPath() =>
        Assert.All(
            Auth0Endpoints.All.Where(endpoint => !endpoint.IsEnded),
            endpoint =>
                Assert.Contains(endpoint, Auth0Endpoints.Search(endpoint.Path.Split('/').Where(segment => !segment.StartsWith('{'))))
        );

    // "As fast as typing": a tenth of a second between two letters. The best of several runs counts, so that a busy machine doesn't matter.
    [Fact]
    public void Search_IsAsFastAsTyping()
    {
        Auth0Endpoints.Search("roles");
        var best = Enumerable
            .Range(0, 20)
            .Min(_ =>
            {
                var start = Stopwatch.GetTimestamp();
                Auth0Endpoints.Search("organization member roles permissions");
                return Stopwatch.GetElapsedTime(start);
            });

        Assert.InRange(best.TotalMilliseconds, 0, 50);
    }

    [Theory]
    [InlineData("GET", "user", "GET users")]
    [InlineData("GET", "users/auth0%7C1/role", "GET users/{user_id}/roles")]
    [InlineData("GET", "client/abc", "GET clients/{client_id}")]
    [InlineData("GET", "tenant/settings", "GET tenants/settings")]
    [InlineData("POST", "clients/abc/rotate_secret", "POST clients/{client_id}/rotate-secret")]
    [InlineData("PUT", "roles/rol_1", "PATCH roles/{id}")] // the path is right, the method isn't
    [InlineData("GET", "action/action", "GET actions/actions")]
    public void Similar_IsWhatWasProbablyMeant(string method, string path, string expected) =>
        Assert.Contains(expected, Auth0Endpoints.FindSimilar(method, path).Select(endpoint => endpoint.ToString()));

    [Fact]
    public void Similar_IsNothing_WhereNothingIs()
    {
        Assert.Empty(Auth0Endpoints.FindSimilar("GET", "weather/in/london/today"));
        Assert.All(Auth0Endpoints.FindSimilar("GET", "rules"), endpoint => Assert.False(endpoint.IsEnded));
    }
}
