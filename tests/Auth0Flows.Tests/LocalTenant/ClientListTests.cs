using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant;
using Xunit;

namespace Auth0Flows.Tests.LocalTenant;

public sealed class ClientListTests(SharedTenant shared) : TenantTest(shared), IClassFixture<SharedTenant>
{
    [Fact]
    public async Task Clients_WithoutParameters_AreAPlainArray()
    {
        var clients = (await ListAsync("")).AsArray();

        Assert.Equal(12, clients.Count);
        Assert.Equal("Automation", clients[0]!["name"]!.GetValue<string>());
        Assert.Equal(Tenant.ClientId, clients[0]!["client_id"]!.GetValue<string>());
        Assert.True(
            clients.Count(client => client!["name"]!.GetValue<string>().StartsWith("web", StringComparison.OrdinalIgnoreCase)) >= 4
        );
        Assert.Equal(12, clients.Select(client => client!["client_id"]!.GetValue<string>()).Distinct().Count());
    }

    [Fact]
    public async Task Clients_OfEachAppType_HaveWhatBelongsToIt()
    {
        var clients = (await ListAsync("")).AsArray();
        JsonNode Of(string name) => clients.Single(client => client!["name"]!.GetValue<string>() == name)!;

        Assert.Equal("none", Of("web-shop")["token_endpoint_auth_method"]!.GetValue<string>());
        Assert.Contains(
            "https://web-shop.example.com",
            Of("web-shop")["web_origins"]!.AsArray().Select(origin => origin!.GetValue<string>())
        );
        Assert.Equal("rotating", Of("web-shop")["refresh_token"]!["rotation_type"]!.GetValue<string>());
        Assert.Equal("client_secret_post", Of("web-admin")["token_endpoint_auth_method"]!.GetValue<string>());
        Assert.Equal("https://web-admin.example.com/callback", Of("web-admin")["callbacks"]![0]!.GetValue<string>());
        Assert.Contains(
            "urn:ietf:params:oauth:grant-type:device_code",
            Of("TV Player")["grant_types"]!.AsArray().Select(grant => grant!.GetValue<string>())
        );
        Assert.Equal("client_credentials", Assert.Single(Of("nightly-export")["grant_types"]!.AsArray())!.GetValue<string>());
        Assert.Equal("RS256", Of("web-admin")["jwt_configuration"]!["alg"]!.GetValue<string>());
        Assert.Equal("staging", Of("web-shop")["client_metadata"]!["environment"]!.GetValue<string>());
        Assert.StartsWith(
            "-----BEGIN CERTIFICATE-----",
            Of("web-admin")["signing_keys"]![0]!["cert"]!.GetValue<string>(),
            StringComparison.Ordinal
        );
        Assert.True(Of("All Applications")["global"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Clients_WithTotals_AreWrapped()
    {
        var list = await ListAsync("?per_page=5&page=1&include_totals=true");

        Assert.Equal(["clients", "length", "limit", "start", "total"], list.AsObject().Select(property => property.Key).Order());
        Assert.Equal((5, 5, 5, 12), (Number(list, "start"), Number(list, "limit"), Number(list, "length"), Number(list, "total")));
        Assert.Equal(5, list["clients"]!.AsArray().Count);
    }

    [Fact]
    public async Task Clients_PageByPage_ComeAllAndOnce()
    {
        var all = Names(await ListAsync(""));

        var pages = new[]
        {
            await ListAsync("?per_page=5&page=0"),
            await ListAsync("?per_page=5&page=1"),
            await ListAsync("?per_page=5&page=2"),
            await ListAsync("?per_page=5&page=3"),
        };

        Assert.Equal([5, 5, 2, 0], pages.Select(page => page.AsArray().Count));
        Assert.Equal(all, pages.SelectMany(Names));
    }

    [Fact]
    public async Task Clients_OnAPageBehindTheLast_AreNoneButTheTotalIs()
    {
        var list = await ListAsync("?per_page=100&page=7&include_totals=true");

        Assert.Equal((700, 100, 0, 12), (Number(list, "start"), Number(list, "limit"), Number(list, "length"), Number(list, "total")));
        Assert.Empty(list["clients"]!.AsArray());
    }

    [Fact]
    public async Task Clients_WithoutPerPage_ComeByFifty()
    {
        StartWith(new Auth0LocalTenantOptions { ClientCount = 120 });

        Assert.Equal(50, (await ListAsync("")).AsArray().Count);
        Assert.Equal(20, (await ListAsync("?page=2")).AsArray().Count);
        Assert.Equal(100, (await ListAsync("?per_page=100")).AsArray().Count);
    }

    [Theory]
    [InlineData("per_page=101", "Value 101 is greater than maximum 100", "per_page")]
    [InlineData("per_page=0", "Value 0 is less than minimum 1", "per_page")]
    [InlineData("per_page=ten", "Expected type integer but found type string", "per_page")]
    [InlineData("page=-1", "Value -1 is less than minimum 0", "page")]
    [InlineData("page=99999999999999999999", "Expected type integer but found type string", "page")]
    [InlineData("include_totals=yes", "Expected type boolean but found type string", "include_totals")]
    [InlineData("is_global=1", "Expected type boolean but found type string", "is_global")]
    public async Task Clients_WithAnInvalidParameter_SayWhich(string query, string reason, string parameter)
    {
        AssertJson(
            $$"""
            {
              "statusCode": 400, "error": "Bad Request", "message": "Query validation error: '{{reason}}' on property {{parameter}}.",
              "errorCode": "invalid_query_string"
            }
            """,
            await SendAsync(HttpStatusCode.BadRequest, HttpMethod.Get, $"/api/v2/clients?{query}", await ManagementTokenAsync())
        );
    }

    [Fact]
    public async Task Clients_WithAHugePage_AreNone()
    {
        Assert.Empty((await ListAsync($"?page={int.MaxValue}&per_page=100")).AsArray());
    }

    [Fact]
    public async Task Clients_WithUnknownParameters_IgnoreThem()
    {
        Assert.Equal(12, (await ListAsync("?colour=blue")).AsArray().Count);
    }

    [Fact]
    public async Task Clients_BeyondTheListLimit_AreRefused()
    {
        StartWith(new Auth0LocalTenantOptions { ClientCount = 40, ListLimit = 30 });

        Assert.Equal(10, (await ListAsync("?per_page=10&page=2")).AsArray().Count);
        var refusal = await SendAsync(
            HttpStatusCode.BadRequest,
            HttpMethod.Get,
            "/api/v2/clients?per_page=10&page=3",
            await ManagementTokenAsync()
        );
        Assert.Equal("invalid_paging", refusal["errorCode"]!.GetValue<string>());
        Assert.StartsWith(
            "Requesting page 3 exceeds the allowed maximum of 30 records.",
            refusal["message"]!.GetValue<string>(),
            StringComparison.Ordinal
        );
        await SendAsync(HttpStatusCode.BadRequest, HttpMethod.Get, "/api/v2/clients?per_page=31", await ManagementTokenAsync());
    }

    [Fact]
    public async Task Clients_FilteredByAppType_AreOfThese()
    {
        var list = await ListAsync("?app_type=spa,native&include_totals=true");

        Assert.Equal(5, Number(list, "total"));
        Assert.Equal(
            ["native", "spa"],
            list["clients"]!.AsArray().Select(client => client!["app_type"]!.GetValue<string>()).Distinct().Order()
        );
    }

    [Fact]
    public async Task Clients_FilteredByParty_AreFirstOrThird()
    {
        Assert.Equal(["Partner CRM"], Names(await ListAsync("?is_first_party=false")));
        Assert.Equal(11, (await ListAsync("?is_first_party=true")).AsArray().Count);
    }

    [Fact]
    public async Task Clients_FilteredByGlobal_AreTheGlobalOneOrTheOthers()
    {
        Assert.Equal(["All Applications"], Names(await ListAsync("?is_global=true")));
        Assert.Equal(11, (await ListAsync("?is_global=false")).AsArray().Count);
    }

    [Fact]
    public async Task Clients_WithFields_HaveTheseAlone()
    {
        var one = (await ListAsync("?fields=name,client_id&per_page=1"))[0]!;

        Assert.Equal(["client_id", "name"], one.AsObject().Select(property => property.Key).Order());
    }

    [Fact]
    public async Task Clients_WithFieldsToLeaveOut_HaveAllOthers()
    {
        var one = (await ListAsync("?fields=signing_keys,name&include_fields=false&per_page=1"))[0]!.AsObject();

        Assert.False(one.ContainsKey("signing_keys"));
        Assert.False(one.ContainsKey("name"));
        Assert.True(one.ContainsKey("client_id"));
    }

    [Theory]
    [InlineData("read:clients", false)]
    [InlineData("read:clients read:client_keys", true)]
    [InlineData("read:clients read:client_credentials", true)]
    public async Task Clients_WithScopes_ShowSecretsOrNot(string scope, bool shown)
    {
        var token = await ManagementTokenAsync(scope);

        var listed = (await SendAsync(HttpStatusCode.OK, HttpMethod.Get, "/api/v2/clients", token)).AsArray();
        var single = await SendAsync(HttpStatusCode.OK, HttpMethod.Get, $"/api/v2/clients/{Tenant.ClientId}", token);

        Assert.All(listed.Append(single), client => Assert.Equal(shown, client!.AsObject().ContainsKey("client_secret")));
        Assert.Equal(shown ? Secret : null, single["client_secret"]?.GetValue<string>());
        Assert.Equal(shown, single.AsObject().ContainsKey("signing_keys"));
    }

    [Fact]
    public async Task Client_ById_IsTheOneOfTheList()
    {
        var listed = (await ListAsync(""))[4]!;

        var single = await SendAsync(
            HttpStatusCode.OK,
            HttpMethod.Get,
            $"/api/v2/clients/{listed["client_id"]}",
            await ManagementTokenAsync()
        );

        AssertJson(listed.ToJsonString(), single);
    }

    [Fact]
    public async Task Client_ByIdWithFields_HasTheseAlone()
    {
        AssertJson(
            """{"name":"Automation"}""",
            await SendAsync(
                HttpStatusCode.OK,
                HttpMethod.Get,
                $"/api/v2/clients/{Tenant.ClientId}?fields=name",
                await ManagementTokenAsync()
            )
        );
    }

    [Fact]
    public async Task Credentials_OfAClient_AreThoseItsAuthenticationNames()
    {
        var token = await ManagementTokenAsync();
        var worker = (await ListAsync("")).AsArray().Single(client => client!["name"]!.GetValue<string>() == "billing-worker")!;

        var credential = Assert.Single(
            (await SendAsync(HttpStatusCode.OK, HttpMethod.Get, $"/api/v2/clients/{worker["client_id"]}/credentials", token)).AsArray()
        )!;
        var none = await SendAsync(HttpStatusCode.OK, HttpMethod.Get, $"/api/v2/clients/{Tenant.ClientId}/credentials", token);

        Assert.Equal("public_key", credential["credential_type"]!.GetValue<string>());
        Assert.Equal(
            worker["client_authentication_methods"]!["private_key_jwt"]!["credentials"]![0]!["id"]!.GetValue<string>(),
            credential["id"]!.GetValue<string>()
        );
        Assert.Empty(none.AsArray());
    }

    [Fact]
    public async Task TenThousandClients_FromTheStart_AreThereAtOnce()
    {
        // The code is compiled by then, and a slow machine isn't a failure: the fastest of a few starts counts.
        var fastest = TimeSpan.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var watch = Stopwatch.StartNew();
            await using var started = Auth0LocalTenant.Start(new Auth0LocalTenantOptions { ClientCount = 10_000 });
            fastest = TimeSpan.FromTicks(Math.Min(fastest.Ticks, watch.Elapsed.Ticks));
        }

        Assert.True(fastest < TimeSpan.FromMilliseconds(100), $"It took {fastest.TotalMilliseconds} ms.");
    }

    [Fact]
    public async Task TenThousandClients_PageByPage_AreAllDifferent()
    {
        StartWith(new Auth0LocalTenantOptions { ClientCount = 10_000 });
        var token = await ManagementTokenAsync();
        var ids = new HashSet<string>();
        var names = new HashSet<string>();
        for (var page = 0; page < 100; page++)
        {
            foreach (
                var client in (
                    await SendAsync(
                        HttpStatusCode.OK,
                        HttpMethod.Get,
                        $"/api/v2/clients?per_page=100&page={page}&fields=client_id,name",
                        token
                    )
                ).AsArray()
            )
            {
                ids.Add(client!["client_id"]!.GetValue<string>());
                names.Add(client["name"]!.GetValue<string>());
            }
        }

        Assert.Equal((10_000, 10_000), (ids.Count, names.Count));
        Assert.Empty((await SendAsync(HttpStatusCode.OK, HttpMethod.Get, "/api/v2/clients?per_page=100&page=100", token)).AsArray());
        await SendAsync(HttpStatusCode.OK, HttpMethod.Get, $"/api/v2/clients/{ids.Last()}", token);
    }

    private static int Number(JsonNode list, string name) => list[name]!.GetValue<int>();

    private static string[] Names(JsonNode clients) => [.. clients.AsArray().Select(client => client!["name"]!.GetValue<string>())];

    private async Task<JsonNode> ListAsync(string query) =>
        await SendAsync(HttpStatusCode.OK, HttpMethod.Get, $"/api/v2/clients{query}", await ManagementTokenAsync());
}
