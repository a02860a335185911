using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Logins;

/// <summary>The device login, on a clock that skips waits: RFC 8628.</summary>
public sealed class DeviceLoginTests : LoginTest
{
    private static readonly TimeSpan _aMoment = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task Start_SendsTheForm_AndTellsWhatAPersonNeeds()
    {
        var code = await StartAsync();

        Assert.Equal(
            Fields(("client_id", Mobile.ClientId), ("audience", Orders), ("scope", "offline_access openid")),
            Tenant.Requests[^1].Form
        );
        Assert.Matches("^[A-Z]{4}-[A-Z]{4}$", code.UserCode);
        Assert.Equal(Tenant.Domain + "/activate", code.VerificationUri.AbsoluteUri);
        Assert.Contains(code.UserCode, code.VerificationUriComplete.Query, StringComparison.Ordinal);
        Assert.Equal(Time.GetUtcNow() + TimeSpan.FromSeconds(900), code.ExpiresAt);
        Assert.Equal(TimeSpan.FromSeconds(5), code.Interval);
    }

    [Fact]
    public async Task DeviceCode_IsShownNowhere()
    {
        var code = await StartAsync();
        Tenant.ApproveDevice(code.UserCode, Tenant.GetUser("alice"));
        await Mobile.WaitDeviceLoginAsync(code, activity: Log, cancellationToken: Cancel);
        var secret = LastForm["device_code"];

        Assert.DoesNotContain(
            secret,
            string.Join(' ', typeof(Auth0DeviceCode).GetProperties().Select(property => property.GetValue(code)?.ToString())),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(secret, code.ToString(), StringComparison.Ordinal);
        Assert.All(Log.Reports, report => Assert.DoesNotContain(secret, report.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Approved_TheTokenComesWithinOneInterval_AndTheSessionKeepsItWithItsRefreshToken()
    {
        var code = await StartAsync();
        DateTimeOffset? approved = null;
        Tenant.RequestReceived += (_, _) =>
        {
            if (approved is null && TokenRequests == 3)
            {
                approved = Time.GetUtcNow();
                Tenant.ApproveDevice(code.UserCode, Tenant.GetUser("alice"));
            }
        };

        var token = await Mobile.WaitDeviceLoginAsync(code, activity: Log, cancellationToken: Cancel);

        Assert.InRange(Time.GetUtcNow() - approved!.Value, TimeSpan.Zero, code.Interval + _aMoment);
        Assert.Same(token, await Mobile.GetTokenAsync(Orders, cancellationToken: Cancel));
        Assert.NotNull(token.RefreshToken);
        Assert.NotNull(token.IdToken);
        Assert.Equal(Auth0GrantType.DeviceCode, token.GrantType);
        Assert.NotEmpty(Log.Messages(Auth0ActivityKind.Waiting));
    }

    [Fact]
    public async Task SlowDown_ThreeTimes_MakesTheIntervalFifteenSecondsLonger_ForGood()
    {
        var code = await StartAsync();
        for (var i = 0; i < 3; i++)
        {
            FaultToken(
                429,
                """{"error":"slow_down","error_description":"You are polling faster than the specified interval of 5 seconds."}"""
            );
        }

        FaultToken(403, """{"error":"authorization_pending"}""", times: 2);
        Tenant.ApproveDevice(code.UserCode, Tenant.GetUser("alice"));

        await Mobile.WaitDeviceLoginAsync(code, cancellationToken: Cancel);

        Assert.Equal([5, 10, 15, 20, 20, 20], Waits());
    }

    [Fact]
    public async Task SlowDown_WithRetryAfter_IsNotSwallowedByTheRetryOf429()
    {
        var code = await StartAsync();
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/oauth/token",
                StatusCode = 429,
                Body = """{"error":"slow_down"}""",
                Headers = new Dictionary<string, string> { ["Retry-After"] = "1" },
            }
        );
        Tenant.ApproveDevice(code.UserCode, Tenant.GetUser("alice"));

        await Mobile.WaitDeviceLoginAsync(code, cancellationToken: Cancel);

        Assert.Equal([5, 10], Waits());
    }

    [Theory]
    [InlineData(400, "authorization_pending")]
    [InlineData(403, "authorization_pending")]
    [InlineData(400, "slow_down")]
    public async Task StatusesOfOtherServers_MeanTheSame(int status, string error)
    {
        var code = await StartAsync();
        FaultToken(status, $$"""{"error":"{{error}}"}""");
        Tenant.ApproveDevice(code.UserCode, Tenant.GetUser("alice"));

        await Mobile.WaitDeviceLoginAsync(code, cancellationToken: Cancel);

        Assert.Equal(2, TokenRequests);
    }

    [Theory]
    [InlineData(Auth0LocalTenantFaultKind.Reset)]
    [InlineData(Auth0LocalTenantFaultKind.Truncate)]
    public async Task LostConnection_DoesNotEndIt(Auth0LocalTenantFaultKind kind)
    {
        var code = await StartAsync();
        Tenant.AddFault(new Auth0LocalTenantFault { Path = "/oauth/token", Kind = kind });
        Tenant.RequestReceived += (_, request) =>
        {
            if (request.Path == "/oauth/token" && TokenRequests == 2)
            {
                Tenant.ApproveDevice(code.UserCode, Tenant.GetUser("alice"));
            }
        };

        await Mobile.WaitDeviceLoginAsync(code, cancellationToken: Cancel);

        Assert.Equal([5, 10], Waits().Take(2));
    }

    [Fact]
    public async Task Denied_HasItsOwnError()
    {
        var code = await StartAsync();
        Tenant.DenyDevice(code.UserCode);

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.DeviceLoginDenied,
            () => Mobile.WaitDeviceLoginAsync(code, cancellationToken: Cancel)
        );
    }

    [Fact]
    public async Task Expired_ByTheServersClockOrOurs_HasItsOwnError()
    {
        var code = await StartAsync();
        FaultToken(403, """{"error":"expired_token","error_description":"The device code has expired."}""");
        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.DeviceCodeExpired,
            () => Mobile.WaitDeviceLoginAsync(code, cancellationToken: Cancel)
        );

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.DeviceCodeExpired,
            () => Mobile.WaitDeviceLoginAsync(code, cancellationToken: Cancel)
        );
        Assert.True(Time.GetUtcNow() <= code.ExpiresAt);
    }

    [Fact]
    public async Task Timeout_EndsIt_WithItsOwnError()
    {
        var code = await StartAsync();
        var begun = Time.GetUtcNow();

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.AuthorizationTimeout,
            () => Mobile.WaitDeviceLoginAsync(code, TimeSpan.FromSeconds(30), cancellationToken: Cancel)
        );

        Assert.InRange(Time.GetUtcNow() - begun, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task TimeoutBeforeTheFirstQuestion_EndsItAtOnce()
    {
        var code = await StartAsync();

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.AuthorizationTimeout,
            () => Mobile.WaitDeviceLoginAsync(code, TimeSpan.FromSeconds(4), cancellationToken: Cancel)
        );

        Assert.Empty(Waits());
        Assert.Equal(0, TokenRequests);
    }

    [Theory]
    [InlineData("8", "5")]
    [InlineData("\"8\"", "\"5\"")] // strings of digits, which some servers send
    public async Task ShortCode_IsAskedForJustBeforeItsEnd(string life, string interval)
    {
        AnswerStart(
            $$"""{"device_code":"d","user_code":"A","verification_uri":"https://x/","expires_in":{{life}},"interval":{{interval}}}"""
        );
        FaultToken(200, """{"access_token":"opaque","token_type":"Bearer","expires_in":86400}""");
        var code = await Mobile.StartDeviceLoginAsync(Orders, cancellationToken: Cancel);

        var token = await Mobile.WaitDeviceLoginAsync(code, cancellationToken: Cancel);

        Assert.Equal("opaque", token.AccessToken.Reveal());
        Assert.Equal([7.2], Waits());
    }

    [Theory]
    [InlineData("0.001")]
    [InlineData("0.5")]
    public async Task ShortInterval_IsASecond(string interval)
    {
        AnswerStart($$"""{"device_code":"d","user_code":"A","verification_uri":"https://x/","expires_in":900,"interval":{{interval}}}""");

        Assert.Equal(TimeSpan.FromSeconds(1), (await Mobile.StartDeviceLoginAsync(Orders, cancellationToken: Cancel)).Interval);
    }

    [Fact]
    public async Task Progress_BeginsBeforeTheFirstQuestion()
    {
        var code = await StartAsync();
        Tenant.ApproveDevice(code.UserCode, Tenant.GetUser("alice"));

        await Mobile.WaitDeviceLoginAsync(code, activity: Log, cancellationToken: Cancel);

        Assert.EndsWith("Asking in 5 s.", Assert.Single(Log.Messages(Auth0ActivityKind.Waiting)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConfidentialApplication_CantUseIt() =>
        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.UnauthorizedClient,
            () => Web.StartDeviceLoginAsync(Orders, cancellationToken: Cancel)
        );

    [Fact]
    public async Task UnknownAudience_HasItsOwnError() =>
        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.UnknownAudience,
            () => Mobile.StartDeviceLoginAsync("https://nowhere.example.com/", cancellationToken: Cancel)
        );

    [Theory]
    [InlineData("""{"user_code":"A","verification_uri":"https://x/","expires_in":900}""")]
    [InlineData("""{"device_code":"d","verification_uri":"https://x/","expires_in":900}""")]
    [InlineData("""{"device_code":"d","user_code":"A","expires_in":900}""")]
    [InlineData("""{"device_code":"d","user_code":"A","verification_uri":"https://x/"}""")]
    [InlineData("""{"device_code":"d","user_code":"A","verification_uri":"//\u202e","expires_in":900}""")] // Uri.TryCreate throws for it
    [InlineData("""{"device_code":"d","user_code":"A","verification_uri":"https://x/","expires_in":-1}""")]
    [InlineData("""{"device_code":"d","user_code":"A","verification_uri":"https://x/","expires_in":900,"interval":"soon"}""")]
    [InlineData("""{"device_code":"d","user_code":"A","verification_uri":"https://x/","expires_in":900,"interval":"5 s"}""")]
    [InlineData("""{"device_code":"d","user_code":"A","verification_uri":"https://x/","expires_in":"-900"}""")]
    [InlineData("""{"device_code":"d","user_code":"A","verification_uri":"https://x/","expires_in":"9e2"}""")]
    [InlineData("""{"device_code":"d","user_code":"A","verification_uri":"https://x/","expires_in":" 900"}""")]
    [InlineData("""{"device_code":"d","user_code":"A","verification_uri":"https://x/","expires_in":"\ud800"}""")]
    [InlineData("""{"device_code":"d","user_code":"A","verification_uri":"https://x/","expires_in":""}""")]
    [InlineData("""{"device_code":"d","user_code":"A","verification_uri":"https://x/","expires_in":true}""")]
    [InlineData("""{"device_code":"d","user_code":"A","verification_uri":"https://x/","expires_in":[900]}""")]
    [InlineData("""{"device_code":"d","user_code":"A","verification_uri":"file:///etc/passwd","expires_in":900}""")]
    [InlineData("""{"device_code":"d","user_code":"A","verification_uri":"http://elsewhere.example.com/","expires_in":900}""")]
    [InlineData(
        """{"device_code":"d","user_code":"A","verification_uri":"https://x/","verification_uri_complete":"javascript:alert(1)","expires_in":900}"""
    )]
    public async Task AnswerThatIsNotWhole_IsRefused(string body)
    {
        AnswerStart(body);

        await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.InvalidJson,
            () => Mobile.StartDeviceLoginAsync(Orders, cancellationToken: Cancel)
        );
    }

    [Fact]
    public async Task WithoutAnInterval_ItIsFiveSeconds_AndWithoutACompleteAddressTheOtherServes()
    {
        AnswerStart("""{"device_code":"d","user_code":"A-\u001b[31mB","verification_uri":"https://x/","expires_in":900}""");

        var code = await Mobile.StartDeviceLoginAsync(Orders, cancellationToken: Cancel);

        Assert.Equal(TimeSpan.FromSeconds(5), code.Interval);
        Assert.Equal(code.VerificationUri, code.VerificationUriComplete);
        Assert.DoesNotContain('\u001b', code.UserCode); // a terminal would interpret it
    }

    // The user reads the address and opens it.
    [Theory]
    [InlineData("https://x/\\u001b]0;owned\\u0007")]
    [InlineData("https://x/\\u202emoc.live")]
    [InlineData("https://x/%E2%80%AEmoc.live")]
    [InlineData("https://x/\\r\\nOpen https://evil.example/ instead")]
    [InlineData("https://x/ or https://evil.example/")]
    [InlineData("http://x/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://tenant.eu.auth0.com@evil.example/activate")]
    [InlineData("https://tenant.eu.auth0.com:443@evil.example/activate")]
    [InlineData("https://@evil.example/activate")]
    [InlineData("https://evil.example\\\\@tenant.eu.auth0.com/activate")]
    public async Task Address_ThatATerminalWouldObeyOrThatMisleads_IsRefused(string address)
    {
        foreach (var name in new[] { "verification_uri", "verification_uri_complete" })
        {
            var other = name == "verification_uri" ? "verification_uri_complete" : "verification_uri";
            AnswerStart($$"""{"device_code":"d","user_code":"A","{{other}}":"https://x/","{{name}}":"{{address}}","expires_in":900}""");

            var failure = await FailsAsync<Auth0ResponseException>(
                Auth0ErrorCode.InvalidJson,
                () => Mobile.StartDeviceLoginAsync(Orders, cancellationToken: Cancel)
            );

            Assert.EndsWith($"returned no usable {name}.", failure.Message, StringComparison.Ordinal);
        }
    }

    // The Cyrillic о looks like an o.
    [Theory]
    [InlineData("https://t\u043enant.auth0.com/activate", "https://xn--tnant-jye.auth0.com/activate")]
    [InlineData("https://Bücher.example:8443/activate?user_code=A", "https://xn--bcher-kva.example:8443/activate?user_code=A")]
    [InlineData("https://[::1]:8443/activate", "https://[::1]:8443/activate")]
    public async Task Host_OfAnotherScript_IsShownAsItIsInTheDns(string address, string shown)
    {
        AnswerStart(
            $$"""{"device_code":"d","user_code":"A","verification_uri":"{{address}}","verification_uri_complete":"{{address}}","expires_in":900}"""
        );

        var code = await Mobile.StartDeviceLoginAsync(Orders, cancellationToken: Cancel);

        Assert.Equal(shown, code.VerificationUri.AbsoluteUri);
        Assert.Equal(shown, code.VerificationUri.ToString());
        Assert.Equal(shown, code.VerificationUriComplete.AbsoluteUri);
        Assert.Equal($"A at {shown}", code.ToString());
    }

    private Task<Auth0DeviceCode> StartAsync() =>
        Mobile.StartDeviceLoginAsync(Orders, ["openid", "offline_access"], cancellationToken: Cancel);

    private IEnumerable<double> Waits() =>
        Time.Delays.Where(delay => delay > TimeSpan.Zero && delay < TimeSpan.FromHours(1)).Select(delay => delay.TotalSeconds);

    private void AnswerStart(string body) =>
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/oauth/device/code",
                StatusCode = 200,
                Body = body,
            }
        );
}
