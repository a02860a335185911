using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Api;

/// <summary>Lists that aren't simply all objects of a kind.</summary>
public sealed class RelatedListTests : SessionTest
{
    private const string Pair =
        """[{"id":"cgr_1","client_id":"c","audience":"a","subject_type":"user"},{"id":"cgr_2","client_id":"c","audience":"a","subject_type":"client","scope":["x"]}]""";

    [Fact]
    public async Task UsersByEmail_AreAskedForWithoutPages_AndOnce()
    {
        var users = await ReadAsync(Auth0Resources.UsersByEmail, new Auth0ListOptions { Query = [new("email", "alice@example.com")] });

        Assert.Equal("Alice Adams", Assert.Single(users).Name);
        Assert.Equal("email=alice%40example.com", Tenant.Requests[^1].Query);
        Assert.Equal(2, Tenant.Requests.Count); // the token request, and this one
    }

    [Fact]
    public async Task AListThatComesWhole_IsSkippedAndCutHere()
    {
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/users-by-email",
                StatusCode = 200,
                Body = """[{"user_id":"a"},{"user_id":"b"},{"user_id":"c"}]""",
            }
        );

        var users = await ReadAsync(Auth0Resources.UsersByEmail, new Auth0ListOptions { Skip = 1, First = 1 });

        Assert.Equal("b", Assert.Single(users).UserId);
        Assert.Equal("", Tenant.Requests[^1].Query);
    }

    [Fact]
    public async Task Organization_IsFoundByItsName()
    {
        var acme = await Session.GetAsync(Auth0Resources.OrganizationsByName, "acme", Log, Cancel);

        Assert.Equal("Acme Corp.", acme.DisplayName);
        Assert.Equal("/api/v2/organizations/name/acme", Tenant.Requests[^1].Path);
    }

    [Fact]
    public async Task ClientGrant_IsFoundByItsPair()
    {
        var grant = await Session.FindClientGrantAsync(Tenant.ClientId, Orders, Log, Cancel);

        Assert.Contains("read:orders", grant.Scope!);
        Assert.StartsWith(
            $"client_id={Tenant.ClientId}&audience=https%3A%2F%2Forders.example.com%2F&",
            Tenant.Requests[^1].Query,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task ClientGrant_OfUsersTokens_IsAnotherOne()
    {
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/client-grants",
                StatusCode = 200,
                Body = Pair,
            }
        );

        Assert.Equal("cgr_2", (await Session.FindClientGrantAsync("c", "a", Log, Cancel)).Id);
    }

    [Fact]
    public async Task ClientGrant_ThatIsNotThere_IsNamed()
    {
        var failure = await FailsAsync<Auth0ApiException>(
            Auth0ErrorCode.NotFound,
            () => Session.FindClientGrantAsync("somebody", Orders, Log, Cancel).AsTask()
        );

        Assert.Equal($"The application 'somebody' has no grant for '{Orders}'.", failure.Message);
    }

    private async Task<List<T>> ReadAsync<T>(Auth0Resource<T> resource, Auth0ListOptions options)
        where T : class
    {
        var items = new List<T>();
        await foreach (var item in Session.ListAsync(resource, options, Log, Cancel))
        {
            items.Add(item);
        }

        return items;
    }
}
