using System.Net;
using System.Text.Json.Nodes;

namespace Auth0Flows.Tests.LocalTenant;

/// <summary>What an administrator sees and revokes of a user: sessions, tokens, grants, blocks, factors, identities.</summary>
public sealed class UserSecurityTests : BrowserTenantTest
{
    private string? _token;

    private string Alice => $"users/{Uri.EscapeDataString(Tenant.GetUser("alice").UserId)}";

    private string Dave => $"users/{Uri.EscapeDataString(Tenant.GetUser("dave").UserId)}";

    [Fact]
    public async Task BrowserLogin_BeginsASession_ThatHasItsRefreshToken_AndIsRevokedWithIt()
    {
        Tenant.SignInAs = Tenant.GetUser("bob");
        Tenant.GetUser("bob").IsBlocked = false;
        var refresh = await SignInAsync();
        var path = $"users/{Uri.EscapeDataString(Tenant.GetUser("bob").UserId)}";

        var session = Assert.Single((await GetAsync($"{path}/sessions"))["sessions"]!.AsArray())!;
        var token = Assert.Single((await GetAsync($"{path}/refresh-tokens"))["tokens"]!.AsArray())!;
        Assert.Equal(Text(session, "id"), Text(token, "session_id"));
        Assert.Equal(Web.ClientId, Text(session["clients"]![0]!, "client_id"));
        Assert.Equal(OrdersApi, Text(token["resource_servers"]![0]!, "audience"));
        Assert.Equal(Text(session, "id"), Text(await GetAsync($"sessions/{Text(session, "id")}"), "id"));

        await CallAsync(HttpStatusCode.Accepted, HttpMethod.Post, $"sessions/{Text(session, "id")}/revoke");

        Assert.Empty((await GetAsync($"{path}/sessions"))["sessions"]!.AsArray());
        Assert.Empty((await GetAsync($"{path}/refresh-tokens"))["tokens"]!.AsArray());
        using var refused = await RefreshAsync(refresh);
        await AssertRefusedAsync(refused, HttpStatusCode.Forbidden, "invalid_grant");
        await CallAsync(HttpStatusCode.NotFound, HttpMethod.Get, $"sessions/{Text(session, "id")}");
    }

    [Fact]
    public async Task RecentLogin_BeforeTheStart_LeftASession_WhichExpires()
    {
        var session = Assert.Single((await GetAsync($"{Alice}/sessions"))["sessions"]!.AsArray())!;
        Assert.Equal(Tenant.GetUser("alice").UserId, Text(session, "user_id"));
        Assert.Empty((await GetAsync($"users/{Uri.EscapeDataString(Tenant.GetUser("grace").UserId)}/sessions"))["sessions"]!.AsArray());

        var changed = await CallAsync(
            HttpStatusCode.OK,
            HttpMethod.Patch,
            $"sessions/{Text(session, "id")}",
            """{"session_metadata":{"a":1}}"""
        );
        Assert.Equal(1, changed["session_metadata"]!["a"]!.GetValue<int>());
        Advance(TimeSpan.FromHours(72));
        _token = null;
        Assert.Empty((await GetAsync($"{Alice}/sessions"))["sessions"]!.AsArray());
    }

