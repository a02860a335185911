using System.Text;
using System.Text.Json;
using Auth0Flows.Tests.Http;

namespace Auth0Flows.Tests.Api;

/// <summary>A list ends, also if its server ignores which page is requested: a cache, a proxy or a mock.</summary>
public sealed class EndlessListTests : SessionTest
{
    private int _requests;

    [Fact]
    public async Task Page_ThatComesAgain_EndsTheList_WithAnError()
    {
        var (read, failure) = await ReadAsync(_ => Page(0, 100));

        Assert.Equal(100, read);
        Assert.EndsWith(
            "/api/v2/roles returned a page that it had already returned, so the list would never end.",
            failure!.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Page_WhoseObjectsHaveChangedMeanwhile_ComesAgain()
    {
        var (read, failure) = await ReadAsync(number => Page(0, 100, $"\"seen\":{number},"));

        Assert.Equal((100, Auth0ErrorCode.InvalidJson), (read, failure?.Code));
    }

    [Fact]
    public async Task Pages_ThatComeInTurns_ComeAgain()
    {
        var (read, failure) = await ReadAsync(number => Page(number % 3 * 100, 100));

        Assert.Equal((300, Auth0ErrorCode.InvalidJson), (read, failure?.Code));
    }

    [Fact]
    public async Task Page_WithATotal_ThatComesAgain_IsNotGivenTwice()
    {
        var (read, failure) = await ReadAsync(_ => $$"""{"start":0,"limit":100,"total":300,"roles":{{Page(0, 100)}}}""");

        Assert.Equal((100, Auth0ErrorCode.InvalidJson), (read, failure?.Code));
    }

    [Fact]
    public async Task Checkpoints_ThatGoInACircle_EndTheList()
    {
        var (_, failure) = await ReadAsync(
            number => $$"""{"next":"c{{number % 3}}","organizations":[{"id":"{{number}}"}]}""",
            "organizations"
        );

        Assert.Contains(
            "a checkpoint that points to an earlier page, so the list would never end",
            failure!.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("{\"id\":\"1\"}", 1)]
    public async Task Checkpoints_OfTheSameContent_EndTheList(string content, int objects)
    {
        var (read, failure) = await ReadAsync(number => $$"""{"next":"c{{number}}","organizations":[{{content}}]}""", "organizations");

        Assert.Equal((objects, Auth0ErrorCode.InvalidJson), (read, failure?.Code));
    }

    // The pages are equal, but nothing says that their values are the same: only many of them in a row are too many.
    [Theory]
    [InlineData("""{"v":0}""")]
    [InlineData("""{"role_id":"r1"}""")]
    [InlineData("0")]
    public async Task Values_WithoutIds_MayBeEqual(string value)
    {
        var page = $"[{string.Join(',', Enumerable.Repeat(value, 100))}]";

        Assert.Equal((900, null), await ReadAsync(number => number < 9 ? page : "[]", "foos"));
        Assert.Equal(Auth0ErrorCode.InvalidJson, (await ReadAsync(_ => page, "foos")).Failure?.Code);
        Assert.True(_requests < 200);
    }

    // Without ids: permissions, for example.
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task PagesOfValuesWithoutIds_ThatComeInTurns_EndTheList(int turns)
    {
        var (_, failure) = await ReadAsync(
            number => $"[{string.Join(',', Enumerable.Range(0, 100).Select(n => $"{{\"permission_name\":\"p{n}-{number % turns}\"}}"))}]",
            "foos"
        );

        Assert.Equal(Auth0ErrorCode.InvalidJson, failure?.Code);
        Assert.True(_requests < 110 * turns);
    }

    [Fact]
    public async Task Page_ThatComesAgainInAnotherOrder_EndsTheList()
    {
        var (read, failure) = await ReadAsync(number =>
            $"[{string.Join(',', Enumerable.Range(0, 100).Select(n => $"{{\"id\":\"r{(n + number) % 100}\"}}"))}]"
        );

