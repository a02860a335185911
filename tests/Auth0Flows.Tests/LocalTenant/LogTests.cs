using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Xunit;

namespace Auth0Flows.Tests.LocalTenant;

public sealed class LogTests : ManagementTenantTest
{
    [Fact]
    public async Task Search_ShowsTheNewestFirst()
    {
        StartTenant(options => options.LogCount = 30);
        var id = Tenant.AddLog("fn", "Test");

        var page = await GetAsync("logs?per_page=10&include_totals=true");

        // The request's token is also in the log, as the newer entry.
        Assert.Equal(["seccft", "fn"], Texts(page["logs"]!, "type")[..2]);
        Assert.Equal(32, page["total"]!.GetValue<int>());
        Assert.Equal(id, Text(page["logs"]![1], "log_id"));
        Assert.Equal("Test", Text(await GetAsync($"logs/{id}"), "description"));
        Assert.Equal("inexistent_log", Text(await GetAsync("logs/900", HttpStatusCode.NotFound), "errorCode"));
    }

    [Fact]
    public async Task Search_ByQuery_FindsTypesUsersAndDates()
    {
        StartTenant(options => (options.LogCount, options.UserCount) = (200, 20));

        Assert.Equal(["fp"], Texts(await GetAsync("logs?q=type:fp"), "type").Distinct());
        Assert.Equal(40, (await GetAsync("logs?per_page=100&q=type:(fp%20OR%20fu)")).AsArray().Count);
        var user = Texts(await GetAsync("users?q=email:user13@example.com"), "user_id")[0];
        Assert.Equal([user], Texts(await GetAsync($"{UserPath(user)}/logs"), "user_id").Distinct());
        Assert.Equal(10, (await GetAsync("logs?q=date:%5B2026-11-20T11:59:50Z%20TO%202026-11-20T11:59:59Z%5D")).AsArray().Count);
        Assert.Equal(
            Texts(await GetAsync("logs?sort=date:1&per_page=100"), "date").Order(StringComparer.Ordinal),
            Texts(await GetAsync("logs?sort=date:1&per_page=100"), "date")
        );
        AssertJson("""[{"type":"seccft"}]""", await GetAsync("logs?per_page=1&fields=type"));
    }

    [Fact]
    public async Task Search_BeyondAThousand_IsRefused()
    {
        StartTenant(options => options.LogCount = 2000);

        Assert.Equal("invalid_paging", Text(await GetAsync("logs?per_page=100&page=10", HttpStatusCode.BadRequest), "errorCode"));
    }

    [Fact]
    public async Task Checkpoint_GoesFromTheOldestToTheNewest_ByTheLinkHeader()
    {
        StartTenant(options => options.LogCount = 2500);
        var oldest = Texts(await GetAsync("logs?sort=date:1&per_page=1"), "log_id")[0];
        var ids = new List<string> { oldest };
        var next = $"/api/v2/logs?from={oldest}&take=100";
        while (true)
        {
            using var response = await SendAsync(HttpMethod.Get, next, await AllAsync());
            var page = await ReadAsync(response);
            ids.AddRange(Texts(page, "log_id"));
            var link = Assert.Single(response.Headers.GetValues("Link"));
            Assert.EndsWith("; rel=\"next\"", link, StringComparison.Ordinal);
            var address = new Uri(link[1..link.IndexOf('>', StringComparison.Ordinal)]).PathAndQuery;
            if (page.AsArray().Count == 0)
            {
                Assert.Equal(next, address);
                break;
            }

            next = address;
        }

        Assert.Equal(2501, ids.Count);
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);