    [Fact]
    public async Task RefreshTokens_AreRevoked_OneByOneAndTogether()
    {
        var (first, second) = (await RefreshTokenAsync(), await RefreshTokenAsync());
        var tokens = (await GetAsync($"{Alice}/refresh-tokens"))["tokens"]!.AsArray();
        Assert.Equal(2, tokens.Count);

        await CallAsync(HttpStatusCode.NoContent, HttpMethod.Delete, $"refresh-tokens/{Text(tokens[0]!, "id")}");
        using (var refused = await RefreshAsync(first, Native.ClientId))
        {
            await AssertRefusedAsync(refused, HttpStatusCode.Forbidden, "invalid_grant");
        }

        using (var fresh = await RefreshAsync(second, Native.ClientId))
        {
            Assert.Equal(HttpStatusCode.OK, fresh.StatusCode);
        }

        await CallAsync(
            HttpStatusCode.OK,
            HttpMethod.Patch,
            $"refresh-tokens/{Text(tokens[1]!, "id")}",
            """{"refresh_token_metadata":{"device":"tv"}}"""
        );
        var shown = await GetAsync($"refresh-tokens/{Text(tokens[1]!, "id")}");
        Assert.NotNull(shown["last_exchanged_at"]);
        Assert.Equal("tv", Text(shown["refresh_token_metadata"]!, "device"));
        await CallAsync(HttpStatusCode.Accepted, HttpMethod.Delete, $"{Alice}/refresh-tokens");
        Assert.Empty((await GetAsync($"refresh-tokens?user_id={Alice[6..]}"))["refresh_tokens"]!.AsArray());
        await CallAsync(HttpStatusCode.NotFound, HttpMethod.Get, $"refresh-tokens/{Text(tokens[1]!, "id")}");
    }

    [Fact]
    public async Task Devices_AreRefreshTokens_AndDeletedLikeThem()
    {
        await RefreshTokenAsync();
        var device = Assert.Single((await GetAsync($"device-credentials?user_id={Alice[6..]}&type=rotating_refresh_token")).AsArray())!;
        await CallAsync(HttpStatusCode.NoContent, HttpMethod.Delete, $"device-credentials/{Text(device, "id")}");
        Assert.Empty((await GetAsync($"{Alice}/refresh-tokens"))["tokens"]!.AsArray());
        Assert.Empty((await GetAsync("device-credentials")).AsArray());
    }

    [Fact]
    public async Task RevokedAccess_EndsSessionsAndTokens()
    {
        await RefreshTokenAsync();
        await CallAsync(HttpStatusCode.Accepted, HttpMethod.Post, $"{Alice}/revoke-access", """{"preserve_refresh_tokens":true}""");
        Assert.Empty((await GetAsync($"{Alice}/sessions"))["sessions"]!.AsArray());
        Assert.Single((await GetAsync($"{Alice}/refresh-tokens"))["tokens"]!.AsArray());

        await CallAsync(HttpStatusCode.Accepted, HttpMethod.Post, $"{Alice}/revoke-access");
        Assert.Empty((await GetAsync($"{Alice}/refresh-tokens"))["tokens"]!.AsArray());
    }

    [Fact]
    public async Task Grants_ComeFromLogins_AndAreDeleted()
    {
        await LoginOkAsync("alice", ("scope", "read:orders"));
        var grant = Assert.Single((await GetAsync($"grants?user_id={Alice[6..]}")).AsArray())!;
        Assert.Equal((Native.ClientId, OrdersApi), (Text(grant, "clientID"), Text(grant, "audience")));
        await LoginOkAsync("alice", ("scope", "openid"));
        Assert.Equal(Text(grant, "id"), Text(Assert.Single((await GetAsync("grants")).AsArray())!, "id"));

        await CallAsync(HttpStatusCode.NoContent, HttpMethod.Delete, $"grants/{Text(grant, "id")}");
        Assert.Empty((await GetAsync("grants")).AsArray());
        await LoginOkAsync("alice");
        await CallAsync(HttpStatusCode.BadRequest, HttpMethod.Delete, "grants");
        await CallAsync(HttpStatusCode.NoContent, HttpMethod.Delete, $"grants?user_id={Alice[6..]}");
        Assert.Empty((await GetAsync("grants")).AsArray());
    }

