using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Logins;

/// <summary>The backchannel login, on a clock that skips waits: OpenID Connect CIBA Core.</summary>
public sealed class BackchannelLoginTests : LoginTest
{
    private const string Message = "Order 4711: refund 20.00 EUR";

    private static readonly TimeSpan _aMoment = TimeSpan.FromMilliseconds(1);

    private Auth0LocalTenantUser Frank => Tenant.GetUser("frank"); // has push notifications

    [Fact]
    public async Task Start_SendsTheFormWithTheUsersIdInTheFormatIssSub_AndTellsWhatAPersonNeeds()
    {
        var login = await StartAsync(scope: ["offline_access", "read:orders"]);

        Assert.Equal("POST /bc-authorize", $"{Tenant.Requests[^1].Method} {Tenant.Requests[^1].Path}");
        Assert.Equal(
            ["audience", "binding_message", "client_id", "client_secret", "login_hint", "scope"],
            Tenant.Requests[^1].Form.Keys.Order(StringComparer.Ordinal)
        );
        Assert.True(
            JsonNode.DeepEquals(
                new JsonObject
                {
                    ["format"] = "iss_sub",
                    ["iss"] = Tenant.Issuer,
                    ["sub"] = Frank.UserId,
                },
                JsonNode.Parse(Tenant.Requests[^1].Form["login_hint"])
            )
        );
        Assert.Equal(Message, Tenant.Requests[^1].Form["binding_message"]);
        Assert.Equal("offline_access openid read:orders", Tenant.Requests[^1].Form["scope"]);
        Assert.Equal(Orders, Tenant.Requests[^1].Form["audience"]);
        Assert.Equal(Message, login.BindingMessage);
        Assert.Equal(Frank.UserId, login.UserId);
        Assert.Equal(Time.GetUtcNow() + TimeSpan.FromSeconds(300), login.ExpiresAt);
        Assert.Equal(TimeSpan.FromSeconds(5), login.Interval);
        Assert.Equal($"{Message} at {Frank.UserId}", login.ToString());
        Assert.Equal(Message, Assert.Single(Tenant.BackchannelLogins).BindingMessage);
    }