        Assert.Equal((100, Auth0ErrorCode.InvalidJson), (read, failure?.Code));
    }

    // Their objects were deleted, say: the list goes on.
    [Fact]
    public async Task EmptyPages_BetweenOthers_AreNotTheSame()
    {
        var (read, failure) = await ReadAsync(
            number =>
                number < 300
                    ? $$"""{"next":"n{{number}}","organizations":[{{(number % 2 == 0 ? "" : $$"""{"id":"{{number}}"}""")}}]}"""
                    : """{"organizations":[]}""",
            "organizations"
        );

        Assert.Equal((150, null), (read, failure));
    }

    [Theory]
    [InlineData("""[{"id":"1"},null,{"id":"2"}]""")]
    [InlineData("""[{"id":"1"},"text"]""")]
    public async Task List_ThatMustBeComplete_IsAnError_IfItIsNot(string page)
    {
        await using var server = new RawServer(path =>
            RawServer.Json(path == "/oauth/token" ? """{"access_token":"opaque","token_type":"Bearer","expires_in":86400}""" : page)
        );
        var session = Connect(domain: server.Address, retries: 0);

        var failure = await Assert.ThrowsAsync<Auth0ResponseException>(async () =>
            await session.ListAsync(Auth0Resources.Roles, new Auth0ListOptions { MustBeComplete = true }, Log, Cancel).ToListAsync(Cancel)
        );

        Assert.Contains("so some would be missing", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_ThatShareObjects_AreNotTheSame()
    {
        var (read, failure) = await ReadAsync(number => number < 5 ? Page(number, 100) : Page(5, 3));

        Assert.Equal((503, null), (read, failure));
    }

    // The first page says how many there are; later ones need not.
    [Theory]
    [InlineData("[]", 100)]
    [InlineData("""{"roles":[]}""", 100)]
    [InlineData("""{"roles":[],"total":null}""", 100)]
    public async Task Page_ThatIsEmptyBeforeTheTotal_IsWarnedOf_AlsoIfItHasNoTotal(string second, int objects)
    {
        var (read, failure) = await ReadAsync(number =>
            number == 0 ? $$"""{"start":0,"limit":100,"total":300,"roles":{{Page(0, 100)}}}""" : second
        );

        Assert.Equal((objects, null), (read, failure));
        Assert.Contains(
            Log.Reports,
            static report => report.Kind == Auth0ActivityKind.Warning && report.Message.Contains("100 of 300", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("""[{"id":"x"}]""")]
    [InlineData("""{"roles":[{"id":"x"}]}""")]
    public async Task Page_ThatIsShortBeforeTheTotal_IsAnError_AlsoIfItHasNoTotal(string second)
    {
        var (read, failure) = await ReadAsync(number =>
            number == 0 ? $$"""{"start":0,"limit":100,"total":300,"roles":{{Page(0, 100)}}}""" : second
        );

        Assert.Equal((100, Auth0ErrorCode.InvalidJson), (read, failure?.Code));
        Assert.EndsWith(
            "1 objects in the middle of a list of 300, fewer than requested, so some would be missing.",
            failure!.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Pages_WithoutATotalButTheFirst_AreAllRead()
    {
        var (read, failure) = await ReadAsync(number =>
            number == 0 ? $$"""{"start":0,"limit":100,"total":250,"roles":{{Page(0, 100)}}}""" : Page(number * 100, number == 1 ? 100 : 50)
        );

        Assert.Equal((250, null), (read, failure));
    }

    [Theory]
    [InlineData("5")]
    [InlineData("true")]
    [InlineData("{\"a\":1}")]
    [InlineData("[\"n2\"]")]
    [InlineData("\"\\ud800\"")]
    public async Task Checkpoint_ThatIsNoText_IsAnError(string next)
    {
        var (read, failure) = await ReadAsync(number => $$"""{"organizations":[{"id":"{{number}}"}],"next":{{next}}}""", "organizations");

        Assert.Equal((0, Auth0ErrorCode.InvalidJson), (read, failure?.Code));
        Assert.EndsWith(
            "returned a checkpoint that can't be read, so the rest of the list would be missing.",
            failure!.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    public async Task Checkpoint_ThatIsEmpty_EndsTheList(string next) =>
        Assert.Equal(
            (1, null),
            await ReadAsync(number => $$"""{"organizations":[{"id":"{{number}}"}],"next":{{next}}}""", "organizations")
        );

    [Fact]
    public async Task ArrayWithoutACheckpoint_ThatFillsThePage_SaysWhatIsMissing()
    {
        var (_, failure) = await ReadAsync(_ => Page(0, 100), "organizations");

        Assert.EndsWith(
            "returned 100 objects without saying where the list continues, so some would be missing.",
            failure!.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("<https://x/logs?a=1,2&from=c2&take=5>; rel=\"next\"", "c2")]
    [InlineData("<https://x/first>; rel=\"first\", <https://x/logs?from=c%202>; rel=next", "c 2")]
    [InlineData("<https://x/first>; rel=\"first\"\r\nLink: <https://x/logs?from=c3>; rel=\"last next\"", "c3")]
    [InlineData("<https://x/logs?page=2>; rel=\"next\"", "unreadable")]
    [InlineData("<https://x/logs?from=c2>; rel=\"nextish\"", null)]
    public async Task Link_ToTheNextPage_IsFound_OrIsAnError(string link, string? from)
    {
        string? asked = null;
        await using var server = new RawServer(path =>
            path == "/oauth/token" ? RawServer.Json("""{"access_token":"opaque","token_type":"Bearer","expires_in":86400}""")
            : asked is null ? RawServer.Json("""[{"log_id":"1"}]""", headers: $"Link: {link}\r\n{(asked = "")}")
            : RawServer.Json("[]")
        );
        var read = 0;
        var session = Connect(domain: server.Address, retries: 0);
        Task Read() =>
            Task.Run(
                async () =>
                {
                    await foreach (
                        var _ in session.ListAsync(new Auth0ApiRequest { Path = "logs" }, new Auth0ListOptions { From = "c1" }, Log, Cancel)
                    )
                    {
                        read++;
                    }
                },
                Cancel
            );

        if (from == "unreadable")
        {
            await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.InvalidJson, Read);
            return;
        }

        await Read();
        Assert.Equal(1, read);
        Assert.Equal(from is null ? 2 : 3, Log.Reports.Count(static report => report.Kind == Auth0ActivityKind.Request));
    }

    private async Task<(int Read, Auth0ResponseException? Failure)> ReadAsync(Func<int, string> page, string path = "roles")
    {
        var count = 0;
        await using var server = new RawServer(
            async (asked, stream, stopping) =>
            {
                var isToken = asked == "/oauth/token";
                await stream.WriteAsync(
                    isToken
                        ? RawServer.Json("""{"access_token":"opaque","token_type":"Bearer","expires_in":86400}""")
                        : RawServer.Json(page(Interlocked.Increment(ref count) - 1)),
                    stopping
                );
            }
        );
        var options = new Auth0ListOptions { From = path == "organizations" ? "c9" : null }; // by checkpoint
        var read = 0;
        try
        {
            await foreach (
                var _ in Connect(domain: server.Address, retries: 0).ListAsync(new Auth0ApiRequest { Path = path }, options, Log, Cancel)
            )
            {
                read++;
            }

            return (read, null);
        }
        catch (Auth0ResponseException failure)
        {
            return (read, failure);
        }
        finally
        {
            _requests = count;
        }
    }

    private static string Page(int from, int count, string more = "") =>
        $"[{string.Join(',', Enumerable.Range(from, count).Select(number => $$"""{ {{more}}"name":"n","id":"r{{number}}"}"""))}]";
}