    [Fact]
    public async Task BlockAfterTenFailures_IsShownAndLifted()
    {
        await FailAsync("alice@example.com", 10);
        using (var blocked = await LoginAsync("alice"))
        {
            await AssertRefusedAsync(blocked, HttpStatusCode.TooManyRequests, "too_many_attempts");
        }

        var block = Assert.Single((await GetAsync($"user-blocks/{Alice[6..]}"))["blocked_for"]!.AsArray())!;
        Assert.Equal(("alice@example.com", "127.0.0.1"), (Text(block, "identifier"), Text(block, "ip")));
        Assert.Single((await GetAsync("user-blocks?identifier=alice%40example.com"))["blocked_for"]!.AsArray());

        await CallAsync(HttpStatusCode.NoContent, HttpMethod.Delete, $"user-blocks/{Alice[6..]}");
        Assert.Empty((await GetAsync($"user-blocks/{Alice[6..]}"))["blocked_for"]!.AsArray());
        await LoginOkAsync("alice");
        await CallAsync(HttpStatusCode.NotFound, HttpMethod.Get, "user-blocks/auth0%7Cnobody");
    }

    [Fact]
    public async Task AddressWithAHundredFailures_IsBlockedForAll_UntilItIsUnblocked()
    {
        await CallAsync(HttpStatusCode.NotFound, HttpMethod.Get, "anomaly/blocks/ips/127.0.0.1");
        for (var i = 0; i < 10; i++)
        {
            await FailAsync($"nobody{i}@example.com", 10);
        }

        using (var blocked = await LoginAsync("alice"))
        {
            await AssertRefusedAsync(blocked, HttpStatusCode.TooManyRequests, "too_many_attempts");
        }

        using (var found = await SendAsync(HttpMethod.Get, "/api/v2/anomaly/blocks/ips/127.0.0.1", await AllAsync()))
        {
            Assert.Equal(HttpStatusCode.OK, found.StatusCode);
        }

        await CallAsync(HttpStatusCode.NoContent, HttpMethod.Delete, "anomaly/blocks/ips/127.0.0.1");
        await LoginOkAsync("alice");
        await CallAsync(HttpStatusCode.BadRequest, HttpMethod.Get, "anomaly/blocks/ips/nowhere");
    }

    [Fact]
    public async Task AuthenticationMethods_CountAtTheNextLogin()
    {
        var added = await CallAsync(
            HttpStatusCode.Created,
            HttpMethod.Post,
            $"{Alice}/authentication-methods",
            """{"type":"totp","totp_secret":"JBSWY3DPEHPK3PXP","name":"App"}"""
        );
        Assert.NotEmpty(await MfaTokenAsync("alice"));
        var path = $"{Alice}/authentication-methods/{Uri.EscapeDataString(Text(added, "id"))}";
        Assert.Equal("Phone", Text(await CallAsync(HttpStatusCode.OK, HttpMethod.Patch, path, """{"name":"Phone"}"""), "name"));
        Assert.Equal("Phone", Text(await GetAsync(path), "name"));
        await CallAsync(
            HttpStatusCode.Conflict,
            HttpMethod.Post,
            $"{Alice}/authentication-methods",
            """{"type":"totp","totp_secret":"JBSWY3DPEHPK3PXP"}"""
        );

        await CallAsync(HttpStatusCode.NoContent, HttpMethod.Delete, path);
        await LoginOkAsync("alice");
        await CallAsync(HttpStatusCode.NotFound, HttpMethod.Get, path);
    }

    [Fact]
    public async Task AuthenticationMethods_AreReplacedAndDeletedTogether()
    {
        var replaced = await CallAsync(
            HttpStatusCode.OK,
            HttpMethod.Put,
            $"{Dave}/authentication-methods",
            """[{"type":"phone","phone_number":"+15550199","preferred_authentication_method":"sms"},{"type":"email","email":"dave@example.com"}]"""
        );
        Assert.Equal(["phone", "email"], replaced.AsArray().Select(method => Text(method!, "type")));
        Assert.Equal("dave@exam*******", Text(replaced[1]!, "email"));
        Assert.Equal(2, (await GetAsync($"{Dave}/authentication-methods?include_totals=true"))["total"]!.GetValue<int>());

        await CallAsync(HttpStatusCode.NoContent, HttpMethod.Delete, $"{Dave}/authentication-methods");
        Assert.Empty((await GetAsync($"{Dave}/authentication-methods")).AsArray());
        await LoginOkAsync("dave");
        await CallAsync(HttpStatusCode.BadRequest, HttpMethod.Post, $"{Dave}/authentication-methods", """{"type":"phone"}""");
    }

