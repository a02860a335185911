using System.IO.Compression;
using System.Text;

namespace Auth0Flows.Tests.Http;

/// <summary>The size of each kind of response is limited, compressed or not, and the error names the limit.</summary>
public sealed class AnswerLimitTests : SessionTest
{
    private const int Megabyte = 1024 * 1024;

    public static TheoryData<string, string> Logins =>
        new()
        {
            { "token", "/oauth/token" },
            { "device", "/oauth/device/code" },
            { "mfa", "/mfa/challenge" },
            { "authenticators", "/mfa/authenticators" },
            { "keys", "/.well-known/jwks.json" },
            { "userinfo", "/userinfo" },
            { "pushed", "/oauth/par" },
            { "passwordless", "/passwordless/start" },
            { "revoke", "/oauth/revoke" },
        };

    [Theory]
    [MemberData(nameof(Logins))]
    public async Task AnswerOfALogin_OfMoreThanAMegabyte_IsRefused_TakenOrPacked(string kind, string path)
    {
        foreach (
            var answer in new[] { Told(Megabyte + 1), RawServer.Json(Padded(Megabyte + 1)), RawServer.Gzip(Packed(Padded(Megabyte + 1))) }
        )
        {
            await using var server = new RawServer(asked => asked == path ? answer : RawServer.Json(Answer(asked)));

            var failure = await FailsAsync<Auth0ResponseException>(
                Auth0ErrorCode.AnswerTooLarge,
                () => CallAsync(kind, Connect(domain: server.Address))
            );

            Assert.EndsWith(
                $"{path} returned more than 1 MB, the limit for an answer of a login endpoint.",
                failure.Message,
                StringComparison.Ordinal
            );
            Assert.EndsWith(path, failure.Request, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Logins))]
    public async Task ErrorAnswer_OfMoreThanAMegabyte_IsRefused(string kind, string path)
    {
        await using var server = new RawServer(asked =>
            asked == path ? RawServer.Gzip(Packed(Padded(Megabyte + 1)), 403) : RawServer.Json(Answer(asked))
        );

        var failure = await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.AnswerTooLarge,
            () => CallAsync(kind, Connect(domain: server.Address))
        );

