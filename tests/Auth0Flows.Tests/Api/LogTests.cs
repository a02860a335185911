using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Api;

public sealed class LogTests : SessionTest
{
    [Fact]
    public async Task Log_FromTheBeginning_GivesEachEntryOnce_OldestFirst()
    {
        Start(options => options.LogCount = 1234);
        await GetTokenAsync(Tenant.ManagementAudience); // one more entry

        var entries = await ReadAsync(Session.ReadLogAsync(null, Log, Cancel));

        Assert.Equal(1235, entries.Select(entry => entry.LogId).Distinct().Count());
        Assert.Equal(1235, entries.Count);
        Assert.Equal(entries.Select(entry => entry.LogId).Order(StringComparer.Ordinal), entries.Select(entry => entry.LogId));
    }

    [Fact]
    public async Task Log_BehindAnEntry_BeginsBehindIt()
    {
        Start(options => options.LogCount = 300);
        var all = await ReadAsync(Session.ReadLogAsync(null, Log, Cancel));

        var rest = await ReadAsync(Session.ReadLogAsync(all[120].LogId, Log, Cancel));

        Assert.Equal(all.Skip(121).Select(entry => entry.LogId), rest.Select(entry => entry.LogId));
    }

    // A page's header says what follows it, so that is requested before the page is read.
    [Fact]
    public async Task Log_IsTwoPagesAhead()
    {
        Start(options => options.LogCount = 1000);
        var first = (await ReadAsync(Session.ReadLogAsync(null, Log, Cancel)))[0];
        Tenant.ClearRequests();
        var third = new TaskCompletionSource();
        var pages = 0;
        Tenant.RequestReceived += (_, _) =>
        {
            if (Interlocked.Increment(ref pages) == 3)
            {
                third.SetResult();
            }
        };

        await using var reader = Session.ReadLogAsync(first.LogId, Log, Cancel).GetAsyncEnumerator(Cancel);
        Assert.True(await reader.MoveNextAsync());
        await third.Task.WaitAsync(Cancel); // while the first entry of the first page is being read

        for (var i = 1; i < 100; i++)
        {
            Assert.True(await reader.MoveNextAsync());
        }

        Assert.Equal(3, Volatile.Read(ref pages));
    }

    [Theory]
    [InlineData(100, 1)]
    [InlineData(101, 2)]
    [InlineData(200, 2)]
    [InlineData(201, 3)]
    public async Task Log_OfAsManyEntriesAsWanted_AsksForNoMorePages(ulong count, int pages)
    {
        Start(options => options.LogCount = 1000);
        var first = (await ReadAsync(Session.ReadLogAsync(null, Log, Cancel)))[0];
        Tenant.ClearRequests();

        var options = new Auth0ListOptions { From = first.LogId, First = count };
        var entries = await ReadAsync(Session.ListAsync(Auth0Resources.Logs, options, Log, Cancel));

        Assert.Equal(count, (ulong)entries.Count);
        Assert.Equal(pages, Tenant.Requests.Count);
    }

    [Fact]
    public async Task Log_ThatIsLeft_CancelsThePageThatWasRequestedEarly()
    {
        Start(options => options.LogCount = 1000);
        var first = (await ReadAsync(Session.ReadLogAsync(null, Log, Cancel)))[0];
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/logs",
                Kind = Auth0LocalTenantFaultKind.Hold,
                Skip = 2,
            }
        );
        var reader = Session.ReadLogAsync(first.LogId, Log, Cancel).GetAsyncEnumerator(Cancel);
        Assert.True(await reader.MoveNextAsync());

        await reader.DisposeAsync().AsTask().WaitAsync(Cancel); // doesn't wait for the page that never comes
    }

    [Fact]
    public async Task Log_ThatIsFollowed_GivesWhatIsWritten_AlsoAfterALostConnection()
    {
        Start(options => options.LogCount = 10);
        await GetTokenAsync(Tenant.ManagementAudience);
        await using var reader = Session.FollowLogAsync(null, TimeSpan.FromSeconds(2), Log, Cancel).GetAsyncEnumerator(Cancel);
        var written = new Queue<(string Type, bool Loses)>([("s", false), ("fdecc", true), ("fede", false)]);
        var asked = 0;
        Tenant.RequestReceived += (_, request) =>
        {
            // From the second request on, a new entry is written now and then, once together with a lost connection.
            if (request.Path == "/api/v2/logs" && ++asked % 4 == 0 && written.TryDequeue(out var next))
            {
                if (next.Loses)
                {
                    Tenant.AddFault(
                        new Auth0LocalTenantFault
                        {
                            Path = "/api/v2/logs",
                            Kind = Auth0LocalTenantFaultKind.Reset,
                            Times = 6,
                        }
                    );
                }

                Tenant.AddLog(next.Type);
            }
        };

        var types = new List<string?>();
        while (types.Count < 3 && await reader.MoveNextAsync())
        {
            types.Add(reader.Current.Type);
        }

        Assert.Equal(["s", "fdecc", "fede"], types);
        Assert.Equal(3, types.Distinct().Count());
    }

    // Auth0 always sends the id; a broken answer must not begin the log anew.
    [Fact]
    public async Task Entry_WithoutAnId_IsGivenOnce_AndKeepsTheCheckpoint()
    {
        await GetTokenAsync(Tenant.ManagementAudience);
        foreach (
            var answer in new[]
            {
                """[{"log_id":"a2","type":"s"},{"type":"w"}]""",
                """[{"type":"w"}]""",
                """[{"type":"w"}]""",
                """[{"type":"w"},{"log_id":"a3","type":"f"}]""",
            }
        )
        {
            Tenant.AddFault(
                new Auth0LocalTenantFault
                {
                    Path = "/api/v2/logs",
                    StatusCode = 200,
                    Body = answer,
                }
            );
        }

        await using var reader = Session.FollowLogAsync("a1", TimeSpan.FromSeconds(1), Log, Cancel).GetAsyncEnumerator(Cancel);
        var types = new List<string?>();
        while (types.LastOrDefault() != "f" && await reader.MoveNextAsync())
        {
            types.Add(reader.Current.Type);
        }

        Assert.Equal(["s", "w", "f"], types);
        Assert.Equal(
            ["from=a1", "from=a2", "from=a2", "from=a2"],
            Tenant.Requests.Where(static request => request.Path == "/api/v2/logs").Select(static request => request.Query.Split('&')[0])
        );
    }

    [Fact]
    public async Task Log_WhoseOldestEntryHasNoId_EndsWithIt()
    {
        await GetTokenAsync(Tenant.ManagementAudience);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/logs",
                StatusCode = 200,
                Body = """[{"type":"w"}]""",
            }
        );

        Assert.Equal("w", Assert.Single(await ReadAsync(Session.ReadLogAsync(null, Log, Cancel))).Type);
    }

    [Fact]
    public void Type_IsExplained()
    {
        var entry = new Auth0Log { Type = "fdeaz" };

        Assert.Equal(Auth0LogTypes.Find("fdeaz")!.Name, entry.TypeName);
        Assert.Equal("zzz", new Auth0Log { Type = "zzz" }.TypeName);
        Assert.DoesNotContain("type_name", Auth0Resources.Logs.ToJson(entry), StringComparison.Ordinal);
    }

    private static async Task<List<Auth0Log>> ReadAsync(IAsyncEnumerable<Auth0Log> log)
    {
        var entries = new List<Auth0Log>();
        await foreach (var entry in log)
        {
            entries.Add(entry);
        }

        return entries;
    }
}