    [Fact]
    public async Task Enrollments_AreShownAndDeleted_AndATicketInvites()
    {
        var enrollment = Assert.Single((await GetAsync($"{Dave}/enrollments")).AsArray())!;
        Assert.Equal(("authenticator", "confirmed"), (Text(enrollment, "type"), Text(enrollment, "status")));
        var path = $"guardian/enrollments/{Text(enrollment, "id")}";
        Assert.Equal(Text(enrollment, "id"), Text(await GetAsync(path), "id"));

        await CallAsync(HttpStatusCode.NoContent, HttpMethod.Delete, path);
        Assert.Equal("enrollment_not_found", Text(await CallAsync(HttpStatusCode.NotFound, HttpMethod.Get, path), "errorCode"));
        var ticket = await CallAsync(HttpStatusCode.OK, HttpMethod.Post, "guardian/enrollments/ticket", Body("user_id", "dave"));
        Assert.EndsWith(Text(ticket, "ticket_id"), Text(ticket, "ticket_url"), StringComparison.Ordinal);

        var code = Text(await CallAsync(HttpStatusCode.OK, HttpMethod.Post, $"{Dave}/recovery-code-regeneration"), "recovery_code");
        Assert.Equal(code, Plain(Tenant.GetUser("dave").RecoveryCode!));
        await CallAsync(HttpStatusCode.NoContent, HttpMethod.Post, $"{Dave}/multifactor/actions/invalidate-remember-browser");
        await CallAsync(HttpStatusCode.NoContent, HttpMethod.Delete, $"{Dave}/authenticators");
        await LoginOkAsync("dave");
    }

    [Fact]
    public async Task LinkedUser_IsAnIdentity_UntilItIsUnlinked()
    {
        var erin = Tenant.GetUser("erin");
        var linked = await CallAsync(
            HttpStatusCode.Created,
            HttpMethod.Post,
            $"{Alice}/identities",
            $$"""{"provider":"auth0","user_id":"{{erin.UserId}}"}"""
        );
        Assert.Equal(["alice@example.com", "erin@example.com"], linked.AsArray().Select(one => Text(one!["profileData"]!, "email")));
        await CallAsync(HttpStatusCode.NotFound, HttpMethod.Get, $"users/{Uri.EscapeDataString(erin.UserId)}");
        Assert.Equal(2, (await GetAsync(Alice))["identities"]!.AsArray().Count);
        var second = erin.UserId["auth0|".Length..];
        Assert.Single((await GetAsync($"users?q=identities.user_id:{second}")).AsArray());

        var left = await CallAsync(HttpStatusCode.OK, HttpMethod.Delete, $"{Alice}/identities/auth0/{second}");
        Assert.Single(left.AsArray());
        Assert.Equal("erin@example.com", Text(await GetAsync($"users/{Uri.EscapeDataString(erin.UserId)}"), "email"));
        await CallAsync(HttpStatusCode.NotFound, HttpMethod.Delete, $"{Alice}/identities/auth0/{second}");
        await CallAsync(
            HttpStatusCode.NotFound,
            HttpMethod.Post,
            $"{Alice}/identities",
            """{"provider":"auth0","user_id":"auth0|nobody"}"""
        );
        await CallAsync(
            HttpStatusCode.BadRequest,
            HttpMethod.Post,
            $"{Alice}/identities",
            $$"""{"provider":"auth0","user_id":"{{Tenant.GetUser("alice").UserId}}"}"""
        );
    }