    [Fact]
    public async Task Approved_TheTokenComesWithinOneInterval_AndTheSessionKeepsItWithItsRefreshToken()
    {
        var login = await StartAsync(scope: ["offline_access", "read:orders"]);
        DateTimeOffset? approved = null;
        Tenant.RequestReceived += (_, _) =>
        {
            if (approved is null && TokenRequests == 3)
            {
                approved = Time.GetUtcNow();
                Tenant.ApproveBackchannelLogin(Frank);
            }
        };

        var token = await Web.WaitBackchannelLoginAsync(login, activity: Log, cancellationToken: Cancel);

        Assert.InRange(Time.GetUtcNow() - approved!.Value, TimeSpan.Zero, login.Interval + _aMoment);
        Assert.Equal(["auth_req_id", "client_id", "client_secret", "grant_type"], LastForm.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("urn:openid:params:grant-type:ciba", LastForm["grant_type"]);
        Assert.Same(token, await Web.GetTokenAsync(Orders, cancellationToken: Cancel));
        Assert.NotNull(token.RefreshToken);
        Assert.Equal(Frank.UserId, token.IdClaims["sub"]);
        Assert.Equal(Auth0GrantType.Ciba, token.GrantType);
        Assert.Contains("read:orders", token.Scope);
        Assert.All(
            Log.Messages(Auth0ActivityKind.Waiting),
            message => Assert.StartsWith($"Waiting for {Frank.UserId} to approve '{Message}'", message, StringComparison.Ordinal)
        );
        Assert.NotEmpty(Log.Messages(Auth0ActivityKind.Waiting));
    }

    [Fact]
    public async Task Id_IsShownNowhere()
    {
        var login = await StartAsync();
        Tenant.ApproveBackchannelLogin(Frank);
        await Web.WaitBackchannelLoginAsync(login, activity: Log, cancellationToken: Cancel);
        var secret = LastForm["auth_req_id"];

        Assert.DoesNotContain(
            secret,
            string.Join(' ', typeof(Auth0BackchannelLogin).GetProperties().Select(property => property.GetValue(login)?.ToString())),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(secret, $"{login} {login.ToGrant()}", StringComparison.Ordinal);
        Assert.All(Log.Reports, report => Assert.DoesNotContain(secret, report.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task SlowDown_ThreeTimes_MakesTheIntervalFifteenSecondsLonger_ForGood()
    {
        var login = await StartAsync();
        for (var i = 0; i < 3; i++)
        {
            FaultToken(400, """{"error":"slow_down","error_description":"You are polling faster than allowed."}""");
        }

        FaultToken(400, """{"error":"authorization_pending"}""", times: 2);
        Tenant.ApproveBackchannelLogin(Frank);

        await Web.WaitBackchannelLoginAsync(login, cancellationToken: Cancel);

        Assert.Equal([5, 10, 15, 20, 20, 20], Waits());
    }

    // "Auth0 will add the Retry-After header to the response".
    [Theory]
    [InlineData(400)]
    [InlineData(429)]
    public async Task SlowDown_WithALongerRetryAfter_WaitsThatLong(int status)
    {
        var login = await StartAsync();
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/oauth/token",
                StatusCode = status,
                Body = """{"error":"slow_down"}""",
                Headers = new Dictionary<string, string> { ["Retry-After"] = "30" },
            }
        );
        Tenant.ApproveBackchannelLogin(Frank);

        await Web.WaitBackchannelLoginAsync(login, cancellationToken: Cancel);

        Assert.Equal([5, 30], Waits());
    }

    [Fact]
    public async Task PollingFasterThanTheTenantAllows_IsAnsweredAsTheTenantSays()
    {
        var login = await StartAsync();
        var pending = await FailsAsync<Auth0TokenException>(Auth0ErrorCode.AuthorizationPending, AskAsync);
        var slower = await FailsAsync<Auth0TokenException>(Auth0ErrorCode.SlowDown, AskAsync);

        Assert.Contains("The end-user authorization is pending", pending.Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(10), slower.RetryAfter);

        Task AskAsync() => Web.GetTokenAsync(login.ToGrant(), cancellationToken: Cancel).AsTask();
    }

    [Theory]
    [InlineData(Auth0LocalTenantFaultKind.Reset)]
    [InlineData(Auth0LocalTenantFaultKind.Truncate)]
    public async Task LostConnection_DoesNotEndIt(Auth0LocalTenantFaultKind kind)
    {
        var login = await StartAsync();
        Tenant.AddFault(new Auth0LocalTenantFault { Path = "/oauth/token", Kind = kind });
        Tenant.RequestReceived += (_, request) =>
        {
            if (request.Path == "/oauth/token" && TokenRequests == 2)
            {
                Tenant.ApproveBackchannelLogin(Frank);
            }
        };

        await Web.WaitBackchannelLoginAsync(login, cancellationToken: Cancel);

        Assert.Equal([5, 10], Waits().Take(2));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Denied_ByTheUserOrAnAction_HasItsOwnError(bool isByAction)
    {
        var login = await StartAsync();
        if (isByAction)
        {
            Frank.DenialByAction = "Not today";
            Tenant.ApproveBackchannelLogin(Frank);
        }
        else
        {
            Tenant.DenyBackchannelLogin(Frank);
        }

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.BackchannelLoginDenied,
            () => Web.WaitBackchannelLoginAsync(login, cancellationToken: Cancel)
        );
        Assert.Empty(Web.Tokens);
    }

    [Fact]
    public async Task Expired_ByTheServersClockOrOurs_HasItsOwnError_AndTheLastQuestionComesJustBefore()
    {
        var login = await StartAsync();
        FaultToken(400, """{"error":"expired_token","error_description":"The auth_req_id has expired."}""");
        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.BackchannelLoginExpired, WaitAsync);

        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.BackchannelLoginExpired, WaitAsync);
        Assert.InRange(login.ExpiresAt - Time.GetUtcNow(), TimeSpan.Zero, TimeSpan.FromSeconds(1));

        Task WaitAsync() => Web.WaitBackchannelLoginAsync(login, cancellationToken: Cancel);
    }

    [Fact]
    public async Task Used_CantBeUsedAgain()
    {
        var login = await StartAsync();
        Tenant.ApproveBackchannelLogin(Frank);
        await Web.WaitBackchannelLoginAsync(login, cancellationToken: Cancel);

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.BackchannelLoginExpired,
            () => Web.WaitBackchannelLoginAsync(login, cancellationToken: Cancel)
        );
    }

