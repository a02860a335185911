using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Auth0Flows.Grants;
using Auth0Flows.Http;

namespace Auth0Flows.Tests.Tokens;

/// <summary>The meaning of an error depends on the grant, on the request and, if an error has many causes, on Auth0's message.</summary>
public sealed class TokenRefusalTests
{
    private const string Orders = "https://orders.example.com/";

    private static readonly Auth0Domain _domain = Auth0Domain.Parse("example.eu.auth0.com");

    [Theory]
    [InlineData("code", "invalid_grant", "", Auth0ErrorCode.InvalidAuthorizationCode)]
    [InlineData("code", "invalid_client", "", Auth0ErrorCode.InvalidClient)]
    [InlineData("browser", "invalid_grant", "", Auth0ErrorCode.InvalidAuthorizationCode)]
    [InlineData("browser", "invalid_client", "", Auth0ErrorCode.InvalidClient)]
    [InlineData("passwordless", "invalid_grant", "", Auth0ErrorCode.InvalidOtp)]
    [InlineData("passwordless", "invalid_user_password", "", Auth0ErrorCode.InvalidOtp)]
    [InlineData("passwordless", "invalid_client", "", Auth0ErrorCode.InvalidClient)]
    [InlineData("realm", "invalid_request", "no such connection", Auth0ErrorCode.UnknownRealm)]
    [InlineData("realm", "invalid_request", "specified strategy does not support requested operation", Auth0ErrorCode.UnknownRealm)]
    [InlineData("realm", "invalid_request", "something else", Auth0ErrorCode.InvalidRequest)]
    [InlineData("password", "invalid_request", "no such connection", Auth0ErrorCode.InvalidRequest)]
    [InlineData("exchange", "invalid_request", "the subject_token is expired", Auth0ErrorCode.InvalidSubjectToken)]
    [InlineData("exchange", "invalid_request", "the actor_token is expired", Auth0ErrorCode.InvalidSubjectToken)]
    [InlineData("exchange", "invalid_request", "something else", Auth0ErrorCode.InvalidRequest)]
    [InlineData("device", "access_denied", "Service not found", Auth0ErrorCode.DeviceLoginDenied)]
    [InlineData("application", "access_denied", "Service not found: https://nowhere/", Auth0ErrorCode.UnknownAudience)]
    [InlineData("application", "access_denied", "Service not enabled within domain: https://nowhere/", Auth0ErrorCode.UnknownAudience)]
    [InlineData("application", "access_denied", "Client has not been granted scopes: a", Auth0ErrorCode.ScopeNotGranted)]
    [InlineData("application", "access_denied", "Client is not authorized to access \"https://x/\"", Auth0ErrorCode.ClientGrantMissing)]
    [InlineData("application", "access_denied", "You need to create a client-grant", Auth0ErrorCode.ClientGrantMissing)]
    [InlineData("application", "access_denied", "No audience parameter was provided", Auth0ErrorCode.MissingAudience)]
    [InlineData("application", "access_denied", "Unauthorized", Auth0ErrorCode.InvalidClient)]
    [InlineData("application", "access_denied", "the organization is unknown", Auth0ErrorCode.AccessDenied)]
    [InlineData("organization", "access_denied", "the organization is unknown", Auth0ErrorCode.InvalidOrganization)]
    [InlineData("organization", "access_denied", "something else", Auth0ErrorCode.AccessDenied)]
    [InlineData("organization", "invalid_request", "the organization is unknown", Auth0ErrorCode.InvalidOrganization)]
    [InlineData("organization", "invalid_request", "something else", Auth0ErrorCode.InvalidRequest)]
    [InlineData("application", "invalid_request", "the organization is unknown", Auth0ErrorCode.InvalidRequest)]
    [InlineData("application", "unauthorized", "user is blocked", Auth0ErrorCode.UserBlocked)]
    [InlineData("application", "unauthorized", "not on Sundays", Auth0ErrorCode.AccessDenied)]
    public void Error_MeansWhatTheGrantMakesOfIt(string grant, string error, string description, Auth0ErrorCode code) =>
        Assert.Equal(
            code,
            Read(
                Grant(grant),
                $$"""{"error":"{{error}}","error_description":"{{description.Replace("\"", "\\\"", StringComparison.Ordinal)}}"}"""
            ).Code
        );

    [Theory]
    [InlineData(400, Auth0ErrorCode.RequestFailed)]
    [InlineData(404, Auth0ErrorCode.NotFound)]
    [InlineData(429, Auth0ErrorCode.RateLimited)]
    [InlineData(499, Auth0ErrorCode.RequestFailed)]
    [InlineData(500, Auth0ErrorCode.ServerError)]
    [InlineData(503, Auth0ErrorCode.ServerError)]
    public void Status_IsTheCode_WhereNoErrorIs(int status, Auth0ErrorCode code) =>
        Assert.Equal(code, Read(Grant("application"), "{}", status).Code);

