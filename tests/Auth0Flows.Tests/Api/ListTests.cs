using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Api;

public sealed class ListTests : SessionTest
{
    [Fact]
    public async Task List_OfManyPages_GivesEachOnceInOrder()
    {
        Start(options => options.ClientCount = 250);

        var clients = await ReadAsync();

        Assert.Equal(250, clients.Select(client => client.ClientId).Distinct().Count());
        Assert.Equal(
            [
                "page=0&per_page=100&include_totals=true",
                "page=1&per_page=100&include_totals=true",
                "page=2&per_page=100&include_totals=true",
            ],
            Queries()
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(99)]
    public async Task Total_ThatThePagesContradict_DoesNotEndTheList(int total)
    {
        Start();
        foreach (var (start, count) in new[] { (0, 100), (100, 100), (200, 50) })
        {
            var page = string.Join(',', Enumerable.Range(start, count).Select(static n => $$"""{"client_id":"c{{n}}"}"""));
            Tenant.AddFault(
                new Auth0LocalTenantFault
                {
                    Path = "/api/v2/clients",
                    StatusCode = 200,
                    Body = $$"""{"start":{{start}},"limit":100,"length":{{count}},"total":{{total}},"clients":[{{page}}]}""",
                }
            );
        }

        Assert.Equal(250, (await ReadAsync()).Select(static client => client.ClientId).Distinct().Count());
    }

    [Fact]
    public async Task List_IsOnePageAhead_AndNoFurther()
    {
        Start(options => options.ClientCount = 1000);
        await GetTokenAsync(Tenant.ManagementAudience);
        var second = new TaskCompletionSource();
        Tenant.RequestReceived += (_, request) =>
        {
            if (request.Query.Contains("page=1&", StringComparison.Ordinal))
            {
                second.TrySetResult();
            }
        };

        await using var reader = Session.ListAsync(Auth0Resources.Clients, cancellationToken: Cancel).GetAsyncEnumerator(Cancel);
        Assert.True(await reader.MoveNextAsync());
        await second.Task.WaitAsync(Cancel); // requested while the first object of the first page is being read

        for (var i = 1; i < 100; i++)
        {
            Assert.True(await reader.MoveNextAsync());
        }

        Assert.Equal(2, Queries().Length);
    }

    [Fact]
    public async Task List_ThatIsReadOn_HasFourPagesAhead_AndNoMore()
    {
        Start(options => options.ClientCount = 1000);
        await GetTokenAsync(Tenant.ManagementAudience);
        using var asked = new CountdownEvent(9);
        Tenant.RequestReceived += (_, _) => asked.Signal();

        await using var reader = Session.ListAsync(Auth0Resources.Clients, cancellationToken: Cancel).GetAsyncEnumerator(Cancel);
        for (var i = 0; i < 401; i++)
        {
            Assert.True(await reader.MoveNextAsync());
        }

        await Task.Run(() => asked.Wait(Cancel), Cancel); // pages 6 to 9 are requested while the first object of the fifth is being read
        Assert.Equal(9, Queries().Length);
    }

    [Fact]
    public async Task List_OfPagesThatComeOutOfOrder_KeepsTheOrder()
    {
        Start(options => options.ClientCount = 1000);
        await GetTokenAsync(Tenant.ManagementAudience);
        var expected = await ReadAsync();
        var held = new Auth0LocalTenantFault
        {
            Path = "/api/v2/clients",
            Kind = Auth0LocalTenantFaultKind.Hold,
            Skip = 2,
        };
        Tenant.AddFault(held);
        var fourth = new TaskCompletionSource();
        Tenant.RequestReceived += (_, request) => _ = request.Query.Contains("page=3&", StringComparison.Ordinal) && fourth.TrySetResult();

        var reading = ReadAsync();
        await fourth.Task.WaitAsync(Cancel);
        held.Release();

        Assert.Equal(expected.Select(client => client.ClientId), (await reading).Select(client => client.ClientId));
    }

    [Fact]
    public async Task List_TellsHowFarItIs()
    {
        Start(options => options.ClientCount = 250);

        await ReadAsync();

        Assert.Equal(
            [(100, 250), (200, 250), (250, 250)],
            Log.Reports.Where(report => report.Kind == Auth0ActivityKind.Progress)
                .Select(report => (report.Done, report.Total))
                .Select(report => ((int)report.Done!, (int)report.Total!))
        );
    }

    [Fact]
    public async Task List_ThatIsLeft_CancelsThePageUnderWay()
    {
        Start(options => options.ClientCount = 10_000);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/clients",
                Kind = Auth0LocalTenantFaultKind.Hold,
                Skip = 1,
                Times = 0,
            }
        );

