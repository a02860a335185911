using System.Net;
using System.Text.Json.Nodes;

namespace Auth0Flows.Tests.LocalTenant;

public sealed class MfaEnrollmentTests : UserTenantTest
{
    private string MfaAudience => $"{Tenant.Issuer}mfa/";

    [Fact]
    public async Task Associate_WithAnOtp_AnswersSecretAndRecoveryCode()
    {
        var token = await MfaTokenAsync("heidi");
        var answer = await AssociateOkAsync(token, """{"authenticator_types":["otp"]}""");

        Assert.Equal(["authenticator_type", "barcode_uri", "recovery_codes", "secret"], Names(answer));
        Assert.Equal(
            $"otpauth://totp/local-tenant%3Aheidi%40example.com?secret={Text(answer, "secret")}&issuer=local-tenant&algorithm=SHA1&digits=6&period=30",
            Text(answer, "barcode_uri")
        );
        Assert.All(await ListAsync(token), one => Assert.False(one!["active"]!.GetValue<bool>()));

        var otp = Tenant.GetOtp(Tenant.GetUser("heidi"));
        await PostTokenOkAsync(("grant_type", MfaOtp), ("mfa_token", token), ("otp", otp));
        Assert.All(await ListAsync(token), one => Assert.True(one!["active"]!.GetValue<bool>()));
        await PostTokenOkAsync(
            ("grant_type", MfaRecoveryCode),
            ("mfa_token", await MfaTokenAsync("heidi")),
            ("recovery_code", answer["recovery_codes"]![0]!.GetValue<string>())
        );
    }

