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

    [Fact]
    public async Task Pages_ThatShareObjects_AreNotTheSame()
    {
        var (read, failure) = await ReadAsync(number => number < 5 ? Page(number, 100) : Page(5, 3));

        Assert.Equal((503, null), (read, failure));
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