    [Fact]
    public async Task Tickets_AreAddresses_ForUsersWhoExist()
    {
        var password = await CallAsync(HttpStatusCode.Created, HttpMethod.Post, "tickets/password-change", Body("user_id", "alice"));
        Assert.StartsWith($"{Tenant.Domain}/u/reset-password?ticket=", Text(password, "ticket"), StringComparison.Ordinal);
        var verification = await CallAsync(HttpStatusCode.Created, HttpMethod.Post, "tickets/email-verification", Body("user_id", "alice"));
        Assert.StartsWith($"{Tenant.Domain}/u/email-verification?ticket=", Text(verification, "ticket"), StringComparison.Ordinal);

        await CallAsync(HttpStatusCode.BadRequest, HttpMethod.Post, "tickets/password-change", "{}");
        await CallAsync(HttpStatusCode.NotFound, HttpMethod.Post, "tickets/password-change", """{"user_id":"auth0|nobody"}""");
        await CallAsync(HttpStatusCode.BadRequest, HttpMethod.Post, "tickets/password-change", """{"user_id":"x","surprise":1}""");
        await CallAsync(HttpStatusCode.BadRequest, HttpMethod.Post, "tickets/email-verification", "{}");
    }

    [Fact]
    public async Task VerificationEmail_IsAJob_AndReachesTheUser()
    {
        var job = await CallAsync(HttpStatusCode.Created, HttpMethod.Post, "jobs/verification-email", Body("user_id", "alice"));

        Assert.Equal(("verification_email", "pending"), (Text(job, "type"), Text(job, "status")));
        Assert.Equal("completed", Text(await GetAsync($"jobs/{Text(job, "id")}"), "status"));
        Assert.Contains("/u/email-verification?ticket=", Tenant.LastMessageTo("alice@example.com"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeletedUser_LeavesNothing()
    {
        await RefreshTokenAsync();
        await CallAsync(HttpStatusCode.NoContent, HttpMethod.Delete, Alice);
        Assert.Empty((await GetAsync("grants")).AsArray());
        await CallAsync(HttpStatusCode.NotFound, HttpMethod.Get, $"users/{Uri.EscapeDataString("auth0|x")}/sessions");
    }

    private async Task<string> AllAsync() => _token ??= await ManagementTokenAsync();

    private async Task<JsonNode> GetAsync(string path) => await CallAsync(HttpStatusCode.OK, HttpMethod.Get, path);

    /// <summary>Sends a request to the Management API. An empty response is an empty object.</summary>
    private async Task<JsonNode> CallAsync(HttpStatusCode expected, HttpMethod method, string path, string? json = null)
    {
        using var response = await SendAsync(method, $"/api/v2/{path}", await AllAsync(), json is null ? null : Json(json));
        var body = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True(expected == response.StatusCode, $"{method} {path}: {response.StatusCode} {body}");
        return body.Length == 0 ? new JsonObject() : JsonNode.Parse(body)!;
    }

    private string Body(string name, string user) => new JsonObject { [name] = Tenant.GetUser(user).UserId }.ToJsonString();

    private async Task FailAsync(string name, int times)
    {
        for (var i = 0; i < times; i++)
        {
            using var refused = await PostTokenAsync(("grant_type", "password"), ("username", name), ("password", "wrong"));
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }
    }

    private async Task<string> RefreshTokenAsync() =>
        Text(await LoginOkAsync("alice", ("scope", "openid offline_access")), "refresh_token");

    private async Task<string> SignInAsync()
    {
        var code = (await AnswerAsync(("response_type", "code"), ("response_mode", "query")))["code"];
        var answer = await PostTokenOkAsync(AsWeb(("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Callback)));
        return Text(answer, "refresh_token");
    }

    private Task<HttpResponseMessage> RefreshAsync(string token, string? clientId = null) =>
        PostTokenAsync(
            clientId is null
                ? AsWeb(("grant_type", "refresh_token"), ("refresh_token", token))
                : [("client_id", clientId), ("grant_type", "refresh_token"), ("refresh_token", token)]
        );
}