    [Theory]
    [InlineData("sms", "\"phone_number\":\"+15550199\"", "+15550199")]
    [InlineData("voice", "\"phone_number\":\"+15550199\"", "+15550199")]
    [InlineData("email", "\"email\":\"other@example.com\"", "other@example.com")]
    public async Task Associate_WithAMessage_IsConfirmedByItsCode(string channel, string parameter, string address)
    {
        var token = await MfaTokenAsync("heidi");
        var answer = await AssociateOkAsync(token, $$"""{"authenticator_types":["oob"],"oob_channels":["{{channel}}"],{{parameter}}}""");

        Assert.Equal(["authenticator_type", "binding_method", "oob_channel", "oob_code", "recovery_codes"], Names(answer));
        Assert.Equal("prompt", Text(answer, "binding_method"));
        await PostTokenOkAsync(
            ("grant_type", MfaOob),
            ("mfa_token", token),
            ("oob_code", Text(answer, "oob_code")),
            ("binding_code", Tenant.LastMessageTo(address))
        );
        Assert.True((await ListAsync(token))[0]!["active"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Associate_WithPush_IsConfirmedByTheUser()
    {
        var token = await MfaTokenAsync("heidi");
        var answer = await AssociateOkAsync(token, """{"authenticator_types":["oob"],"oob_channels":["auth0"]}""");

        Assert.Equal(["authenticator_type", "barcode_uri", "oob_channel", "oob_code", "recovery_codes"], Names(answer));
        Tenant.ApprovePush(Tenant.GetUser("heidi"));
        await PostTokenOkAsync(("grant_type", MfaOob), ("mfa_token", token), ("oob_code", Text(answer, "oob_code")));
    }

    [Fact]
    public async Task Associate_WithAFactorEnrolledAndNotYetShown_IsDenied()
    {
        using var response = await AssociateAsync(await MfaTokenAsync("dave"), """{"authenticator_types":["otp"]}""");

        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "access_denied", "User is already enrolled.");
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"authenticator_types":["password"]}""")]
    [InlineData("""{"authenticator_types":["oob"]}""")]
    [InlineData("""{"authenticator_types":["oob"],"oob_channels":["pigeon"]}""")]
    [InlineData("""{"authenticator_types":["oob"],"oob_channels":["sms"]}""")]
    public async Task Associate_WithUnusableParameters_IsInvalid(string json)
    {
        using var response = await AssociateAsync(await MfaTokenAsync("heidi"), json);

        await AssertRefusedAsync(response, HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task AccessToken_OfTheMfaApi_ManagesFactors()
    {
        var token = await MfaApiTokenAsync();
        var id = Text((await ListAsync(token))[1]!, "id");
        await AssociateOkAsync(token, """{"authenticator_types":["oob"],"oob_channels":["sms"],"phone_number":"+15550199"}""");
        Assert.Equal(3, (await ListAsync(token)).Count);

        using var deleted = await SendAsync(HttpMethod.Delete, $"/mfa/authenticators/{Uri.EscapeDataString(id)}", token);
        using var again = await SendAsync(HttpMethod.Delete, $"/mfa/authenticators/{Uri.EscapeDataString(id)}", token);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.Equal(2, (await ListAsync(token)).Count);
    }

    [Fact]
    public async Task AccessToken_OfTheMfaApi_ConfirmsAnEnrolment()
    {
        var token = await MfaApiTokenAsync();
        var answer = await AssociateOkAsync(token, """{"authenticator_types":["oob"],"oob_channels":["sms"],"phone_number":"+15550199"}""");

        await PostTokenOkAsync(
            ("grant_type", MfaOob),
            ("mfa_token", token),
            ("oob_code", Text(answer, "oob_code")),
            ("binding_code", Tenant.LastMessageTo("+15550199"))
        );
        Assert.All(await ListAsync(token), one => Assert.True(one!["active"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task MfaOtp_WithAFactorThatWasNeverConfirmed_IsInvalidForWhoHasAnother()
    {
        var erin = Tenant.GetUser("erin");
        var mfaToken = await MfaTokenAsync("erin", ("audience", MfaAudience));
        var token = Text(
            await PostTokenOkAsync(
                ("grant_type", MfaOob),
                ("mfa_token", mfaToken),
                ("oob_code", await OobCodeAsync(mfaToken)),
                ("binding_code", Tenant.LastMessageTo(erin))
            ),
            "access_token"
        );
        await AssociateOkAsync(token, """{"authenticator_types":["otp"]}""");

        using (
            var response = await PostTokenAsync(
                ("grant_type", MfaOtp),
                ("mfa_token", await MfaTokenAsync("erin")),
                ("otp", Tenant.GetOtp(erin))
            )
        )
        {
            await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "invalid_grant", "Invalid otp_code.");
        }

        await PostTokenOkAsync(("grant_type", MfaOtp), ("mfa_token", token), ("otp", Tenant.GetOtp(erin)));
        Advance(TimeSpan.FromSeconds(30));
        await PostTokenOkAsync(("grant_type", MfaOtp), ("mfa_token", await MfaTokenAsync("erin")), ("otp", Tenant.GetOtp(erin)));
    }

    [Fact]
    public async Task AccessToken_OfTheMfaApi_LivesTenMinutes()
    {
        var token = await MfaApiTokenAsync();

        Assert.Equal(600, Part(token, 1)["exp"]!.GetValue<long>() - Part(token, 1)["iat"]!.GetValue<long>());
    }

    [Fact]
    public async Task DeleteAuthenticator_WithAnMfaToken_IsInsufficient()
    {
        using var response = await SendAsync(HttpMethod.Delete, "/mfa/authenticators/x", await MfaTokenAsync("dave"));

        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "insufficient_scope");
    }

    [Fact]
    public async Task DeleteAuthenticator_WithATokenOfAnotherApi_IsUnauthorized()
    {
        using var response = await SendAsync(HttpMethod.Delete, "/mfa/authenticators/x", Text(await LoginOkAsync("alice"), "access_token"));

        await AssertRefusedAsync(response, HttpStatusCode.Unauthorized, "invalid_token");
    }

    private async Task<string> MfaApiTokenAsync()
    {
        var mfaToken = await MfaTokenAsync("dave", ("audience", MfaAudience));
        var answer = await PostTokenOkAsync(
            ("grant_type", MfaOtp),
            ("mfa_token", mfaToken),
            ("otp", Tenant.GetOtp(Tenant.GetUser("dave")))
        );
        Assert.Equal("enroll read:authenticators remove:authenticators", Text(answer, "scope"));
        return Text(answer, "access_token");
    }

    private async Task<JsonArray> ListAsync(string token) =>
        (await SendAsync(HttpStatusCode.OK, HttpMethod.Get, "/mfa/authenticators", token)).AsArray();

    private Task<HttpResponseMessage> AssociateAsync(string token, string json) =>
        SendAsync(HttpMethod.Post, "/mfa/associate", token, Json(json));

    private Task<JsonNode> AssociateOkAsync(string token, string json) =>
        SendAsync(HttpStatusCode.OK, HttpMethod.Post, "/mfa/associate", token, json);
}