    [Theory]
    [InlineData("application", "No token for https://orders.example.com/: Not today (invalid_grant, HTTP 403).")]
    [InlineData("organization", "No token for https://orders.example.com/ in the organization org_1: Not today (invalid_grant, HTTP 403).")]
    [InlineData("password", "No token: Not today (invalid_grant, HTTP 403).")]
    public void Message_NamesWhatWasAskedFor(string grant, string message) =>
        Assert.Equal(message, Read(Grant(grant), """{"error":"invalid_grant","error_description":"Not today"}""").Message);

    [Fact]
    public void Error_IsReadUnderEachOfItsNames_TheStandardOneFirst()
    {
        var both = Read(
            Grant("application"),
            """{"error":"invalid_grant","code":"other","error_description":"first","message":"second"}"""
        );
        var older = Read(Grant("application"), """{"code":"invalid_grant","message":"second"}""");

        Assert.Equal(("invalid_grant", "first"), (both.Error, both.ErrorDescription));
        Assert.Equal(("invalid_grant", "second"), (older.Error, older.ErrorDescription));
    }

    [Theory]
    [InlineData(429, 7)]
    [InlineData(503, null)]
    public void Wait_IsThatOfARateLimitAlone(int status, int? seconds) =>
        Assert.Equal(seconds, Read(Grant("application"), "{}", status, "7").RetryAfter?.TotalSeconds);

    [Theory]
    [InlineData(null, null, "login_required", null, Auth0ErrorCode.LoginRequired, "The login was refused: login_required.")]
    [InlineData(
        null,
        null,
        "access_denied",
        "Service not found: https://x/",
        Auth0ErrorCode.UnknownAudience,
        "The login was refused: Service not found: https://x/ (access_denied)."
    )]
    [InlineData(null, null, "access_denied", "No.", Auth0ErrorCode.AccessDenied, "The login was refused: No (access_denied).")]
    [InlineData(
        "db",
        null,
        "invalid_request",
        "the connection was not found",
        Auth0ErrorCode.UnknownRealm,
        "The login was refused: the connection was not found (invalid_request)."
    )]
    [InlineData("db", null, "invalid_request", "else", Auth0ErrorCode.InvalidRequest, "The login was refused: else (invalid_request).")]
    [InlineData("db", null, "invalid_request", null, Auth0ErrorCode.InvalidRequest, "The login was refused: invalid_request.")]
    [InlineData(
        null,
        null,
        "invalid_request",
        "the connection was not found",
        Auth0ErrorCode.InvalidRequest,
        "The login was refused: the connection was not found (invalid_request)."
    )]
    [InlineData(
        null,
        "org_1",
        "invalid_request",
        "unknown organization",
        Auth0ErrorCode.InvalidOrganization,
        "The login was refused: unknown organization (invalid_request)."
    )]
    [InlineData(null, "org_1", "invalid_request", "else", Auth0ErrorCode.InvalidRequest, "The login was refused: else (invalid_request).")]
    [InlineData(
        null,
        null,
        "invalid_request",
        "unknown organization",
        Auth0ErrorCode.InvalidRequest,
        "The login was refused: unknown organization (invalid_request)."
    )]
    [InlineData(null, null, "temporarily_unavailable", null, Auth0ErrorCode.ServerError, "The login was refused: temporarily_unavailable.")]
    public void Refusal_ByTheBrowser_SaysWhatItMeans(
        string? connection,
        string? organization,
        string error,
        string? description,
        Auth0ErrorCode code,
        string message
    )
    {
        var options = new Auth0AuthorizeOptions
        {
            RedirectUri = new Uri("http://127.0.0.1/"),
            Audience = Orders,
            Connection = connection,
            Organization = organization,
        };

        var refusal = TokenRefusal.FromBrowser(error, description, options, "app");

        Assert.Equal((code, message), (refusal.Code, refusal.Message));
        Assert.Equal((error, description, "app", Orders), (refusal.Error, refusal.ErrorDescription, refusal.ClientId, refusal.Audience));
    }