    [Fact]
    public async Task Timeout_EndsIt_WithItsOwnError_AndItCanBeWaitedForAgain()
    {
        var login = await StartAsync();
        var begun = Time.GetUtcNow();

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.AuthorizationTimeout,
            () => Web.WaitBackchannelLoginAsync(login, TimeSpan.FromSeconds(30), cancellationToken: Cancel)
        );
        Assert.InRange(Time.GetUtcNow() - begun, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30));
        Tenant.ApproveBackchannelLogin(Frank);

        Assert.Equal(Frank.UserId, (await Web.WaitBackchannelLoginAsync(login, cancellationToken: Cancel)).Subject);
    }

    [Theory]
    [InlineData(20, "guardian-push")]
    [InlineData(259_200, "email")]
    public async Task RequestedExpiry_IsSent_AndSelectsTheChannel(int seconds, string channel)
    {
        Tenant.ConfigureApplication(WebApplication.ClientId, """{"async_approval_notification_channels": ["guardian-push", "email"]}""");
        var login = await StartAsync(expiry: TimeSpan.FromSeconds(seconds));

        Assert.Equal($"{seconds}", Tenant.Requests[^1].Form["requested_expiry"]);
        Assert.Equal(Time.GetUtcNow() + TimeSpan.FromSeconds(seconds), login.ExpiresAt);
        Assert.Equal(channel, Assert.Single(Tenant.BackchannelLogins).Channel);
        Assert.Equal(channel == "email" ? Message : null, Tenant.LastMessageTo(Frank));
    }

    [Fact]
    public async Task AuthorizationDetails_AreSent_AndStandOnTheToken()
    {
        Tenant.Apis.Single(api => api.Identifier == Orders).AuthorizationDetailsTypes = ["payment"];
        var details = Auth0AuthorizationDetails.Parse("""[{"type":"payment","amount":20.5}]""");
        var login = await StartAsync(details: details);

        Assert.Equal(details.ToJson(), Tenant.Requests[^1].Form["authorization_details"]);
        Assert.Same(details, login.AuthorizationDetails);
        Assert.Contains("20.5", Assert.Single(Tenant.BackchannelLogins).AuthorizationDetails, StringComparison.Ordinal);
        Tenant.ApproveBackchannelLogin(Frank);
        var token = await Web.WaitBackchannelLoginAsync(login, cancellationToken: Cancel);

        Assert.Equal(20.5m, Assert.Single(token.AuthorizationDetails)["amount"]);
        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.InvalidAuthorizationDetails,
            () => StartAsync(details: Auth0AuthorizationDetails.Parse("""{"type":"unknown"}"""))
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("Grüße")]
    [InlineData("really?")]
    [InlineData("two\nlines")]
    [InlineData("nul\0")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")] // 65
    public async Task BindingMessage_ThatAuth0DoesNotAllow_IsRefusedBeforeAnythingIsSent(string message)
    {
        var failure = await RefusedAsync(Auth0ErrorCode.InvalidBindingMessage, () => StartAsync(message: message));

        Assert.DoesNotContain('\n', failure.Message);
    }

    [Theory]
    [InlineData("ABC-123-XYZ")]
    [InlineData("a+b-c_d.e,f:g#h i")]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901234")] // 64
    public async Task BindingMessage_WithAllThatAuth0Allows_IsSentAsItIs(string message)
    {
        await StartAsync(message: message);

        Assert.Equal(message, Tenant.Requests[^1].Form["binding_message"]);
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("{\"format\":")]
    [InlineData("a\u001bb")]
    public Task LoginHint_ThatIsNone_IsRefusedBeforeAnythingIsSent(string hint) =>
        RefusedAsync(Auth0ErrorCode.InvalidLoginHint, () => StartAsync(hint: hint));

    [Fact]
    public Task HintWithHalfASurrogatePair_IsNoJson() =>
        RefusedAsync(Auth0ErrorCode.InvalidLoginHint, () => StartAsync(hint: $$"""{"sub":"{{'\uD800'}}"}"""));

    [Fact]
    public async Task LoginHint_AsJsonOrAnyOtherText_IsSentAsItIs()
    {
        var json = $$"""{ "format": "iss_sub", "iss": "{{Tenant.Issuer}}", "sub": "{{Frank.UserId}}" }""";
        var login = await StartAsync(hint: json);
        Assert.Equal(json, Tenant.Requests[^1].Form["login_hint"]);
        Assert.Equal(Frank.UserId, login.UserId);

        var failure = await FailsAsync<Auth0TokenException>(Auth0ErrorCode.InvalidLoginHint, () => StartAsync(hint: "frank@example.com"));
        Assert.Equal("frank@example.com", Tenant.Requests[^1].Form["login_hint"]);
        Assert.Contains("iss_sub", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(259_201)]
    public Task RequestedExpiry_OutOfRange_IsRefusedBeforeAnythingIsSent(double seconds) =>
        RefusedAsync(Auth0ErrorCode.InvalidRequestedExpiry, () => StartAsync(expiry: TimeSpan.FromSeconds(seconds)));

    [Fact]
    public Task PublicApplication_IsRefusedBeforeAnythingIsSent() =>
        RefusedAsync(Auth0ErrorCode.MissingClientSecret, () => StartAsync(session: Mobile));

    [Fact]
    public async Task ApplicationWithoutTheGrant_HasItsOwnError()
    {
        var failure = await FailsAsync<Auth0TokenException>(Auth0ErrorCode.UnauthorizedClient, () => StartAsync(session: Session));

        Assert.Equal(Tenant.ClientId, failure.ClientId);
    }

    [Fact]
    public async Task UnknownUser_UserWithoutADevice_AndUnknownApi_HaveTheirOwnErrors()
    {
        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.UnknownUser, () => StartAsync(hint: "auth0|nobody"));
        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.NoBackchannelDevice, () => StartAsync(hint: Tenant.GetUser("alice").UserId));
        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.NoBackchannelDevice, // the channel e-mail isn't enabled for the application
            () => StartAsync(expiry: TimeSpan.FromMinutes(10))
        );
        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.UnknownAudience, () => StartAsync(audience: "https://nowhere.example.com/"));
        Assert.Empty(Tenant.BackchannelLogins);
    }

    [Fact]
    public async Task RateLimit_OfTheStart_IsWaitedOut_AndAServerErrorIsNot_BecauseItWouldAskTwice()
    {
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/bc-authorize",
                StatusCode = 429,
                Body = """{"error":"too_many_requests"}""",
                Headers = new Dictionary<string, string> { ["Retry-After"] = "2" },
            }
        );
        await StartAsync();
        Assert.Equal(2, Tenant.CountRequests("POST", "/bc-authorize"));

        Tenant.AddFault(new Auth0LocalTenantFault { Path = "/bc-authorize", StatusCode = 503 });
        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.ServerError, () => StartAsync());
        Assert.Equal(3, Tenant.CountRequests("POST", "/bc-authorize"));
    }

    // CIBA Core §10.1.1: the token must be for the user whom the hint named.
    [Fact]
    public async Task TokenOfAnotherUser_IsRefused()
    {
        var login = await StartAsync();
        Tenant.ApproveBackchannelLogin(Frank);
        var other = await SignInAsync(Web, "alice", "openid");
        FaultToken(
            200,
            $$"""{"access_token":"opaque","id_token":"{{other.IdToken!.Reveal()}}","expires_in":86400,"token_type":"Bearer"}"""
        );

        await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.IdTokenSubjectMismatch,
            () => Web.WaitBackchannelLoginAsync(login, cancellationToken: Cancel)
        );
    }

    [Fact]
    public async Task OtherTenantsAndApplications_AreNotToldTheId()
    {
        var login = await StartAsync();
        var other = Connect(); // of another application
        var asked = Tenant.CountRequests();

        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.ClientMismatch,
            () => other.WaitBackchannelLoginAsync(login, cancellationToken: Cancel)
        );
        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.ClientMismatch,
            () => other.GetTokenAsync(login.ToGrant(), cancellationToken: Cancel).AsTask()
        );
        Assert.Equal(asked, Tenant.CountRequests());
    }

    [Theory]
    [InlineData("""{"expires_in":300}""", "auth_req_id")]
    [InlineData("""{"auth_req_id":"","expires_in":300}""", "auth_req_id")]
    [InlineData("""{"auth_req_id":["x"],"expires_in":300}""", "auth_req_id")]
    [InlineData("""{"auth_req_id":"secret-id"}""", "expires_in")]
    [InlineData("""{"auth_req_id":"secret-id","expires_in":-1}""", "expires_in")]
    [InlineData("""{"auth_req_id":"secret-id","expires_in":1e99}""", "expires_in")]
    [InlineData("""{"auth_req_id":"secret-id","expires_in":300,"interval":"soon"}""", "interval")]
    public async Task AnswerThatIsNotWhole_IsRefused(string body, string name)
    {
        FaultStart(body);

        var failure = await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.InvalidJson, () => StartAsync());

        Assert.EndsWith($"returned no usable {name}.", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-id", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutAnInterval_ItIsFiveSeconds()
    {
        FaultStart("""{"auth_req_id":"x","expires_in":"300"}""");

        Assert.Equal(TimeSpan.FromSeconds(5), (await StartAsync()).Interval);
    }

    private Task<Auth0BackchannelLogin> StartAsync(
        string? hint = null,
        string message = Message,
        string? audience = Orders,
        string[]? scope = null,
        TimeSpan? expiry = null,
        Auth0AuthorizationDetails? details = null,
        Auth0Session? session = null
    ) =>
        (session ?? Web).StartBackchannelLoginAsync(
            new Auth0BackchannelLoginOptions
            {
                LoginHint = hint ?? Frank.UserId,
                BindingMessage = message,
                Audience = audience,
                Scope = scope ?? [],
                RequestedExpiry = expiry,
                AuthorizationDetails = details,
            },
            Log,
            Cancel
        );

    private async Task<Auth0ConfigurationException> RefusedAsync(Auth0ErrorCode code, Func<Task> start)
    {
        var failure = await FailsAsync<Auth0ConfigurationException>(code, start);
        Assert.Equal(0, Tenant.CountRequests());
        return failure;
    }

    private void FaultStart(string body) =>
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/bc-authorize",
                StatusCode = 200,
                Body = body,
            }
        );

    private IEnumerable<double> Waits() =>
        Time.Delays.Where(delay => delay > TimeSpan.Zero && delay < TimeSpan.FromHours(1)).Select(delay => delay.TotalSeconds);
}
