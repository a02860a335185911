using System.Net;
using System.Text.Json.Nodes;

namespace Auth0Flows.Tests.LocalTenant;

public sealed class MfaTests : UserTenantTest
{
    [Fact]
    public async Task Password_WithASecondFactorEnrolled_RequiresIt()
    {
        using var response = await LoginAsync("dave");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        var answer = await ReadAsync(response);
        Assert.Equal("mfa_required", Text(answer, "error"));
        Assert.Equal("Multifactor authentication required", Text(answer, "error_description"));
        Assert.StartsWith("Fe26.2*", Text(answer, "mfa_token"), StringComparison.Ordinal);
        AssertJson("""{"challenge":[{"type":"otp"},{"type":"recovery-code"}]}""", answer["mfa_requirements"]!);
    }

    // RFC 6238, appendix B: the last 6 of its 8 digits, with the key "12345678901234567890" in Base32.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public async Task Otp_AtTheTimesOfTheTestVectors_IsTheirs(long seconds, string otp)
    {
        var alice = Tenant.GetUser("alice");
        Tenant.EnrollOtp(alice, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        Tenant.ClockSkew = DateTimeOffset.FromUnixTimeSeconds(seconds) - Now;

        Assert.Equal(otp, Tenant.GetOtp(alice));
        using var response = await VerifyAsync(await MfaTokenAsync("alice"), MfaOtp, ("otp", otp));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task MfaOtp_WithTheRightOne_AnswersWhatThePasswordWouldHave()
    {
        var token = await MfaTokenAsync("dave", ("scope", "openid offline_access"));

        var answer = await VerifyOkAsync(token, MfaOtp, ("otp", Otp("dave")));
        Assert.Equal(["access_token", "expires_in", "id_token", "refresh_token", "scope", "token_type"], Names(answer));
        Assert.Equal(Tenant.GetUser("dave").UserId, Text(Part(Text(answer, "id_token"), 1), "sub"));
    }

    [Theory]
    [InlineData(-31, false)]
    [InlineData(-30, true)]
    [InlineData(59, true)]
    [InlineData(60, false)]
    public async Task MfaOtp_WithACodeOfAnotherTime_IsGoodForOneStep(int seconds, bool isGood)
    {
        // The tenant's clock is at the start of a step.
        Tenant.ClockSkew = TimeSpan.FromSeconds(seconds);
        var otp = Otp("dave");
        Tenant.ClockSkew = TimeSpan.Zero;

        using var response = await VerifyAsync(await MfaTokenAsync("dave"), MfaOtp, ("otp", otp));
        Assert.Equal(isGood ? HttpStatusCode.OK : HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task MfaOtp_WithACodeUsedBefore_IsInvalid()
    {
        var otp = Otp("dave");
        await VerifyOkAsync(await MfaTokenAsync("dave"), MfaOtp, ("otp", otp));

        using var response = await VerifyAsync(await MfaTokenAsync("dave"), MfaOtp, ("otp", otp));
        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "invalid_grant", "Invalid otp_code.");
    }

    [Fact]
    public async Task MfaOtp_AfterTenWrongOnes_HasToWaitSixMinutes()
    {
        var token = await MfaTokenAsync("dave");
        foreach (var _ in Enumerable.Range(0, 10))
        {
            using var wrong = await VerifyAsync(token, MfaOtp, ("otp", "abcdef"));
            await AssertRefusedAsync(wrong, HttpStatusCode.Forbidden, "invalid_grant", "Invalid otp_code.");
        }

        Advance(TimeSpan.FromSeconds(359));
        using (var response = await VerifyAsync(token, MfaOtp, ("otp", Otp("dave"))))
        {
            await AssertRefusedAsync(response, HttpStatusCode.TooManyRequests, "too_many_attempts");
        }

        Advance(TimeSpan.FromSeconds(1));
        await VerifyOkAsync(token, MfaOtp, ("otp", Otp("dave")));
    }

    [Fact]
    public async Task MfaToken_AfterTenMinutes_IsExpired()
    {
        var token = await MfaTokenAsync("dave");
        Advance(TimeSpan.FromMinutes(10));

        using var verified = await VerifyAsync(token, MfaOtp, ("otp", Otp("dave")));
        using var listed = await SendAsync(HttpMethod.Get, "/mfa/authenticators", token);
        using var challenged = await ChallengeAsync(token);
        foreach (var response in new[] { verified, listed, challenged })
        {
            await AssertRefusedAsync(response, HttpStatusCode.Unauthorized, "expired_token", "mfa_token is expired");
        }
    }

    [Fact]
    public async Task MfaToken_OfNobody_IsMalformed()
    {
        using var response = await VerifyAsync("Fe26.2*x", MfaOtp, ("otp", "123456"));

        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "invalid_grant", "Malformed mfa_token");
    }

    [Fact]
    public async Task MfaToken_OfAnotherApplication_IsInvalid()
    {
        var token = await MfaTokenAsync("dave");

        using var response = await PostTokenAsync(AsWeb(("grant_type", MfaOtp), ("mfa_token", token), ("otp", Otp("dave"))));
        await AssertRefusedAsync(response, HttpStatusCode.BadRequest, "invalid_request", "mfa_token not issued to this client");
    }

    [Theory]
    [InlineData(MfaOtp, "otp")]
    [InlineData(MfaOob, "oob_code")]
    [InlineData(MfaRecoveryCode, "recovery_code")]
    public async Task Mfa_WithoutItsCode_IsInvalid(string grantType, string name)
    {
        using var response = await VerifyAsync(await MfaTokenAsync("dave"), grantType);

        await AssertRefusedAsync(response, HttpStatusCode.BadRequest, "invalid_request", $"Missing required parameter: {name}");
    }

    [Fact]
    public async Task MfaRecoveryCode_WithTheRightOne_AnswersANewOne()
    {
        var code = Plain(Tenant.GetUser("dave").RecoveryCode!);
        var answer = await VerifyOkAsync(await MfaTokenAsync("dave"), MfaRecoveryCode, ("recovery_code", code));

        Assert.NotEqual(code, Text(answer, "recovery_code"));
        Assert.Equal(Plain(Tenant.GetUser("dave").RecoveryCode!), Text(answer, "recovery_code"));
        using var again = await VerifyAsync(await MfaTokenAsync("dave"), MfaRecoveryCode, ("recovery_code", code));
        await AssertRefusedAsync(again, HttpStatusCode.Forbidden, "invalid_grant", "MFA Authorization rejected.");
        await VerifyOkAsync(await MfaTokenAsync("dave"), MfaRecoveryCode, ("recovery_code", Text(answer, "recovery_code")));
    }

    [Fact]
    public async Task Authenticators_WithTheMfaToken_AreListed()
    {
        var list = await SendAsync(HttpStatusCode.OK, HttpMethod.Get, "/mfa/authenticators", await MfaTokenAsync("erin"));

        var only = Assert.Single(list.AsArray())!;
        Assert.StartsWith("sms|dev_", Text(only, "id"), StringComparison.Ordinal);
        Assert.Equal("oob", Text(only, "authenticator_type"));
        Assert.Equal("sms", Text(only, "oob_channel"));
        Assert.Equal("XXXXX0123", Text(only, "name"));
        Assert.True(only["active"]!.GetValue<bool>());
        Assert.Equal(["otp", "recovery-code"], await TypesAsync("dave"));
        Assert.Empty(await TypesAsync("heidi"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("nonsense")]
    public async Task Authenticators_WithoutAGoodToken_AreUnauthorized(string? token)
    {
        using var response = await SendAsync(HttpMethod.Get, "/mfa/authenticators", token);

        await AssertRefusedAsync(response, HttpStatusCode.Unauthorized, "invalid_token");
    }

    [Fact]
    public async Task Challenge_WithAnOtp_NeedsNothingSent()
    {
        using var response = await ChallengeAsync(await MfaTokenAsync("dave"), "otp oob");

        AssertJson("""{"challenge_type":"otp"}""", await ReadAsync(response));
    }

    [Fact]
    public async Task Challenge_WithSms_SendsACodeThatBinds()
    {
        var token = await MfaTokenAsync("erin");
        using var response = await ChallengeAsync(token);
        var challenge = await ReadAsync(response);

        Assert.Equal(["binding_method", "challenge_type", "oob_code"], Names(challenge));
        Assert.Equal("prompt", Text(challenge, "binding_method"));
        var code = Tenant.LastMessageTo(Tenant.GetUser("erin"))!;
        Assert.Matches("^[0-9]{6}$", code);
        Assert.Equal(code, Tenant.LastMessageTo("+15550123"));
        await VerifyOkAsync(token, MfaOob, ("oob_code", Text(challenge, "oob_code")), ("binding_code", code));
        using var again = await VerifyAsync(token, MfaOob, ("oob_code", Text(challenge, "oob_code")), ("binding_code", code));
        await AssertRefusedAsync(again, HttpStatusCode.Forbidden, "invalid_grant", "Malformed oob_code");
    }

    [Fact]
    public async Task MfaOob_WithAWrongOrMissingBindingCode_IsRefused()
    {
        var token = await MfaTokenAsync("erin");
        var oobCode = await OobCodeAsync(token);

        using var wrong = await VerifyAsync(token, MfaOob, ("oob_code", oobCode), ("binding_code", "x"));
        using var missing = await VerifyAsync(token, MfaOob, ("oob_code", oobCode));
        await AssertRefusedAsync(wrong, HttpStatusCode.Forbidden, "invalid_grant", "Invalid binding_code.");
        await AssertRefusedAsync(missing, HttpStatusCode.BadRequest, "invalid_request", "Missing required parameter: binding_code");
    }

    [Fact]
    public async Task MfaOob_AfterFiveMinutes_IsExpired()
    {
        var token = await MfaTokenAsync("erin");
        var oobCode = await OobCodeAsync(token);
        Advance(TimeSpan.FromMinutes(5));

        using var response = await VerifyAsync(
            token,
            MfaOob,
            ("oob_code", oobCode),
            ("binding_code", Tenant.LastMessageTo(Tenant.GetUser("erin")))
        );
        await AssertRefusedAsync(response, HttpStatusCode.Unauthorized, "expired_token", "oob_code is expired");
    }

    [Fact]
    public async Task MfaOob_WithTheCodeOfAnotherLogin_IsInvalid()
    {
        var oobCode = await OobCodeAsync(await MfaTokenAsync("erin"));

        using var response = await VerifyAsync(
            await MfaTokenAsync("erin"),
            MfaOob,
            ("oob_code", oobCode),
            ("binding_code", Tenant.LastMessageTo(Tenant.GetUser("erin")))
        );
        await AssertRefusedAsync(response, HttpStatusCode.BadRequest, "invalid_request", "The oob_code doesn't match the mfa_token");
    }

    [Fact]
    public async Task Push_UntilItIsApproved_IsPending()
    {
        var token = await MfaTokenAsync("frank");
        using var response = await ChallengeAsync(token);
        var challenge = await ReadAsync(response);
        Assert.Equal(["challenge_type", "oob_code"], Names(challenge));
        var oobCode = Text(challenge, "oob_code");

        await AssertPollAsync(token, oobCode, "authorization_pending");
        Advance(TimeSpan.FromSeconds(2));
        await AssertPollAsync(token, oobCode, "slow_down");
        Advance(TimeSpan.FromSeconds(3));
        await AssertPollAsync(token, oobCode, "authorization_pending");
        Tenant.ApprovePush(Tenant.GetUser("frank"));
        await VerifyOkAsync(token, MfaOob, ("oob_code", oobCode));
    }

    [Fact]
    public async Task Push_ThatIsDenied_IsRejected()
    {
        var token = await MfaTokenAsync("frank");
        var oobCode = await OobCodeAsync(token);
        Tenant.DenyPush(Tenant.GetUser("frank"));

        using var response = await VerifyAsync(token, MfaOob, ("oob_code", oobCode));
        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "invalid_grant", "MFA Authorization rejected.");
        Assert.Throws<InvalidOperationException>(() => Tenant.ApprovePush(Tenant.GetUser("frank")));
    }

    [Fact]
    public async Task Challenge_WithATypeThatTheUserHasNot_IsUnsupported()
    {
        using var response = await ChallengeAsync(await MfaTokenAsync("dave"), "oob");

        await AssertRefusedAsync(
            response,
            HttpStatusCode.Unauthorized,
            "unsupported_challenge_type",
            "The user does not support any of the requested challenge types (oob). Supported type: otp."
        );
    }

    [Fact]
    public async Task Challenge_WithNothingEnrolled_RequiresAssociation()
    {
        using var response = await ChallengeAsync(await MfaTokenAsync("heidi"));

        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "association_required");
    }

    [Fact]
    public async Task Challenge_WithAnUnknownAuthenticatorOrAForm_IsInvalid()
    {
        var token = await MfaTokenAsync("dave");
        using var unknown = await ChallengeAsync(token, authenticatorId: "totp|dev_x");
        using var content = Form(("mfa_token", token));
        using var form = await Http.PostAsync("/mfa/challenge", content, Cancel);

        await AssertRefusedAsync(unknown, HttpStatusCode.BadRequest, "invalid_request");
        await AssertRefusedAsync(form, HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task Challenge_WithAConfidentialClientAndNoSecret_IsUnauthorized()
    {
        using var response = await Http.PostAsync("/mfa/challenge", Json($$"""{"client_id":"{{Web.ClientId}}","mfa_token":"x"}"""), Cancel);

        await AssertRefusedAsync(response, HttpStatusCode.Unauthorized, "access_denied");
    }

    private string Otp(string user) => Tenant.GetOtp(Tenant.GetUser(user));

    private Task<HttpResponseMessage> VerifyAsync(string mfaToken, string grantType, params (string Name, string? Value)[] more) =>
        PostTokenAsync([("grant_type", grantType), ("mfa_token", mfaToken), .. more]);

    private Task<JsonNode> VerifyOkAsync(string mfaToken, string grantType, params (string Name, string? Value)[] more) =>
        PostTokenOkAsync([("grant_type", grantType), ("mfa_token", mfaToken), .. more]);

    private async Task<IEnumerable<string>> TypesAsync(string user) =>
        (await SendAsync(HttpStatusCode.OK, HttpMethod.Get, "/mfa/authenticators", await MfaTokenAsync(user)))
            .AsArray()
            .Select(one => Text(one!, "authenticator_type"));

    private async Task AssertPollAsync(string token, string oobCode, string error)
    {
        using var response = await VerifyAsync(token, MfaOob, ("oob_code", oobCode));
        await AssertRefusedAsync(response, HttpStatusCode.BadRequest, error);
    }
}