        Assert.Contains("more than 1 MB, the limit for an error answer", failure.Message, StringComparison.Ordinal);
        Assert.Equal(403, (int)failure.StatusCode!);
    }

    [Theory]
    [InlineData(503, 3)]
    [InlineData(403, 1)]
    public async Task ErrorAnswer_OfMoreThanAMegabyte_IsAskedForAgain_WhereASmallOneWouldBe(int status, int requests)
    {
        var asked = 0;
        await using var server = new RawServer(_ => ++asked > 0 ? RawServer.Json(Padded(Megabyte + 1), status) : []);

        await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.AnswerTooLarge,
            () => GetTokenAsync(Connect(domain: server.Address, retries: 2))
        );

        Assert.Equal(requests, asked);
    }

    [Theory]
    [InlineData("passwordless")]
    [InlineData("revoke")]
    public async Task Refusal_UnderTheStatusOfASuccess_IsNoSuccess(string kind)
    {
        await using var server = new RawServer(asked =>
            RawServer.Json(
                asked is "/passwordless/start" or "/oauth/revoke"
                    ? """{"error":"invalid_request","error_description":"not today"}"""
                    : Answer(asked)
            )
        );

        var failure = await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.InvalidRequest,
            () => CallAsync(kind, Connect(domain: server.Address))
        );

        Assert.Contains("not today (invalid_request, HTTP 200)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TokenAnswer_OfAlmostAMegabyte_IsTaken()
    {
        await using var server = new RawServer(_ => RawServer.Json(Answer("/oauth/token").PadRight(Megabyte)));

        Assert.Equal("opaque", (await GetTokenAsync(Connect(domain: server.Address))).AccessToken.Reveal());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AnswerOfAnApi_OfMoreThan64Megabytes_IsRefused(bool isList)
    {
        await using var server = new RawServer(asked =>
            asked == "/api/v2/users" ? Told((64 * Megabyte) + 1) : RawServer.Json(Answer(asked))
        );

        var failure = await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.AnswerTooLarge,
            () => isList ? ListAsync(server) : SendAsync(server)
        );

        Assert.EndsWith(
            "/api/v2/users returned more than 64 MB, the limit for a page of a list or another API answer.",
            failure.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AnswerOfAnApi_ThatIsABomb_IsRefused_AndNotAskedForAgain(bool isList)
    {
        var asked = 0;
        var bomb = Packed("[" + new string(' ', 100 * Megabyte));
        await using var server = new RawServer(path =>
        {
            asked += path == "/api/v2/users" ? 1 : 0;
            return path == "/api/v2/users" ? RawServer.Gzip(bomb) : RawServer.Json(Answer(path));
        });

        var failure = await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.AnswerTooLarge,
            () => isList ? ListAsync(server) : SendAsync(server)
        );

        Assert.Contains("unpacks to more than 200 times its size", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, asked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ErrorAnswerOfAnApi_OfMoreThanAMegabyte_IsRefused(bool isList)
    {
        await using var server = new RawServer(asked =>
            asked == "/api/v2/users" ? RawServer.Json(Padded(Megabyte + 1), 400) : RawServer.Json(Answer(asked))
        );

        await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.AnswerTooLarge, () => isList ? ListAsync(server) : SendAsync(server));
    }

    [Theory]
    [InlineData(1000, null)]
    [InlineData(1001, Auth0ErrorCode.AnswerTooLarge)]
    public async Task Keys_AreAThousandAtMost(int count, Auth0ErrorCode? code)
    {
        var keys =
            $$"""{"keys":[{{string.Join(',', Enumerable.Range(0, count).Select(number => $$"""{"kty":"RSA","use":"sig","kid":"k{{number}}","n":"{{new string('t', 342)}}","e":"AQAB"}"""))}}]}""";
        await using var server = new RawServer(_ => RawServer.Json(keys));
        var session = Connect(domain: server.Address);

        if (code is null)
        {
            await CallAsync("keys", session);
        }
        else
        {
            var failure = await FailsAsync<Auth0ResponseException>(code.Value, () => CallAsync("keys", session));
            Assert.Contains("contains 1,001 keys; the limit is 1,000.", failure.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/oauth/token")]
    [InlineData("/api/v2/users")]
    public async Task Json_ThatIsNestedTooDeeply_IsRefused_AndTheErrorSaysSo(string path)
    {
        var deep = "{\"a\":" + new string('[', 64) + new string(']', 64) + "}";
        await using var server = new RawServer(asked => RawServer.Json(asked == path ? deep : Answer(asked)));

        var failure = await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.AnswerTooLarge, () => ListAsync(server));

        Assert.EndsWith(
            $"{path} returned JSON of more than 64 levels, the limit for an answer.",
            failure.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(100_000, true)]
    [InlineData(100_001, false)]
    public void Members_OfAnObject_Are100000AtMost(int count, bool isRead)
    {
        using var json = System.Text.Json.JsonDocument.Parse(
            $"{{{string.Join(',', Enumerable.Range(0, count).Select(static number => $"\"k{number}\":1"))}}}"
        );

        if (isRead)
        {
            Assert.Equal(count, json.RootElement.ReadMembers().Count());
            return;
        }

        var failure = Assert.Throws<Auth0ResponseException>(() => json.RootElement.ReadMembers());
        Assert.Equal(Auth0ErrorCode.AnswerTooLarge, failure.Code);
        Assert.Equal("An object in the answer has 100,001 members; the limit is 100,000.", failure.Message);
        Assert.Throws<Auth0ResponseException>(() => JsonValues.ToObject(json.RootElement));
    }

    // Small values take gigabytes as objects, long before their text is large.
    [Theory]
    [InlineData("[{\"x\":[", "{\"a\":0}", "]}]", 250_000, false)]
    [InlineData("[", "{}", "]", 499_999, true)]
    [InlineData("[", "{}", "]", 500_001, false)]
    [InlineData("[\"", "a", "\"]", 600_000, true)]
    public async Task Values_OfAnAnswer_Are500000AtMost(string start, string value, string end, int count, bool isRead)
    {
        var body = start + string.Join(',', Enumerable.Repeat(value, count)) + end;
        await using var server = new RawServer(asked => RawServer.Json(asked == "/api/v2/users" ? body : Answer(asked)));
        var call = async () =>
            (await Connect(domain: server.Address).SendAsync(new Auth0ApiRequest { Path = "users" }, cancellationToken: Cancel))
                .ReadJson()
                .Dispose();

        if (isRead)
        {
            await call();
            return;
        }

        var failure = await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.AnswerTooLarge, call);
        Assert.EndsWith("returned JSON of more than 500,000 values, the limit for an answer.", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20_000, true)]
    [InlineData(20_001, false)]
    public async Task Objects_OfAPage_Are20000AtMost(int count, bool isRead)
    {
        var body = $"[{string.Join(',', Enumerable.Range(0, count).Select(static n => $"{{\"id\":\"r{n}\"}}"))}]";
        await using var server = new RawServer(asked => RawServer.Json(asked == "/api/v2/roles" ? body : Answer(asked)));
        var session = Connect(domain: server.Address);
        var call = () =>
            session.ListAsync(Auth0Resources.Roles, new() { First = 1 }, cancellationToken: Cancel).CountAsync(Cancel).AsTask();

        if (isRead)
        {
            Assert.Equal(1, await call());
            return;
        }

        var failure = await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.AnswerTooLarge, call);
        Assert.EndsWith("returned more than 20,000 objects, the limit for a page.", failure.Message, StringComparison.Ordinal);
    }

    // An import's refused users come in one answer: a file of 500 KB has more than a page's limit.
    [Fact]
    public async Task Objects_OfAListWithoutPages_HaveNoSuchLimit()
    {
        var body = $"[{string.Join(',', Enumerable.Repeat("{\"user\":{}}", 20_001))}]";
        await using var server = new RawServer(asked => RawServer.Json(asked == "/api/v2/jobs/job_1/errors" ? body : Answer(asked)));

        var list = Connect(domain: server.Address).ListAsync(Auth0Resources.JobErrors("job_1"), cancellationToken: Cancel);

        Assert.Equal(20_001, await list.CountAsync(Cancel));
    }

    [Fact]
    public async Task Json_OfBrokenBrackets_IsNotTakenForADeepOne()
    {
        await using var server = new RawServer(_ => RawServer.Json(new string('[', 60)));

        await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.InvalidJson, () => GetTokenAsync(Connect(domain: server.Address)));
    }

    [Fact]
    public async Task Headers_OfMoreThan64Kilobytes_AreRefused()
    {
        await using var server = new RawServer(_ => RawServer.Json("{}", headers: $"X-Long: {new string('a', 70_000)}\r\n"));

        var failure = await FailsAsync<Auth0ConnectionException>(
            Auth0ErrorCode.AnswerTooLarge,
            () => GetTokenAsync(Connect(domain: server.Address))
        );

        Assert.Contains("65536", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LargePages_AreNotReadFarAhead()
    {
        const int Pages = 8;
        var asked = 0;
        var page = Enumerable
            .Range(0, 100)
            .Select(static number => $$"""{"user_id":"auth0|{{number}}","name":"{{new string('n', 50_000)}}"}""");
        var text = $$"""{"start":0,"limit":100,"length":100,"total":{{Pages * 100}},"users":[{{string.Join(',', page)}}]}""";
        await using var server = new RawServer(path =>
        {
            var number = Interlocked.Add(ref asked, path == "/api/v2/users" ? 1 : 0);
            return RawServer.Json(
                path == "/api/v2/users" ? text.Replace("auth0|", $"auth0|{number}-", StringComparison.Ordinal) : Answer(path)
            );
        });

        var read = 0;
        await foreach (
            var _ in Connect(domain: server.Address)
                .ListAsync(Auth0Resources.Users, new Auth0ListOptions { PageSize = 100 }, cancellationToken: Cancel)
        )
        {
            Assert.InRange(Volatile.Read(ref asked), 1, (read++ / 100) + 2);
        }

        Assert.Equal(Pages * 100, read);
    }

    private static string Answer(string path) =>
        path switch
        {
            "/oauth/token" => """{"access_token":"opaque","token_type":"Bearer","expires_in":86400,"scope":"openid","refresh_token":"r"}""",
            "/mfa/challenge" => """{"challenge_type":"otp"}""",
            _ => "{}",
        };

    // Announces a length, then ends.
    private static byte[] Told(int length) => RawServer.Head($"Content-Length: {length}\r\n");

    // Not a compression bomb: it hardly compresses.
    private static string Padded(int length)
    {
        var random = new Random(1);
        return $$"""{"x":"{{string.Create(length - 8, random, static (text, random) => random.GetItems("0123456789abcdef", text))}}"}""";
    }

    private static byte[] Packed(string text)
    {
        var packed = new MemoryStream();
        using (var packer = new GZipStream(packed, CompressionLevel.Optimal))
        {
            packer.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    private static async Task CallAsync(string kind, Auth0Session session)
    {
        switch (kind)
        {
            case "device":
                await session.StartDeviceLoginAsync(Orders, cancellationToken: Cancel);
                break;
            case "mfa":
                await session.Mfa.RequestChallengeAsync(Waiting(session), null, cancellationToken: Cancel);
                break;
            case "authenticators":
                await session.Mfa.ListAuthenticatorsAsync(Waiting(session), cancellationToken: Cancel);
                break;
            case "keys":
                await session.TestTokenAsync(
                    Secret("eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJ4In0.c2ln"),
                    new Auth0TokenRequirements { Audience = [Orders] },
                    cancellationToken: Cancel
                );
                break;
            case "userinfo":
                await session.GetUserInfoAsync(await SignInAsync(session), cancellationToken: Cancel);
                break;
            case "pushed":
                await session.CreateAuthorizeRequestAsync(
                    new Auth0AuthorizeOptions { RedirectUri = new Uri("http://127.0.0.1:1/"), IsPushed = true },
                    cancellationToken: Cancel
                );
                break;
            case "passwordless":
                await session.StartPasswordlessByEmailAsync("alice@example.com", cancellationToken: Cancel);
                break;
            case "revoke":
                await session.RevokeAsync(await SignInAsync(session), cancellationToken: Cancel);
                break;
            default:
                await session.GetTokenAsync(new ClientCredentialsGrant(Orders), cancellationToken: Cancel);
                break;
        }
    }

    private static async Task<Auth0Token> SignInAsync(Auth0Session session) =>
        await session.GetTokenAsync(
            new TokenExchangeGrant(Secret("subject"), "urn:example:token", Orders, ["profile"]),
            cancellationToken: Cancel
        );

    private static Auth0MfaChallenge Waiting(Auth0Session session)
    {
        using var json = System.Text.Json.JsonDocument.Parse("""{"mfa_token":"waiting"}""");
        return Auth0MfaChallenge.Read(
            json.RootElement,
            new PasswordGrant("alice", Secret("secret"), Orders),
            session.Domain,
            session.ClientId,
            DateTimeOffset.UtcNow
        )!;
    }

    private async Task SendAsync(RawServer server) =>
        await Connect(domain: server.Address).SendAsync(new Auth0ApiRequest { Path = "users" }, cancellationToken: Cancel);

    private async Task ListAsync(RawServer server)
    {
        await foreach (var _ in Connect(domain: server.Address).ListAsync(Auth0Resources.Users, cancellationToken: Cancel)) { }
    }
}