        await foreach (var client in Session.ListAsync(Auth0Resources.Clients, cancellationToken: Cancel))
        {
            Assert.NotNull(client.ClientId);
            break; // hangs here if the list waits for the held second page
        }

        Assert.InRange(Queries().Length, 1, 2);
    }

    [Theory]
    [InlineData(5UL, 0UL, 5, "page=0&per_page=5&include_totals=true")]
    [InlineData(5UL, 7UL, 5, "page=0&per_page=100&include_totals=true")]
    [InlineData(3UL, 205UL, 3, "page=2&per_page=100&include_totals=true")]
    [InlineData(0UL, 0UL, 0, "page=0&per_page=1&include_totals=true")]
    public async Task FirstAndSkip_AskForNoMoreThanNeeded(ulong first, ulong skip, int count, string query)
    {
        Start(options => options.ClientCount = 250);
        var all = await ReadAsync();
        Tenant.ClearRequests();

        var some = await ReadAsync(new Auth0ListOptions { First = first, Skip = skip });

        Assert.Equal(all.Skip((int)skip).Take(count).Select(client => client.ClientId), some.Select(client => client.ClientId));
        Assert.Equal([query], Queries());
    }

    [Theory]
    [InlineData("connections/con_1/clients", "take=1000")]
    [InlineData("connection-profiles", "take=10")] // more would be refused
    [InlineData("users/auth0%7C1/connected-accounts", "take=20")]
    [InlineData("custom-domains", "take=100")]
    public async Task List_ByCheckpoint_AsksForItsLargestPage(string path, string query)
    {
        Start(_ => { });
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/*",
                StatusCode = 200,
                Body = """{"items":[{"id":"1"}]}""",
            }
        );
        var found = 0;

        await foreach (var item in Session.ListAsync(new Auth0ApiRequest { Path = path }, null, Log, Cancel))
        {
            found++;
        }

        Assert.Equal(1, found);
        Assert.Equal(query, Tenant.Requests[^1].Query);
    }

    [Fact]
    public async Task Skip_OverPages_GoesOnAcrossThem()
    {
        Start(options => options.ClientCount = 250);

        Assert.Equal(155, (await ReadAsync(new Auth0ListOptions { Skip = 95 })).Count);
        Assert.Empty(await ReadAsync(new Auth0ListOptions { Skip = 1000 }));
        Assert.Equal(250, (await ReadAsync(new Auth0ListOptions { PageSize = 0 })).Count);
    }

    [Fact]
    public async Task Total_IsToldOnce()
    {
        Start(options => options.ClientCount = 250);
        var totals = new List<long>();

        await ReadAsync(new Auth0ListOptions { TotalKnown = totals.Add });

        Assert.Equal([250L], totals);
    }

    [Theory]
    [InlineData(1000, 0)]
    [InlineData(1001, 1)]
    [InlineData(2345, 1)]
    public async Task List_ThatAuth0Ends_EndsWithAWarning(int count, int warnings)
    {
        Start(options => options.UserCount = count);
        var users = 0;

        await foreach (var user in Session.ListAsync(Auth0Resources.Users, null, Log, Cancel))
        {
            users++;
        }

        Assert.Equal(Math.Min(count, 1000), users);
        Assert.Equal(warnings, Log.Messages(Auth0ActivityKind.Warning).Length);
        Assert.All(
            Log.Messages(Auth0ActivityKind.Warning),
            warning => Assert.Contains($"1,000 of {count:N0}", warning, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData(1000, null, 10)]
    [InlineData(1001, null, 11)]
    [InlineData(1001, 1000, 22)] // if the page after the 1,000th entry is rejected, the list continues by checkpoint
    public async Task List_ThatCanBeReadByCheckpointToo_IsGivenToItsEnd(int count, int? listLimit, int requests)
    {
        Start(options => (options.ClientCount, options.ListLimit) = (count, listLimit));

        var clients = await ReadAsync();

        Assert.Equal(count, clients.Select(client => client.ClientId).Distinct().Count());
        Assert.Equal(count, clients.Count);
        Assert.Empty(Log.Messages(Auth0ActivityKind.Warning));
        Assert.Equal(requests, Queries().Length);
    }

    [Fact]
    public async Task Skip_BehindTheEndOfTheNumbers_GoesByCheckpoint()
    {
        Start(options => (options.ClientCount, options.ListLimit) = (1500, 1000));
        var all = await ReadAsync();

        var some = await ReadAsync(new Auth0ListOptions { Skip = 1230, First = 7 });

        Assert.Equal(all.Skip(1230).Take(7).Select(client => client.ClientId), some.Select(client => client.ClientId));
    }

    [Theory]
    [InlineData(50)]
    [InlineData(150)]
    [InlineData(999)]
    [InlineData(1050)]
    public async Task Skip_BeforeTheEndOfTheNumbers_LosesNothingBehindIt(int skip)
    {
        Start(options => (options.ClientCount, options.ListLimit) = (1300, 1000));
        var all = await ReadAsync();

        var some = await ReadAsync(new Auth0ListOptions { Skip = (ulong)skip });

        Assert.Equal(all.Skip(skip).Select(client => client.ClientId), some.Select(client => client.ClientId));
    }

    [Fact]
    public async Task List_ThatEndsLaterThanUsual_GivesNothingTwice_AndSaysSo()
    {
        Start(options => (options.ClientCount, options.ListLimit) = (1500, 1200));

        var clients = await ReadAsync();

        Assert.Equal(1200, clients.Count);
        Assert.Equal(1200, clients.Select(client => client.ClientId).Distinct().Count());
        Assert.Contains("1,200 of 1,500", Assert.Single(Log.Messages(Auth0ActivityKind.Warning)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_ThatShrinksWhileItIsRead_SaysThatSomeMayBeMissing()
    {
        Start(options => options.ClientCount = 900);
        var (read, given) = (0, new HashSet<string?>());

        await foreach (var client in Session.ListAsync(Auth0Resources.Clients, null, Log, Cancel))
        {
            given.Add(client.ClientId);
            if (read++ < 100 && client.ClientId != Tenant.ClientId && client.Name != "All Applications")
            {
                await Session.DeleteAsync(Auth0Resources.Clients, client.ClientId!, null, Cancel);
            }
        }

        Assert.InRange(given.Count, 700, 899); // the later pages have moved up
        Assert.Contains(
            "became shorter while it was being read",
            Assert.Single(Log.Messages(Auth0ActivityKind.Warning)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task List_WithAShorterTotalOnItsLastPage_SaysSo()
    {
        await GetTokenAsync(Tenant.ManagementAudience);
        Page(0, 100, total: 150);
        Page(100, 49, total: 149);

        Assert.Equal(149, (await ReadAsync()).Count);
        Assert.Single(Log.Messages(Auth0ActivityKind.Warning));
    }

    [Fact]
    public async Task ListThatMustBeComplete_WithAShorterTotalOnItsLastPage_IsAnError()
    {
        await GetTokenAsync(Tenant.ManagementAudience);
        Page(0, 100, total: 150);
        Page(100, 49, total: 149);

        var failure = await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.InvalidResponse,
            () =>
                Session
                    .ListAsync(Auth0Resources.Clients, new Auth0ListOptions { MustBeComplete = true }, Log, Cancel)
                    .CountAsync(Cancel)
                    .AsTask()
        );

        Assert.Contains("became shorter", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_ThatGrowsWhileItIsRead_GivesTheNewOnes()
    {
        await GetTokenAsync(Tenant.ManagementAudience);
        Page(0, 100, total: 150);
        Page(100, 100, total: 201);
        Page(200, 1, total: 201);

        Assert.Equal(201, (await ReadAsync()).Count);
        Assert.Empty(Log.Messages(Auth0ActivityKind.Warning));
    }

    [Fact]
    public async Task Page_ThatFails_ComesAfterTheObjectsBeforeIt()
    {
        Start(options => options.ClientCount = 250);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/clients",
                Skip = 1,
                StatusCode = 403,
                Body = "{}",
            }
        );
        var read = 0;

        await FailsAsync<Auth0ApiException>(
            Auth0ErrorCode.Forbidden,
            async () =>
            {
                await foreach (var _ in Session.ListAsync(Auth0Resources.Clients, cancellationToken: Cancel))
                {
                    read++;
                }
            }
        );

        Assert.Equal(100, read);
    }

    [Theory]
    [InlineData("""{"start":0,"limit":100,"length":0,"total":0,"clients":[]}""", 0)]
    [InlineData("[]", 0)]
    [InlineData("""[{"name":"only"}]""", 1)]
    public async Task Answer_OfAnotherShape_IsReadAllTheSame(string body, int count)
    {
        await GetTokenAsync(Tenant.ManagementAudience);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/clients",
                StatusCode = 200,
                Body = body,
            }
        );

        Assert.Equal(count, (await ReadAsync()).Count);
    }

    [Theory]
    [InlineData("""{"total":1}""", "application/json", Auth0ErrorCode.InvalidJson)]
    [InlineData(
        """{"start":0,"limit":1,"length":1,"total":2,"clients":[{"name":"only"}]}""",
        "application/json",
        Auth0ErrorCode.InvalidJson
    )]
    [InlineData("42", "application/json", Auth0ErrorCode.InvalidJson)]
    [InlineData("""{"total":1,"clients":[42]}""", "application/json", Auth0ErrorCode.InvalidJson)]
    [InlineData("""{"total":1,"clients":[{"na""", "application/json", Auth0ErrorCode.InvalidJson)]
    [InlineData("<html>", "text/html", Auth0ErrorCode.UnexpectedContentType)]
    public async Task Answer_ThatIsNoList_IsAnError(string body, string type, Auth0ErrorCode code)
    {
        await GetTokenAsync(Tenant.ManagementAudience);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/clients",
                StatusCode = 200,
                Body = body,
                ContentType = type,
            }
        );

        await FailsAsync<Auth0ResponseException>(code, () => ReadAsync());
    }

    private async Task<List<Auth0Client>> ReadAsync(Auth0ListOptions? options = null)
    {
        var clients = new List<Auth0Client>();
        await foreach (var client in Session.ListAsync(Auth0Resources.Clients, options, Log, Cancel))
        {
            clients.Add(client);
        }

        return clients;
    }

    private void Page(int start, int count, int total) =>
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/clients",
                StatusCode = 200,
                Body =
                    $$"""{"start":{{start}},"limit":100,"length":{{count}},"total":{{total}},"clients":[{{string.Join(',', Enumerable.Range(start, count).Select(static id => $$"""{"client_id":"{{id}}"}"""))}}]}""",
            }
        );

    private string[] Queries() =>
        [.. Tenant.Requests.Where(request => request.Path == "/api/v2/clients").Select(request => request.Query.TrimStart('?'))];
}