    [Theory]
    [InlineData("""{"error":"mfa_required"}""", false, Auth0ErrorCode.MfaRequired)]
    [InlineData("""{"error":"mfa_required","mfa_token":7}""", false, Auth0ErrorCode.MfaRequired)]
    [InlineData("""{"error":"mfa_required","mfa_token":""}""", false, Auth0ErrorCode.MfaRequired)]
    [InlineData("""{"error":"mfa_required","mfa_token":"t"}""", true, Auth0ErrorCode.MfaRequired)]
    [InlineData("""{"error":"mfa_required","mfa_token":"t","mfa_requirements":7}""", true, Auth0ErrorCode.MfaRequired)]
    [InlineData(
        """{"error":"mfa_required","mfa_token":"t","mfa_requirements":{"challenge":[{"type":"otp"}]}}""",
        true,
        Auth0ErrorCode.MfaRequired
    )]
    [InlineData(
        """{"error":"mfa_required","mfa_token":"t","mfa_requirements":{"enroll":[{"type":"otp"}],"challenge":[{"type":"oob"}]}}""",
        true,
        Auth0ErrorCode.MfaRequired
    )]
    [InlineData(
        """{"error":"mfa_required","mfa_token":"t","mfa_requirements":{"enroll":[{"type":"otp"}]}}""",
        true,
        Auth0ErrorCode.MfaEnrollmentRequired
    )]
    public void SecondFactor_ComesWithWhatIsNeededToGoOn(string refusal, bool hasChallenge, Auth0ErrorCode code)
    {
        var failure = Read(Grant("password"), refusal);

        Assert.Equal(code, failure.Code);
        Assert.Equal(hasChallenge, (failure as Auth0MfaRequiredException)?.Challenge is not null);
    }

    [Fact]
    public void SecondFactor_ListsTheKindsThatAreNamed()
    {
        var failure = Assert.IsType<Auth0MfaRequiredException>(
            Read(
                new PasswordGrant("alice", "p".ToSecret(), Orders),
                """{"error":"mfa_required","mfa_token":"t","mfa_requirements":{"challenge":[{"type":"otp"},{"type":""},{"type":7},{"kind":"x"},"y",{"type":"oob"}]}}"""
            )
        );

        Assert.Equal(["otp", "oob"], failure.Challenge.ChallengeTypes);
        Assert.Equal("second factor for https://orders.example.com/, until 2026-01-01 00:10:00Z", failure.Challenge.ToString());
        Assert.Equal("second factor for app, until 2026-01-01 00:10:00Z", Challenge().ToString());
    }

    [Theory]
    [InlineData(null, Auth0ErrorCode.MfaRejected)]
    [InlineData("123456", Auth0ErrorCode.InvalidBindingCode)]
    public void PushedFactor_IsRejected_AndATypedOneIsWrong(string? bindingCode, Auth0ErrorCode code)
    {
        var grant = new MfaOobGrant(Challenge(), bindingCode?.ToSecret());

        Assert.Equal(code, Read(grant, """{"error":"invalid_grant","error_description":"wrong"}""").Code);
        Assert.Equal(bindingCode is null ? RepeatPolicy.Never : RepeatPolicy.WhenRateLimited, grant.RepeatPolicy);
    }

    [Theory]
    [InlineData(" ", null)]
    [InlineData("", null)]
    [InlineData(Orders, Orders)]
    public void Audience_ThatIsBlank_IsNone(string audience, string? kept) =>
        Assert.Equal(kept, new ClientCredentialsGrant(audience).Audience);

    [Theory]
    [InlineData(null, false)]
    [InlineData("read:orders", false)]
    [InlineData("read:orders openid", true)]
    public void AuthorizationCode_NeedsAnIdToken_WhereOpenIdWasGranted(string? granted, bool needsOne) =>
        Assert.Equal(needsOne, Grant("code").NeedsIdToken(granted?.Split(' ')));

    private static Auth0MfaChallenge Challenge() =>
        Assert.IsType<Auth0MfaRequiredException>(Read(Grant("password"), """{"error":"mfa_required","mfa_token":"t"}""")).Challenge;

    private static Auth0Grant Grant(string name) =>
        name switch
        {
            "code" => new AuthorizationCodeGrant("c".ToSecret(), "http://127.0.0.1/"),
            "browser" => new BrowserLoginGrant(
                new Auth0AuthorizeRequest(
                    _domain,
                    "app",
                    new Uri("http://127.0.0.1/"),
                    "s".ToSecret(),
                    "n".ToSecret(),
                    "v".ToSecret(),
                    new Auth0AuthorizeOptions { RedirectUri = new Uri("http://127.0.0.1/") }
                ),
                "c".ToSecret(),
                null
            ),
            "passwordless" => new PasswordlessOtpGrant("alice", "1".ToSecret(), "email"),
            "password" => new PasswordGrant("alice", "p".ToSecret()),
            "realm" => new PasswordGrant("alice", "p".ToSecret()) { Realm = "db" },
            "exchange" => new TokenExchangeGrant("s".ToSecret(), "urn:example:token"),
            "device" => new DeviceCodeGrant("d".ToSecret()),
            "organization" => new ClientCredentialsGrant(Orders, "org_1"),
            _ => new ClientCredentialsGrant(Orders),
        };

    private static Auth0TokenException Read(Auth0Grant grant, string body, int status = 403, string? retryAfter = null)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status);
        response.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        return TokenRefusal.Read(
            HttpExchange.Of("POST https://example.eu.auth0.com/oauth/token", response, Encoding.UTF8.GetBytes(body)),
            grant,
            _domain,
            "app",
            new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)
        );
    }
}
