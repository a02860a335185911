using System.Security;
using System.Text.Json;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Logins;

public sealed class MfaTests : LoginTest
{
    [Fact]
    public async Task MfaRequired_CarriesTheLogin()
    {
        var challenge = await ChallengeAsync(Mobile, "dave", "openid", "read:orders");

        Assert.Equal(["otp", "recovery-code"], challenge.ChallengeTypes);
        Assert.False(challenge.IsEnrollmentRequired);
        Assert.Equal(Orders, challenge.Audience);
        Assert.Equal(["openid", "read:orders"], challenge.Scope);
        Assert.Equal(Time.GetUtcNow() + TimeSpan.FromMinutes(10), challenge.ExpiresAt);
        Assert.Empty(Mobile.Tokens);
    }

    [Fact]
    public async Task Otp_CompletesTheLogin_AsItWasAskedFor()
    {
        var challenge = await ChallengeAsync(Mobile, "dave", "openid", "read:orders");
        var otp = Tenant.GetOtp(Tenant.GetUser("dave"));

        var token = await Mobile.GetTokenAsync(new MfaOtpGrant(challenge, Secret(otp)), cancellationToken: Cancel);

        Assert.Equal(
            Fields(
                ("grant_type", "http://auth0.com/oauth/grant-type/mfa-otp"),
                ("client_id", Mobile.ClientId),
                ("mfa_token", challenge.MfaToken.Reveal()),
                ("otp", otp)
            ),
            LastForm
        );
        Assert.Contains("read:orders", token.Scope);
        Assert.NotNull(token.IdToken);
        Assert.Same(token, await Mobile.GetTokenAsync(Orders, cancellationToken: Cancel));
    }

    [Fact]
    public async Task OtpAtOnce_CompletesTheLogin()
    {
        var token = await Mobile.SignInAsync(Password("dave"), Secret(Tenant.GetOtp(Tenant.GetUser("dave"))), cancellationToken: Cancel);

        Assert.Equal(Auth0GrantType.MfaOtp, token.GrantType);
        Assert.Equal(2, TokenRequests);
    }

