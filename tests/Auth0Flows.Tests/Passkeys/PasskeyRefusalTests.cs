using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant;
using Auth0Flows.Passkeys;

namespace Auth0Flows.Tests.Passkeys;

/// <summary>What the tenant refuses, and challenges that must not be answered.</summary>
public sealed class PasskeyRefusalTests : PasskeyTest
{
    [Fact]
    public async Task Passkey_ThatTheTenantDoesNotKnow_IsRefused_AndTheServersReasonIsShown()
    {
        using var key = new SoftwareAuthenticator { UserHandle = "AAAA" };

        var failure = await FailsAsync<Auth0TokenException>(Auth0ErrorCode.PasskeyRefused, () => SignInAsync(Web, key));
        Assert.Contains("The credential is unknown", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Web.Tokens);
    }

    [Theory]
    [InlineData(404, """{"error":"not_found","error_description":"Not found."}""", Auth0ErrorCode.PasskeysNotEnabled)]
    [InlineData(404, "", Auth0ErrorCode.NotFound)]
    [InlineData(
        400,
        """{"error":"invalid_request","error_description":"Passkeys require a custom domain."}""",
        Auth0ErrorCode.PasskeyCustomDomainRequired
    )]
    [InlineData(
        400,
        """{"error":"invalid_request","error_description":"This client is not configured for passkey authentication"}""",
        Auth0ErrorCode.PasskeysNotEnabled
    )]
    [InlineData(
        400,
        """{"error":"invalid_request","error_description":"Third party clients are not allowed"}""",
        Auth0ErrorCode.PasskeysNotEnabled
    )]
    [InlineData(400, """{"error":"unauthorized_client","error_description":"Grant type not allowed"}""", Auth0ErrorCode.UnauthorizedClient)]
    [InlineData(403, """{"error":"unauthorized_client","error_description":"Grant type not allowed"}""", Auth0ErrorCode.UnauthorizedClient)]
    [InlineData(400, """{"error":"invalid_request","error_description":"the connection was not found"}""", Auth0ErrorCode.UnknownRealm)]
    [InlineData(400, """{"error":"invalid_request","error_description":"missing"}""", Auth0ErrorCode.InvalidRequest)]
    [InlineData(401, """{"error":"access_denied","error_description":"Unauthorized"}""", Auth0ErrorCode.InvalidClient)]
    [InlineData(429, """{"error":"too_many_requests"}""", Auth0ErrorCode.RateLimited)]
    public async Task Refusal_OfAChallenge_HasItsCode(int status, string body, Auth0ErrorCode code)
    {
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/passkey/challenge",
                StatusCode = status,
                Body = body,
                Times = 0,
                Headers = status == 429 ? new Dictionary<string, string> { ["Retry-After"] = "7200" } : [],
            }
        );

        var failure = await FailsAsync<Auth0TokenException>(code, () => Web.StartPasskeyLoginAsync(Options, Log, Cancel));
        Assert.StartsWith("The login with a passkey was not started: ", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("alice@example.com", Auth0ErrorCode.UserExists)]
    [InlineData("nobody", Auth0ErrorCode.InvalidPasskeyUser)]
    public async Task Refusal_OfARegistration_HasItsCode(string email, Auth0ErrorCode code)
    {
        var failure = await FailsAsync<Auth0TokenException>(code, () => StartRegistrationAsync(Web, email));
        Assert.StartsWith($"The registration of {email} was not started: ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registration_OfNobody_IsNotSent()
    {
        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.InvalidPasskeyUser,
            () => Web.StartPasskeyRegistrationAsync(new Auth0PasskeyUser { Name = "Ann" }, Options, Log, Cancel)
        );
        Assert.Empty(Tenant.Requests);
    }

    [Theory]
    [InlineData("invalid_grant", "Wrong passkey.", Auth0ErrorCode.PasskeyRefused)]
    [InlineData("invalid_grant", "Invalid or expired auth_session", Auth0ErrorCode.PasskeyChallengeExpired)]
    [InlineData("invalid_request", "auth_session is not valid", Auth0ErrorCode.PasskeyChallengeExpired)]
    [InlineData("expired_token", "", Auth0ErrorCode.PasskeyChallengeExpired)]
    [InlineData("invalid_request", "authn_response.id is required", Auth0ErrorCode.InvalidPasskeyAnswer)]
    [InlineData("invalid_request", "The user already exists.", Auth0ErrorCode.UserExists)]
    [InlineData("invalid_request", "the connection was not found", Auth0ErrorCode.UnknownRealm)]
    [InlineData("invalid_request", "parameter organization is invalid", Auth0ErrorCode.InvalidRequest)]
    [InlineData("unauthorized_client", "Grant type not allowed", Auth0ErrorCode.UnauthorizedClient)]
    [InlineData("access_denied", "Not today", Auth0ErrorCode.AccessDenied)]
    public async Task Refusal_OfAnAnswer_HasItsCode(string error, string description, Auth0ErrorCode code)
    {
        using var key = await RegisterAsync();
        FaultToken(400, new JsonObject { ["error"] = error, ["error_description"] = description }.ToJsonString());

        await FailsAsync<Auth0TokenException>(code, () => SignInAsync(Web, key));
    }

    [Theory]
    [InlineData("""{"auth_session":"s"}""", "authn_params_public_key")]
    [InlineData("""{"auth_session":"s","authn_params_public_key":"x"}""", "authn_params_public_key")]
    [InlineData("""{"auth_session":"s","authn_params_public_key":{}}""", "authn_params_public_key.challenge")]
    [InlineData("""{"auth_session":"s","authn_params_public_key":{"challenge":7}}""", "authn_params_public_key.challenge")]
    [InlineData("""{"authn_params_public_key":{"challenge":"AAAA"}}""", "auth_session")]
    [InlineData("""{"auth_session":"","authn_params_public_key":{"challenge":"AAAA"}}""", "auth_session")]
    public async Task Challenge_ThatIsNotComplete_IsAnError(string body, string name)
    {
        AnswerChallenge(body);

        var failure = await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.InvalidJson,
            () => Web.StartPasskeyLoginAsync(Options, Log, Cancel)
        );
        Assert.EndsWith($"returned no usable {name}.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Challenge_WithoutWhatIsOptional_IsTaken()
    {
        AnswerChallenge("""{"auth_session":"s","authn_params_public_key":{"challenge":"AAAA","rpId":"localhost","timeout":"soon"}}""");
        var challenge = await Web.StartPasskeyLoginAsync(Options, Log, Cancel);

        Assert.Null(challenge.ExpiresAt);
        Assert.Null(challenge.Options.UserVerification);
    }

    [Fact]
    public async Task Challenge_ForPasskeysOfAnotherDomain_IsRefused()
    {
        AnswerChallenge("""{"auth_session":"s","authn_params_public_key":{"challenge":"AAAA","rpId":"bank.example"}}""");

        var failure = await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.PasskeyDomainMismatch,
            () => Web.StartPasskeyLoginAsync(Options, Log, Cancel)
        );
        Assert.Contains("'bank.example'", failure.Message, StringComparison.Ordinal);
    }

    // A new passkey's relying party is rp.id: a browser doesn't look at anything else, whatever that says.
    [Theory]
    [InlineData("""{"challenge":"AAAA","rp":{"id":"bank.example"}}""")]
    [InlineData("""{"challenge":"AAAA","rpId":"localhost","rp":{"id":"bank.example"}}""")]
    public async Task Registration_ForPasskeysOfAnotherDomain_IsRefused(string options)
    {
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/passkey/register",
                StatusCode = 200,
                Body = $$"""{"auth_session":"s","authn_params_public_key":{{options}}}""",
            }
        );

        var failure = await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.PasskeyDomainMismatch,
            () => Web.StartPasskeyRegistrationAsync(new Auth0PasskeyUser { Email = "new@example.com" }, Options, Log, Cancel)
        );
        Assert.Contains("'bank.example'", failure.Message, StringComparison.Ordinal);
    }

    // WebAuthn Level 2, §5.1.4.1, step 7.
    [Theory]
    [InlineData("login.acme.com", "login.acme.com", true)]
    [InlineData("login.acme.com", "Login.Acme.com", true)]
    [InlineData("login.acme.com", "acme.com", true)]
    [InlineData("login.acme.com", "com", false)]
    [InlineData("login.acme.com", "cme.com", false)]
    [InlineData("login.acme.com", "other.acme.com", false)]
    [InlineData("login.acme.com", "x.login.acme.com", false)]
    [InlineData("login.acme.com", "localhost", false)]
    [InlineData("login.acme.com", "", false)]
    [InlineData("acme.eu.auth0.com", "acme.eu.auth0.com", true)]
    [InlineData("acme.eu.auth0.com", "eu.auth0.com", false)]
    [InlineData("http://127.0.0.1:8080", "localhost", true)]
    [InlineData("http://127.0.0.1:8080", "0.0.1", false)]
    public void Domain_MustBeTheTenantsOrAboveIt(string domain, string relyingParty, bool isTaken)
    {
        var failure = Record.Exception(() => PasskeyCheck.CheckDomain(relyingParty, Auth0Domain.Parse(domain)));

        Assert.Equal(isTaken, failure is null);
    }
}