        // Later entries appear there.
        var added = Tenant.AddLog("s");
        Assert.Equal([added], Texts(await SendAsync(HttpStatusCode.OK, HttpMethod.Get, next, await AllAsync()), "log_id"));
    }

    [Theory]
    [InlineData("logs?from=nonsense", "invalid_query_string")]
    [InlineData("logs?from=1&take=101", "invalid_query_string")]
    public async Task Checkpoint_WithAnInvalidParameter_IsRefused(string path, string code)
    {
        StartTenant();

        Assert.Equal(code, Text(await GetAsync(path, HttpStatusCode.BadRequest), "errorCode"));
    }

    [Fact]
    public async Task Logins_AreLoggedAsTheyHappen()
    {
        const int SeededLogins = 42; // which aren't in the log
        StartTenant();
        var alice = Tenant.GetUser("alice");
        await LogInAsync("alice@example.com", Plain(alice.Password));
        await LogInAsync("alice@example.com", "wrong");
        await LogInAsync("nobody@example.com", "wrong");
        await LogInAsync("bob@example.com", Plain(Tenant.GetUser("bob").Password));
        await LogInAsync("dave@example.com", Plain(Tenant.GetUser("dave").Password));
        using var refused = await AskForTokenAsync(("client_secret", "wrong"));

        var logs = (await GetAsync("logs?sort=date:1")).AsArray();

        Assert.Equal(["s", "sepft", "fp", "fu", "f", "gd_start_auth", "feccft", "seccft"], Texts(logs, "type"));
        Assert.Equal((alice.UserId, "Web Portal"), (Text(logs[2], "user_id"), Text(logs[2], "client_name")));
        Assert.Equal("nobody@example.com", Text(logs[3], "user_name"));
        Assert.Equal(SeededLogins + 1, (await GetAsync(UserPath(alice.UserId)))["logins_count"]!.GetValue<int>());
    }

    [Fact]
    public async Task TooManyWrongPasswords_AreLoggedAsABlock()
    {
        StartTenant();
        for (var i = 0; i < 11; i++)
        {
            await LogInAsync("alice@example.com", "wrong");
        }

        Assert.Single((await GetAsync("logs?q=type:limit_wc")).AsArray());
    }

    [Fact]
    public async Task DeviceFlow_IsLoggedToItsEnd()
    {
        StartTenant();
        var phone = Tenant.GetApplication("Mobile for iOS");
        using var refused = await PostAsync("/oauth/device/code", ("client_id", Tenant.ClientId));
        var approved = await BeginAsync();
        Tenant.ApproveDevice(Text(approved, "user_code"), Tenant.GetUser("alice"));
        using var tokens = await PollAsync(approved);
        var denied = await BeginAsync();
        Tenant.DenyDevice(Text(denied, "user_code"));
        using var denial = await PollAsync(denied);
        Assert.Throws<InvalidOperationException>(() => Tenant.DenyDevice("XXXX-XXXX"));
        var waiting = await BeginAsync();
        using var pending = await PollAsync(waiting);

        Assert.Equal(["fdeaz", "sede", "fdecc", "fede", "fdeac", "seccft"], Texts(await GetAsync("logs?sort=date:1"), "type"));

        async Task<JsonNode> BeginAsync()
        {
            using var response = await PostAsync("/oauth/device/code", ("client_id", phone.ClientId));
            return await ReadAsync(response);
        }

        Task<HttpResponseMessage> PollAsync(JsonNode device) =>
            PostAsync(
                "/oauth/token",
                ("client_id", phone.ClientId),
                ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"),
                ("device_code", Text(device, "device_code"))
            );
    }

    [Fact]
    public async Task Writes_AreLoggedWithTheirCorrelationId()
    {
        StartTenant();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v2/roles") { Content = Json("""{"name":"new"}""") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await AllAsync());
        request.Headers.Add("X-Correlation-ID", new string('x', 70));
        using var response = await Http.SendAsync(request, Cancel);
        await PostAsync("roles", """{"name":"new"}""", HttpStatusCode.Conflict);

        var logs = await GetAsync("logs");

        Assert.Equal(["fapi", "sapi", "seccft"], Texts(logs, "type"));
        Assert.Equal(
            (new string('x', 64), "/api/v2/roles"),
            (Text(logs[1]!["details"]!["request"], "correlation_id"), Text(logs[1]!["details"]!["request"], "path"))
        );
        Assert.Equal(Tenant.ClientId, Text(logs[1], "client_id"));
    }

    private async Task LogInAsync(string name, string password)
    {
        var web = Tenant.GetApplication("Web Portal");
        using var response = await AskForTokenAsync(
            ("grant_type", "password"),
            ("client_id", web.ClientId),
            ("client_secret", Plain(web.ClientSecret!)),
            ("username", name),
            ("password", password)
        );
    }

    private async Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] parameters)
    {
        using var form = new FormUrlEncodedContent(
            parameters.Select(parameter => new KeyValuePair<string, string>(parameter.Name, parameter.Value))
        );
        return await Http.PostAsync(path, form, Cancel);
    }
}