    [Fact]
    public async Task WrongAndReusedOtp_HaveTheirCode()
    {
        var otp = Secret(Tenant.GetOtp(Tenant.GetUser("dave")));
        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.InvalidOtp,
            () => Mobile.SignInAsync(Password("dave"), Secret("000000"), cancellationToken: Cancel)
        );
        await Mobile.SignInAsync(Password("dave"), otp, cancellationToken: Cancel);

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.InvalidOtp,
            () => Mobile.SignInAsync(Password("dave"), otp, cancellationToken: Cancel)
        );
    }

    [Fact]
    public async Task ExpiredMfaToken_HasItsCode_EverywhereItGoes()
    {
        var challenge = await ChallengeAsync(Mobile, "dave");
        Time.Advance(TimeSpan.FromMinutes(10));

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.MfaTokenExpired,
            () => Mobile.GetTokenAsync(new MfaOtpGrant(challenge, Secret("123456")), cancellationToken: Cancel).AsTask()
        );
        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.MfaTokenExpired,
            () => Mobile.Mfa.ListAuthenticatorsAsync(challenge, cancellationToken: Cancel)
        );
        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.MfaTokenExpired,
            () => Mobile.Mfa.RequestChallengeAsync(challenge, cancellationToken: Cancel)
        );
    }

    [Fact]
    public async Task LoginThatIsTooOld_IsNotCalledACodeThatIs()
    {
        var challenged = await Web.Mfa.RequestChallengeAsync(await ChallengeAsync(Web, "erin"), cancellationToken: Cancel);
        FaultToken(401, """{"error":"expired_token","error_description":"mfa_token is expired"}""");

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.MfaTokenExpired,
            () => Web.GetTokenAsync(new MfaOobGrant(challenged, Secret("123456")), cancellationToken: Cancel).AsTask()
        );
    }

    [Fact]
    public async Task MfaTokenThatTheTenantDoesNotKnow_HasItsCode()
    {
        var challenge = await ChallengeAsync(Mobile, "dave");
        FaultToken(403, """{"error":"invalid_grant","error_description":"Malformed mfa_token"}""");

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.InvalidMfaToken,
            () => Mobile.GetTokenAsync(new MfaOtpGrant(challenge, Secret("123456")), cancellationToken: Cancel).AsTask()
        );
    }

    [Fact]
    public async Task LoginOfAnotherApplication_IsNotSent()
    {
        var challenge = await ChallengeAsync(Mobile, "dave");
        Tenant.ClearRequests();

        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.ClientMismatch,
            () => Web.Mfa.ListAuthenticatorsAsync(challenge, cancellationToken: Cancel)
        );
        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.ClientMismatch,
            () => Web.Mfa.RequestChallengeAsync(challenge, cancellationToken: Cancel)
        );
        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.ClientMismatch,
            () => Web.Mfa.AddAuthenticatorAsync(challenge, Auth0MfaAuthenticatorType.Otp, cancellationToken: Cancel)
        );
        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.ClientMismatch,
            () => Web.GetTokenAsync(new MfaOtpGrant(challenge, Secret("123456")), cancellationToken: Cancel).AsTask()
        );

        Assert.Empty(Tenant.Requests);
    }

    [Fact]
    public async Task ClosedSession_SendsNothing_ForASecondFactor()
    {
        var challenge = await ChallengeAsync(Web, "erin");
        var before = Tenant.Requests.Count;
        Web.Dispose();

        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.SessionClosed,
            () => Web.Mfa.ListAuthenticatorsAsync(challenge, cancellationToken: Cancel)
        );
        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.SessionClosed,
            () => Web.Mfa.RequestChallengeAsync(challenge, cancellationToken: Cancel)
        );
        Assert.Equal(before, Tenant.Requests.Count);
    }

    [Fact]
    public async Task Authenticators_AreListed_WithTheLoginTheyAreFor()
    {
        var challenge = await ChallengeAsync(Mobile, "dave");

        var authenticators = await Mobile.Mfa.ListAuthenticatorsAsync(challenge, cancellationToken: Cancel);

        Assert.Equal(
            [Auth0MfaAuthenticatorType.Otp, Auth0MfaAuthenticatorType.RecoveryCode],
            authenticators.Select(one => one.Type).Order()
        );
        Assert.All(authenticators, one => Assert.Same(challenge, one.MfaChallenge));
        Assert.All(authenticators, one => Assert.True(one.IsActive));
        Assert.Equal($"Bearer {challenge.MfaToken.Reveal()}", Tenant.Requests[^1].Headers["Authorization"]);
    }

    [Fact]
    public async Task TextMessage_IsChallenged_AndItsCodeCompletesTheLogin()
    {
        var challenge = await ChallengeAsync(Web, "erin");
        var sms = Assert.Single(
            await Web.Mfa.ListAuthenticatorsAsync(challenge, cancellationToken: Cancel),
            one => one.Type == Auth0MfaAuthenticatorType.Sms
        );

        var challenged = await Web.Mfa.RequestChallengeAsync(challenge, sms.Id, cancellationToken: Cancel);

        using var sent = JsonDocument.Parse(Tenant.Requests[^1].ReadBody());
        Assert.Equal(
            ["authenticator_id", "challenge_type", "client_id", "client_secret", "mfa_token"],
            sent.RootElement.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal)
        );
        Assert.Equal("prompt", challenged.BindingMethod);
        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.InvalidBindingCode,
            () => Web.GetTokenAsync(new MfaOobGrant(challenged, Secret("000000")), cancellationToken: Cancel).AsTask()
        );

        var code = Tenant.LastMessageTo(Tenant.GetUser("erin"))!;
        await Web.GetTokenAsync(new MfaOobGrant(challenged, Secret(code)), cancellationToken: Cancel);
        Assert.Equal("http://auth0.com/oauth/grant-type/mfa-oob", LastForm["grant_type"]);
        Assert.Equal(challenged.OobCode!.Reveal(), LastForm["oob_code"]);
        Assert.Equal(code, LastForm["binding_code"]);
    }

    [Fact]
    public async Task ApplicationOfHttpBasic_PutsItsSecretIntoTheBody_OfWhatIsNoForm()
    {
        var session = Connect(Auth0ClientAuthentication.SecretBasic(WebApplication.ClientId, WebApplication.ClientSecret!));
        await session.Mfa.RequestChallengeAsync(await ChallengeAsync(session, "erin"), cancellationToken: Cancel);

        Assert.False(Tenant.Requests[^1].Headers.ContainsKey("Authorization"));
        using var sent = JsonDocument.Parse(Tenant.Requests[^1].ReadBody());
        Assert.Equal(session.ClientId, sent.RootElement.GetProperty("client_id").GetString());
        Assert.Equal(WebApplication.ClientSecret!.Reveal(), sent.RootElement.GetProperty("client_secret").GetString());

        var challenge = (
            await FailsAsync<Auth0MfaRequiredException>(Auth0ErrorCode.MfaEnrollmentRequired, () => SignInAsync(session, "heidi"))
        ).Challenge;
        await session.Mfa.AddAuthenticatorAsync(challenge, Auth0MfaAuthenticatorType.Otp, cancellationToken: Cancel);
        Assert.Equal($"Bearer {challenge.MfaToken.Reveal()}", Tenant.Requests[^1].Headers["Authorization"]);
    }

    [Fact]
    public async Task Push_IsPolledUntilItIsAnswered()
    {
        var challenged = await Mobile.Mfa.RequestChallengeAsync(await ChallengeAsync(Mobile, "frank"), cancellationToken: Cancel);
        Tenant.ClearRequests();
        Tenant.RequestReceived += (_, _) =>
        {
            if (TokenRequests == 3)
            {
                Tenant.ApprovePush(Tenant.GetUser("frank"));
            }
        };

        var token = await Mobile.GetTokenAsync(new MfaOobGrant(challenged), Log, cancellationToken: Cancel);

        Assert.Equal(Tenant.GetUser("frank").UserId, token.Subject);
        Assert.InRange(TokenRequests, 3, 4);
        Assert.All(Time.Delays.Skip(1), delay => Assert.Equal(TimeSpan.FromSeconds(5), delay));
        Assert.NotEmpty(Log.Messages(Auth0ActivityKind.Waiting));
        Assert.False(LastForm.ContainsKey("binding_code"));
    }

    [Fact]
    public async Task Push_Rejected_HasItsCode()
    {
        var challenged = await Mobile.Mfa.RequestChallengeAsync(await ChallengeAsync(Mobile, "frank"), cancellationToken: Cancel);
        Tenant.DenyPush(Tenant.GetUser("frank"));

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.MfaRejected,
            () => Mobile.GetTokenAsync(new MfaOobGrant(challenged), cancellationToken: Cancel).AsTask()
        );
    }

    [Fact]
    public async Task Push_NeverAnswered_EndsWithTheLoginsTime()
    {
        var challenged = await Mobile.Mfa.RequestChallengeAsync(await ChallengeAsync(Mobile, "frank"), cancellationToken: Cancel);

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.AuthorizationTimeout,
            () => Mobile.GetTokenAsync(new MfaOobGrant(challenged), cancellationToken: Cancel).AsTask()
        );

        Assert.True(Time.GetUtcNow() <= challenged.ExpiresAt);
    }

    [Fact]
    public async Task Push_StillPendingAtTheLoginsEnd_IsNotAskedForAnyMore()
    {
        var challenged = await Mobile.Mfa.RequestChallengeAsync(await ChallengeAsync(Mobile, "frank"), cancellationToken: Cancel);
        FaultToken(400, """{"error":"authorization_pending"}""", times: 1000);

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.AuthorizationTimeout,
            () => Mobile.GetTokenAsync(new MfaOobGrant(challenged), cancellationToken: Cancel).AsTask()
        );

        Assert.InRange(Time.GetUtcNow(), challenged.ExpiresAt - TimeSpan.FromSeconds(10), challenged.ExpiresAt);
    }

    [Fact]
    public async Task TextMessage_ThatIsTooOld_HasItsCode()
    {
        var challenged = await Web.Mfa.RequestChallengeAsync(await ChallengeAsync(Web, "erin"), cancellationToken: Cancel);
        Time.Advance(TimeSpan.FromMinutes(6));

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.InvalidBindingCode,
            () =>
                Web.GetTokenAsync(
                        new MfaOobGrant(challenged, Secret(Tenant.LastMessageTo(Tenant.GetUser("erin"))!)),
                        cancellationToken: Cancel
                    )
                    .AsTask()
        );
    }

    [Fact]
    public async Task Push_AskedTooSoon_SlowsDownForGood_AndALostConnectionDoesNotEndIt()
    {
        var challenged = await Mobile.Mfa.RequestChallengeAsync(await ChallengeAsync(Mobile, "frank"), cancellationToken: Cancel);
        var before = Time.Delays.Count;
        FaultToken(400, """{"error":"slow_down","error_description":"slower"}""");
        Tenant.AddFault(new Auth0LocalTenantFault { Path = "/oauth/token", Kind = Auth0LocalTenantFaultKind.Reset });
        FaultToken(400, """{"error":"authorization_pending"}""");
        FaultToken(429, """{"error":"slow_down"}""");
        Tenant.ApprovePush(Tenant.GetUser("frank"));

        await Mobile.GetTokenAsync(new MfaOobGrant(challenged), cancellationToken: Cancel);

        var waits = Time
            .Delays.Skip(before)
            .Where(delay => delay > TimeSpan.Zero && delay < TimeSpan.FromHours(1))
            .Select(delay => delay.TotalSeconds);
        Assert.Equal([10, 20, 10, 15], waits);
    }

    [Fact]
    public async Task Push_OutlivesRateLimitsAndFailingServers()
    {
        var challenged = await Mobile.Mfa.RequestChallengeAsync(await ChallengeAsync(Mobile, "frank"), cancellationToken: Cancel);
        var before = Time.Delays.Count;
        FaultToken(503, null);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/oauth/token",
                StatusCode = 429,
                Body = """{"error":"too_many_requests"}""",
                Headers = new Dictionary<string, string> { ["Retry-After"] = "30" },
            }
        );
        Tenant.ApprovePush(Tenant.GetUser("frank"));

        await Mobile.GetTokenAsync(new MfaOobGrant(challenged), cancellationToken: Cancel);

        Assert.Equal(
            [10, 30],
            Time.Delays.Skip(before)
                .Where(delay => delay > TimeSpan.Zero && delay < TimeSpan.FromHours(1))
                .Select(delay => delay.TotalSeconds)
        );
    }

    [Fact]
    public async Task ActionThatRefuses_AfterTheCode_IsNoUserWhoSaidNo()
    {
        var challenged = await Web.Mfa.RequestChallengeAsync(await ChallengeAsync(Web, "erin"), cancellationToken: Cancel);
        FaultToken(403, """{"error":"access_denied","error_description":"Not from this country."}""");

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.AccessDenied,
            () => Web.GetTokenAsync(new MfaOobGrant(challenged, Secret("123456")), cancellationToken: Cancel).AsTask()
        );
    }

    [Fact]
    public async Task RecoveryCode_CompletesTheLogin_AndANewOneComes()
    {
        var code = Tenant.GetUser("dave").RecoveryCode!.Reveal();
        var token = await Mobile.GetTokenAsync(
            new MfaRecoveryCodeGrant(await ChallengeAsync(Mobile, "dave"), Secret(code)),
            cancellationToken: Cancel
        );

        Assert.Equal("http://auth0.com/oauth/grant-type/mfa-recovery-code", LastForm["grant_type"]);
        Assert.Equal(code, LastForm["recovery_code"]);
        Assert.Equal(Tenant.GetUser("dave").RecoveryCode!.Reveal(), token.RecoveryCode!.Reveal());
        Assert.NotEqual(code, token.RecoveryCode!.Reveal());
        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.InvalidRecoveryCode,
            async () =>
                await Mobile.GetTokenAsync(
                    new MfaRecoveryCodeGrant(await ChallengeAsync(Mobile, "dave"), Secret(code)),
                    cancellationToken: Cancel
                )
        );
    }

    [Fact]
    public async Task FirstFactor_IsEnrolled_AndItsFirstCodeCompletesTheLogin()
    {
        var heidi = Tenant.GetUser("heidi");
        var challenge = (
            await FailsAsync<Auth0MfaRequiredException>(Auth0ErrorCode.MfaEnrollmentRequired, () => SignInAsync(Mobile, "heidi"))
        ).Challenge;

        var enrollment = await Mobile.Mfa.AddAuthenticatorAsync(challenge, Auth0MfaAuthenticatorType.Otp, cancellationToken: Cancel);

        using var sent = JsonDocument.Parse(Tenant.Requests[^1].ReadBody());
        Assert.Equal($$"""{"client_id":"{{Mobile.ClientId}}","authenticator_types":["otp"]}""", sent.RootElement.GetRawText());
        Assert.Equal(enrollment.Secret!.Reveal(), heidi.OtpSecret!.Reveal());
        Assert.StartsWith("otpauth://totp/", enrollment.BarcodeUri!.Reveal(), StringComparison.Ordinal);
        Assert.Single(enrollment.RecoveryCodes);
        var token = await Mobile.GetTokenAsync(
            new MfaOtpGrant(enrollment.MfaChallenge, Secret(Tenant.GetOtp(heidi))),
            cancellationToken: Cancel
        );
        Assert.Equal(heidi.UserId, token.Subject);
    }

    [Theory]
    [InlineData(Auth0MfaAuthenticatorType.Sms, "+15550188", "sms", "phone_number")]
    [InlineData(Auth0MfaAuthenticatorType.Voice, "+15550188", "voice", "phone_number")]
    [InlineData(Auth0MfaAuthenticatorType.Email, "heidi@example.com", "email", "email")]
    public async Task FactorOutOfBand_IsEnrolled_AndConfirmedByTheCode(
        Auth0MfaAuthenticatorType type,
        string address,
        string channel,
        string field
    )
    {
        var challenge = (
            await FailsAsync<Auth0MfaRequiredException>(Auth0ErrorCode.MfaEnrollmentRequired, () => SignInAsync(Mobile, "heidi"))
        ).Challenge;

        var enrollment = await Mobile.Mfa.AddAuthenticatorAsync(challenge, type, address, cancellationToken: Cancel);

        using var sent = JsonDocument.Parse(Tenant.Requests[^1].ReadBody());
        Assert.Equal(channel, sent.RootElement.GetProperty("oob_channels")[0].GetString());
        Assert.Equal(address, sent.RootElement.GetProperty(field).GetString());
        await Mobile.GetTokenAsync(
            new MfaOobGrant(enrollment.MfaChallenge, Secret(Tenant.LastMessageTo(address)!)),
            cancellationToken: Cancel
        );
    }

    [Fact]
    public async Task Push_IsEnrolled_AndConfirmedByATap()
    {
        var challenge = (
            await FailsAsync<Auth0MfaRequiredException>(Auth0ErrorCode.MfaEnrollmentRequired, () => SignInAsync(Mobile, "heidi"))
        ).Challenge;

        var enrollment = await Mobile.Mfa.AddAuthenticatorAsync(challenge, Auth0MfaAuthenticatorType.Push, cancellationToken: Cancel);
        Tenant.ApprovePush(Tenant.GetUser("heidi"));

        Assert.NotNull(enrollment.BarcodeUri);
        await Mobile.GetTokenAsync(new MfaOobGrant(enrollment.MfaChallenge), cancellationToken: Cancel);
    }

    [Fact]
    public async Task WithAToken_FactorsAreListedAddedConfirmedAndRemoved()
    {
        var token = await Mobile.GetTokenAsync(
            Password("alice", Mobile.Mfa.Audience, "enroll", "read:authenticators", "remove:authenticators"),
            cancellationToken: Cancel
        );
        Assert.Empty(await Mobile.Mfa.ListAuthenticatorsAsync(token, cancellationToken: Cancel));

        var enrollment = await Mobile.Mfa.AddAuthenticatorAsync(token, Auth0MfaAuthenticatorType.Otp, cancellationToken: Cancel);
        await Mobile.GetTokenAsync(
            new MfaOtpGrant(enrollment.MfaChallenge, Secret(Tenant.GetOtp(Tenant.GetUser("alice")))),
            cancellationToken: Cancel
        );
        var otp = Assert.Single(
            await Mobile.Mfa.ListAuthenticatorsAsync(token, cancellationToken: Cancel),
            one => one.Type == Auth0MfaAuthenticatorType.Otp
        );
        Assert.True(otp.IsActive);

        await Mobile.Mfa.RemoveAuthenticatorAsync(token, otp.Id, cancellationToken: Cancel);
        Assert.DoesNotContain(await Mobile.Mfa.ListAuthenticatorsAsync(token, cancellationToken: Cancel), one => one.Id == otp.Id);
        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.NotFound,
            () => Mobile.Mfa.RemoveAuthenticatorAsync(token, otp.Id, cancellationToken: Cancel)
        );
    }

    [Fact]
    public async Task RefreshThatNeedsASecondFactor_IsCompletedByIt()
    {
        var token = await SignInForLongAsync(Mobile, "alice");
        Tenant.EnrollOtp(Tenant.GetUser("alice"));
        Tenant.GetUser("alice").RequiresMfa = true;

        var required = await FailsAsync<Auth0MfaRequiredException>(
            Auth0ErrorCode.MfaRequired,
            () => Mobile.RefreshAsync(token, cancellationToken: Cancel)
        );
        var renewed = await Mobile.GetTokenAsync(
            new MfaOtpGrant(required.Challenge, Secret(Tenant.GetOtp(Tenant.GetUser("alice")))),
            cancellationToken: Cancel
        );

        Assert.Equal(token.Subject, renewed.Subject);
        Assert.Same(renewed, await Mobile.GetTokenAsync(Orders, cancellationToken: Cancel));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RefreshThatNeedsASecondFactor_GoesOnWithItsRefreshTokens(bool isRotating)
    {
        var session = isRotating ? Mobile : Web;
        var token = await SignInForLongAsync(session, "alice");
        Tenant.EnrollOtp(Tenant.GetUser("alice"));
        Tenant.GetUser("alice").RequiresMfa = true;
        var required = await FailsAsync<Auth0MfaRequiredException>(
            Auth0ErrorCode.MfaRequired,
            () => session.RefreshAsync(token, cancellationToken: Cancel)
        );

        var renewed = await session.GetTokenAsync(
            new MfaOtpGrant(required.Challenge, Secret(Tenant.GetOtp(Tenant.GetUser("alice")))),
            cancellationToken: Cancel
        );

        Assert.Same(renewed.RefreshToken, token.RefreshToken);
        await session.RefreshAsync(token, force: true, cancellationToken: Cancel); // with the old object; the family is still valid
        await session.RefreshAsync(renewed, force: true, cancellationToken: Cancel);
    }

    [Fact]
    public async Task NarrowRefresh_CompletedByASecondFactor_LeavesTheLoginItsScopes()
    {
        var token = await SignInForLongAsync(Web, "alice");
        Tenant.EnrollOtp(Tenant.GetUser("alice"));
        Tenant.GetUser("alice").RequiresMfa = true;
        var required = await FailsAsync<Auth0MfaRequiredException>(
            Auth0ErrorCode.MfaRequired,
            () => Web.RefreshAsync(token, scope: ["read:orders"], cancellationToken: Cancel)
        );
        await Web.GetTokenAsync(
            new MfaOtpGrant(required.Challenge, Secret(Tenant.GetOtp(Tenant.GetUser("alice")))),
            cancellationToken: Cancel
        );

        Assert.Equal(["create:orders"], (await Web.RefreshAsync(token, scope: ["create:orders"], cancellationToken: Cancel)).Scope);
    }

    [Fact]
    public async Task RefreshCompletedByAChallengedFactor_IsStillAboutTheSameUser_AndOfTheSameFamily()
    {
        var token = await SignInForLongAsync(Mobile, "alice");
        Tenant.EnrollOtp(Tenant.GetUser("alice"));
        Tenant.GetUser("alice").RequiresMfa = true;
        var required = await FailsAsync<Auth0MfaRequiredException>(
            Auth0ErrorCode.MfaRequired,
            () => Mobile.RefreshAsync(token, cancellationToken: Cancel)
        );
        var challenged = await Mobile.Mfa.RequestChallengeAsync(required.Challenge, cancellationToken: Cancel);
        var before = token.RefreshToken;
        Tenant.AddIdTokenFault(new Auth0LocalTenantIdTokenFault { Claims = new Dictionary<string, object?> { ["sub"] = "auth0|mallory" } });

        await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.IdTokenSubjectMismatch,
            () =>
                Mobile
                    .GetTokenAsync(new MfaOtpGrant(challenged, Secret(Tenant.GetOtp(Tenant.GetUser("alice")))), cancellationToken: Cancel)
                    .AsTask()
        );

        Assert.NotSame(before, token.RefreshToken); // the old one is used up
    }

    [Fact]
    public async Task SecondFactor_OfALoginThatAskedForAnIdToken_NeedsOne()
    {
        var challenge = await ChallengeAsync(Mobile, "dave", "openid");
        Tenant.AddIdTokenFault(new Auth0LocalTenantIdTokenFault { Kind = Auth0LocalTenantIdTokenFaultKind.LeftOut });

        await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.MissingIdToken,
            () =>
                Mobile
                    .GetTokenAsync(new MfaOtpGrant(challenge, Secret(Tenant.GetOtp(Tenant.GetUser("dave")))), cancellationToken: Cancel)
                    .AsTask()
        );
    }

    [Fact]
    public async Task Person_IsNotAskedForAFactorThatNobodyConfirmed()
    {
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/mfa/authenticators",
                StatusCode = 200,
                Body =
                    """[{"id":"sms|dev_1","authenticator_type":"oob","oob_channel":"sms","active":false},{"id":"totp|dev_2","authenticator_type":"otp","active":true}]""",
            }
        );
        var prompt = new ScriptedPrompt(Tenant.GetOtp(Tenant.GetUser("dave")));

        await Mobile.SignInAsync(Password("dave"), prompt, cancellationToken: Cancel);

        Assert.Equal(["Otp"], prompt.Asked);
    }

    [Fact]
    public async Task Person_IsAskedForTheOnlyFactor_AndAgainWhereItWasWrong()
    {
        var prompt = new ScriptedPrompt("000000", Tenant.GetOtp(Tenant.GetUser("dave")));

        await Mobile.SignInAsync(Password("dave"), prompt, cancellationToken: Cancel);

        Assert.Equal(["Otp", "Otp: Invalid otp_code."], prompt.Asked);
    }

    [Fact]
    public async Task Person_WhoIsWrongThreeTimes_GetsTheError()
    {
        var prompt = new ScriptedPrompt("000001", "000002", "000003", "000004");

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.InvalidOtp,
            () => Mobile.SignInAsync(Password("dave"), prompt, cancellationToken: Cancel)
        );

        Assert.Equal(3, prompt.Asked.Count);
    }

    [Fact]
    public async Task Person_WhoGivesUp_KeepsTheLogin()
    {
        var failure = await FailsAsync<Auth0MfaRequiredException>(
            Auth0ErrorCode.MfaRequired,
            () => Mobile.SignInAsync(Password("dave"), new ScriptedPrompt("", ""), cancellationToken: Cancel)
        );

        await Mobile.GetTokenAsync(
            new MfaOtpGrant(failure.Challenge, Secret(Tenant.GetOtp(Tenant.GetUser("dave")))),
            cancellationToken: Cancel
        );
    }

    [Fact]
    public async Task Person_WhoLostTheDevice_IsAskedForTheRecoveryCode()
    {
        var prompt = new ScriptedPrompt("", Tenant.GetUser("dave").RecoveryCode!.Reveal());

        var token = await Mobile.SignInAsync(Password("dave"), prompt, cancellationToken: Cancel);

        Assert.Equal(Auth0GrantType.MfaRecoveryCode, token.GrantType);
        Assert.Equal(["Otp", "RecoveryCode"], prompt.Asked);
    }

    [Fact]
    public async Task Person_WithSeveralFactors_Chooses()
    {
        Tenant.EnrollOtp(Tenant.GetUser("erin"));
        var prompt = new ScriptedPrompt
        {
            Choice = Auth0MfaAuthenticatorType.Sms,
            Code = () => Tenant.LastMessageTo(Tenant.GetUser("erin"))!,
        };

        await Mobile.SignInAsync(Password("erin"), prompt, cancellationToken: Cancel);

        Assert.Equal(["Otp or Sms", "Sms"], prompt.Asked);
    }

    [Fact]
    public async Task Person_WhoChoosesNothing_GetsNoMessage()
    {
        Tenant.EnrollOtp(Tenant.GetUser("erin"));

        await FailsAsync<Auth0MfaRequiredException>(
            Auth0ErrorCode.MfaRequired,
            () =>
                Mobile.SignInAsync(
                    Password("erin"),
                    new ScriptedPrompt { Choice = Auth0MfaAuthenticatorType.Unknown },
                    cancellationToken: Cancel
                )
        );

        Assert.Equal(0, Tenant.CountRequests("POST", "/mfa/challenge"));
    }

    [Fact]
    public async Task Person_WhoseRecoveryCodeIsListedFirst_IsAskedForTheFactor()
    {
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/mfa/authenticators",
                StatusCode = 200,
                Body =
                    """[{"id":"recovery-code|dev_1","authenticator_type":"recovery-code","active":true},{"id":"totp|dev_2","authenticator_type":"otp","active":true}]""",
            }
        );
        var prompt = new ScriptedPrompt(Tenant.GetOtp(Tenant.GetUser("dave")));

        await Mobile.SignInAsync(Password("dave"), prompt, cancellationToken: Cancel);

        Assert.Equal(["Otp"], prompt.Asked);
    }

    [Fact]
    public async Task Person_WithADevice_IsWaitedFor()
    {
        Tenant.RequestReceived += (_, _) =>
        {
            if (TokenRequests == 2)
            {
                Tenant.ApprovePush(Tenant.GetUser("frank"));
            }
        };
        var prompt = new ScriptedPrompt();

        await Mobile.SignInAsync(Password("frank"), prompt, cancellationToken: Cancel);

        Assert.Empty(prompt.Asked);
    }

    [Fact]
    public async Task Person_WithoutFactors_IsToldToEnrol() =>
        await FailsAsync<Auth0MfaRequiredException>(
            Auth0ErrorCode.MfaEnrollmentRequired,
            () => Mobile.SignInAsync(Password("heidi"), new ScriptedPrompt(), cancellationToken: Cancel)
        );

    private sealed class ScriptedPrompt(params string[] codes) : IAuth0MfaPrompt
    {
        private int _next;

        public List<string> Asked { get; } = [];

        public Auth0MfaAuthenticatorType Choice { get; init; }

        public Func<string>? Code { get; init; }

        public ValueTask<Auth0MfaAuthenticator?> ChooseAsync(
            IReadOnlyList<Auth0MfaAuthenticator> authenticators,
            CancellationToken cancellationToken
        )
        {
            Asked.Add(string.Join(" or ", authenticators.Select(one => one.Type).Order()));
            return new ValueTask<Auth0MfaAuthenticator?>(authenticators.SingleOrDefault(one => one.Type == Choice));
        }

        public ValueTask<SecureString> AskCodeAsync(
            Auth0MfaAuthenticator authenticator,
            bool hasRecoveryCode,
            string? refusal,
            CancellationToken cancellationToken
        )
        {
            Asked.Add(refusal is null ? $"{authenticator.Type}" : $"{authenticator.Type}: {refusal}");
            return new ValueTask<SecureString>(Secret(Code?.Invoke() ?? codes[_next++]));
        }
    }

    [Fact]
    public async Task Listing_IsTriedAgain_WhereTheServerFails_AndAddingIsNot()
    {
        var token = await SignInAsync(Mobile, "alice", "openid", "enroll");
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/mfa/*",
                StatusCode = 503,
                Times = 0,
            }
        );
        Tenant.ClearRequests();

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.ServerError,
            () => Mobile.Mfa.ListAuthenticatorsAsync(token, cancellationToken: Cancel)
        );
        Assert.Equal(4, Tenant.Requests.Count);
        Tenant.ClearRequests();

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.ServerError,
            () => Mobile.Mfa.RemoveAuthenticatorAsync(token, "totp|dev_1", cancellationToken: Cancel)
        );
        Assert.Equal(4, Tenant.Requests.Count);
        Tenant.ClearRequests();

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.ServerError,
            () => Mobile.Mfa.AddAuthenticatorAsync(token, Auth0MfaAuthenticatorType.Otp, cancellationToken: Cancel)
        );
        Assert.Single(Tenant.Requests);
    }

    [Fact]
    public async Task List_ThatIsNone_IsInvalid()
    {
        var token = await SignInAsync(Mobile, "alice", "openid", "enroll");
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/mfa/*",
                StatusCode = 200,
                Body = "{}",
            }
        );

        var failure = await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.InvalidJson,
            () => Mobile.Mfa.ListAuthenticatorsAsync(token, cancellationToken: Cancel)
        );

        Assert.EndsWith("/mfa/authenticators", failure.Request, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":"a","authenticator_type":"otp","active":true}""", Auth0MfaAuthenticatorType.Otp, "Otp")]
    [InlineData("""{"id":"a","authenticator_type":"oob","oob_channel":"sms","name":"+1"}""", Auth0MfaAuthenticatorType.Sms, "Sms +1")]
    [InlineData(
        """{"id":"a","authenticator_type":"oob","oob_channel":"sms","oob_channels":["auth0"]}""",
        Auth0MfaAuthenticatorType.Sms,
        "Sms"
    )]
    [InlineData("""{"id":"a","authenticator_type":"oob","oob_channels":["auth0"]}""", Auth0MfaAuthenticatorType.Push, "Push")]
    public void Authenticator_IsOfTheKindThatItsChannelNames(string json, Auth0MfaAuthenticatorType type, string text)
    {
        using var read = JsonDocument.Parse(json);

        var authenticator = Auth0MfaAuthenticator.Read(read.RootElement, null);

        Assert.Equal((type, text), (authenticator.Type, authenticator.ToString()));
    }
}
