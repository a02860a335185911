using System.Text.Json;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Api;

public sealed class CheckpointTests : SessionTest
{
    [Fact]
    public async Task List_ByCheckpoint_GivesEachOnce_BeyondTheThousand()
    {
        Start(options => options.OrganizationCount = 1250);

        var all = await ReadAsync(Session.ListAsync(Auth0Resources.Organizations, null, Log, Cancel));

        Assert.Equal(1250, all.Select(organization => organization.Id).Distinct().Count());
        Assert.Empty(Log.Messages(Auth0ActivityKind.Warning));
        Assert.Contains("take=100", Queries());
    }

    [Theory]
    [InlineData(5UL, 0UL)]
    [InlineData(5UL, 7UL)]
    [InlineData(120UL, 0UL)]
    [InlineData(3UL, 205UL)]
    public async Task FirstAndSkip_GiveTheSameByEitherPaging(ulong first, ulong skip)
    {
        Start(options => options.OrganizationCount = 250);
        var all = await ReadAsync(Session.ListAsync(Auth0Resources.Organizations, null, Log, Cancel));

        var byDefault = await ReadAsync(
            Session.ListAsync(Auth0Resources.Organizations, new Auth0ListOptions { First = first, Skip = skip }, Log, Cancel)
        );
        var byNumber = await ReadAsync(
            Session.ListAsync(
                Auth0Resources.Organizations,
                new Auth0ListOptions
                {
                    First = first,
                    Skip = skip,
                    TotalKnown = static _ => { },
                },
                Log,
                Cancel
            )
        );

        Assert.Equal(
            all.Skip((int)skip).Take((int)first).Select(organization => organization.Id),
            byDefault.Select(organization => organization.Id)
        );
        Assert.Equal(byDefault.Select(organization => organization.Id), byNumber.Select(organization => organization.Id));
    }

    [Fact]
    public async Task List_OfAnyPath_IsPagedAsTheCatalogueSays()
    {
        Start(options => (options.OrganizationCount, options.MemberCount, options.UserCount) = (3, 1130, 1200));
        var organization = (
            await ReadAsync(Session.ListAsync(Auth0Resources.Organizations, new Auth0ListOptions { First = 1 }, Log, Cancel))
        )[0];

        var members = await ReadAsync(
            Session.ListAsync(new Auth0ApiRequest { Path = $"organizations/{organization.Id}/members?fields=user_id" }, null, Log, Cancel)
        );

        Assert.Equal(1130, members.Select(member => member.GetProperty("user_id").GetString()).Distinct().Count());
        Assert.Contains("take=100", Queries()[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_ThatRefusesTheQuestionForItsTotal_IsReadWithoutIt()
    {
        await GetTokenAsync(Tenant.ManagementAudience);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/actions/actions",
                StatusCode = 400,
                Body =
                    """{"statusCode":400,"error":"Bad Request","message":"Query validation error: 'Additional properties not allowed: include_totals'","errorCode":"invalid_query_string"}""",
            }
        );
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/actions/actions",
                StatusCode = 200,
                Body = """{"total":2,"page":0,"per_page":100,"actions":[{"id":"1"},{"id":"2"}]}""",
            }
        );

        var actions = await ReadAsync(Session.ListAsync(new Auth0ApiRequest { Path = "actions/actions" }, null, Log, Cancel));

        Assert.Equal(2, actions.Count);
        Assert.Equal(
            ["page=0&per_page=100&include_totals=true", "page=0&per_page=100"],
            Tenant.Requests.Where(request => request.Path == "/api/v2/actions/actions").Select(request => request.Query)
        );
    }

    [Fact]
    public async Task List_ThatIgnoresTheCheckpoint_IsNotTakenForWhole()
    {
        await GetTokenAsync(Tenant.ManagementAudience);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/groups",
                StatusCode = 200,
                Body = $"[{string.Join(',', Enumerable.Range(0, 50).Select(static id => $"{{\"id\":\"{id}\"}}"))}]",
            }
        );

        await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.InvalidJson,
            () => ReadAsync(Session.ListAsync(new Auth0ApiRequest { Path = "groups" }, null, Log, Cancel))
        );
    }

    [Theory]
    [InlineData("""{"next":"same","members":[{"user_id":"1"}]}""")]
    [InlineData("""{"next":"same","members":[]}""")]
    public async Task Checkpoint_ThatLeadsToItself_IsAnError(string page)
    {
        await GetTokenAsync(Tenant.ManagementAudience);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/logs",
                StatusCode = 200,
                Body = page,
                Times = 5,
            }
        );

        await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.InvalidJson,
            () => ReadAsync(Session.ListAsync(new Auth0ApiRequest { Path = "logs" }, new Auth0ListOptions { From = "0" }, Log, Cancel))
        );

        Assert.Equal(["from=0&take=100", "from=same&take=100"], Queries());
    }

    [Fact]
    public async Task Checkpoint_IsTakenFromALink_ItsAddressIsNot()
    {
        await GetTokenAsync(Tenant.ManagementAudience);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/logs",
                StatusCode = 200,
                Body = """[{"log_id":"1"}]""",
                Headers = new Dictionary<string, string>
                {
                    ["Link"] = "<https://evil.example.com/api/v2/logs?take=1&from=a%7Cb>; rel=\"next\"",
                },
            }
        );
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/logs",
                StatusCode = 200,
                Body = "[]",
            }
        );

        var entries = await ReadAsync(Session.ReadLogAsync("0", Log, Cancel));

        Assert.Single(entries);
        Assert.Equal(["from=0&take=100", "from=a%7Cb&take=100"], Queries());
    }

    private static async Task<List<T>> ReadAsync<T>(IAsyncEnumerable<T> list)
    {
        var items = new List<T>();
        await foreach (var item in list)
        {
            items.Add(item is JsonElement json ? (T)(object)json.Clone() : item);
        }

        return items;
    }

    private string[] Queries() =>
        [
            .. Tenant
                .Requests.Where(request => request.Path.StartsWith("/api/v2/", StringComparison.Ordinal))
                .Select(request => request.Query),
        ];
}
