using System.Collections.Specialized;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant;
using Auth0Flows.Tests.Storage;

namespace Auth0Flows.Tests.Passkeys;

/// <summary>Logins and registrations with passkeys: https://auth0.com/docs/native-passkeys-api.</summary>
public sealed class PasskeyLoginTests : PasskeyTest
{
    [Fact]
    public async Task Start_SendsTheDocumentedJson_AndGivesWhatAnAuthenticatorTakes()
    {
        var challenge = await Web.StartPasskeyLoginAsync(
            Options with
            {
                Realm = "Username-Password-Authentication",
                Organization = "acme",
            },
            Log,
            Cancel
        );

        Assert.Equal("POST /passkey/challenge 200", Tenant.Requests[^1].ToString());
        Assert.Equal("application/json", Tenant.Requests[^1].Headers["Content-Type"]);
        var sent = Sent();
        Assert.Equal(["client_id", "client_secret", "organization", "realm"], Names(sent));
        Assert.Equal(["Username-Password-Authentication", "acme"], [Text(sent, "realm"), Text(sent, "organization")]);
        Assert.False(challenge.IsRegistration);
        Assert.Equal("localhost", challenge.RelyingPartyId);
        Assert.Equal(Time.GetUtcNow() + TimeSpan.FromMinutes(1), challenge.ExpiresAt);
        Assert.Equal(TimeSpan.FromMinutes(1), challenge.Options.Timeout);
        Assert.Equal("preferred", challenge.Options.UserVerification);
        Assert.Equal([], challenge.Options.Algorithms);
        Assert.Equal(challenge.Options.Challenge, Text(JsonNode.Parse(challenge.OptionsJson)!, "challenge"));
        Assert.Equal(["challenge", "rpId", "timeout", "userVerification"], Names(JsonNode.Parse(challenge.OptionsJson)!));
        Assert.Equal((Orders, "acme"), (challenge.Audience, challenge.Organization));
        Assert.Equal(["offline_access", "openid", "read:orders"], challenge.Scope.Order(StringComparer.Ordinal));
        Assert.Equal("login with a passkey of localhost", challenge.ToString());
    }

    [Fact]
    public async Task Registration_SendsTheProfile_AndCreatesTheUserWithItsToken()
    {
        using var key = new SoftwareAuthenticator();
        var challenge = await Mobile.StartPasskeyRegistrationAsync(
            new Auth0PasskeyUser
            {
                Email = "ann@example.com",
                Name = "Ann",
                GivenName = "A.",
                UserMetadata = new OrderedDictionary { ["plan"] = "gold" },
            },
            Options,
            Log,
            Cancel
        );

        Assert.Equal("POST /passkey/register 200", Tenant.Requests[^1].ToString());
        Assert.Equal(["client_id", "user_metadata", "user_profile"], Names(Sent()));
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse("""{"email":"ann@example.com","name":"Ann","given_name":"A."}"""), Sent()["user_profile"])
        );
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"plan":"gold"}"""), Sent()["user_metadata"]));
        Assert.Equal(("ann@example.com", "Ann"), (challenge.Options.UserName, challenge.Options.UserDisplayName));
        Assert.Equal([-7, -257], challenge.Options.Algorithms);
        Assert.NotNull(challenge.Options.UserHandle);

        var token = await CompleteAsync(Mobile, challenge, key.Create(OptionsOf(challenge)));

        Assert.Equal(["audience", "auth_session", "authn_response", "client_id", "grant_type", "scope"], Names(Sent()));
        Assert.Equal("urn:okta:params:oauth:grant-type:webauthn", Text(Sent(), "grant_type"));
        Assert.Equal("offline_access openid read:orders", Text(Sent(), "scope"));
        Assert.Equal(
            ["authenticatorAttachment", "clientExtensionResults", "id", "rawId", "response", "type"],
            Names(Sent()["authn_response"]!)
        );
        Assert.Equal(Tenant.GetUser("ann@example.com").UserId, token.Subject);
        Assert.Equal([key.Id], Tenant.GetPasskeys(Tenant.GetUser("ann@example.com")));
    }

    [Fact]
    public async Task Login_KeepsTheToken_AndItsRefreshTokenRenewsIt()
    {
        using var key = await RegisterAsync();
        var token = await SignInAsync(Web, key);

        Assert.Equal(Auth0GrantType.Passkey, token.GrantType);
        Assert.Equal(Tenant.GetUser("ann@example.com").UserId, token.IdClaims["sub"]);
        Assert.Same(token, await Web.GetTokenAsync(Orders, cancellationToken: Cancel));
        Assert.Equal(token.Subject, (await Web.RefreshAsync(token, force: true, cancellationToken: Cancel)).Subject);
        Assert.Equal("refresh_token", LastForm["grant_type"]);
    }

    [Fact]
    public async Task Login_OfASessionWithATokenStore_IsThereForTheNextSession()
    {
        var content = new MemoryContent();
        var client = Auth0ClientAuthentication.SecretPost(WebApplication.ClientId, WebApplication.ClientSecret!);
        string subject;
        using (var first = Connect(client, store: new MemoryTokenStore(content)))
        {
            using var key = await RegisterAsync(first);
            subject = (await SignInAsync(first, key)).Subject!;
        }

        var before = TokenRequests;
        client = Auth0ClientAuthentication.SecretPost(WebApplication.ClientId, WebApplication.ClientSecret!);
        var next = Connect(client, store: new MemoryTokenStore(content));
        var token = await next.GetTokenAsync(Orders, cancellationToken: Cancel);

        Assert.Equal((subject, Auth0GrantType.Passkey, before), (token.Subject, token.GrantType, TokenRequests));
        Assert.Equal(subject, (await next.RefreshAsync(token, force: true, cancellationToken: Cancel)).Subject);
    }

    [Fact]
    public async Task Login_OfASessionWithDPoP_IsBoundToItsKey()
    {
        Tenant.Apis.First(api => api.Identifier == Orders).DPoP = Auth0LocalTenantDPoP.Required;
        var bound = Connect(Auth0ClientAuthentication.None(MobileApplication.ClientId), dpop: true);
        using var key = await RegisterAsync(bound);
        var token = await SignInAsync(bound, key);

        Assert.NotNull(token.Confirmation?.JwkThumbprint);
        Assert.Contains("DPoP", Tenant.Requests.Last(static request => request.Method == "POST").Headers.Keys);
        Assert.Equal("DPoP", token.TokenType);
    }

    [Fact]
    public async Task Login_ThatNeedsASecondFactor_GoesOnWithIt()
    {
        using var key = await RegisterAsync();
        var ann = Tenant.GetUser("ann@example.com");
        Tenant.EnrollOtp(ann);
        var required = await FailsAsync<Auth0MfaRequiredException>(Auth0ErrorCode.MfaRequired, () => SignInAsync(Web, key));
        var token = await Web.GetTokenAsync(new MfaOtpGrant(required.Challenge, Secret(Tenant.GetOtp(ann))), cancellationToken: Cancel);

        Assert.Equal(Orders, required.Challenge.Audience);
        Assert.Equal(ann.UserId, token.Subject);
        Assert.NotNull(token.RefreshToken);
    }

    [Fact]
    public async Task Login_ToAnOrganization_SendsItTwice_AndTheTokenIsForIt()
    {
        using var key = await RegisterAsync(organization: "acme");
        var token = await SignInAsync(Web, key, organization: "acme");

        Assert.Equal("acme", Text(Sent(), "organization"));
        Assert.Equal("acme", token.IdClaims["org_name"]);
    }

    [Fact]
    public async Task Login_InAnotherRealm_SendsItTwice()
    {
        Tenant.EnablePasskeys("employees");
        using var key = new SoftwareAuthenticator();
        var options = Options with { Realm = "employees" };
        var begun = await Web.StartPasskeyRegistrationAsync(new Auth0PasskeyUser { Email = "ann@example.com" }, options, Log, Cancel);
        await CompleteAsync(Web, begun, key.Create(OptionsOf(begun)));

        Assert.Equal("employees", Text(Sent(), "realm"));
        Assert.Equal("employees", Tenant.GetUser("ann@example.com").Connection);
    }

    [Fact]
    public async Task Challenge_ThatExpiredOrWasUsed_HasItsOwnError()
    {
        using var key = await RegisterAsync();
        var used = await Web.StartPasskeyLoginAsync(Options, Log, Cancel);
        await CompleteAsync(Web, used, key.Get(OptionsOf(used)));
        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.PasskeyChallengeExpired,
            () => CompleteAsync(Web, used, key.Get(OptionsOf(used)))
        );

        var late = await Web.StartPasskeyLoginAsync(Options, Log, Cancel);
        var before = Tenant.Requests.Count;
        Time.Advance(TimeSpan.FromMinutes(1));
        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.PasskeyChallengeExpired,
            () => CompleteAsync(Web, late, key.Get(OptionsOf(late)))
        );
        Assert.Equal(before, Tenant.Requests.Count);
    }

    [Fact]
    public async Task Challenge_OfAnotherApplication_IsNotAnswered()
    {
        using var key = await RegisterAsync();
        var challenge = await Web.StartPasskeyLoginAsync(Options, Log, Cancel);

        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.ClientMismatch,
            () => CompleteAsync(Mobile, challenge, key.Get(OptionsOf(challenge)))
        );
    }

    // A server, or a proxy for debugging, may repeat what was sent.
    [Fact]
    public async Task Secrets_AreInNoMessageAndNoText()
    {
        using var key = await RegisterAsync();
        var challenge = await Web.StartPasskeyLoginAsync(Options, Log, Cancel);
        var json = key.Get(OptionsOf(challenge));
        var answer = Auth0PasskeyAnswer.Parse(json.ToJsonString());
        string[] secrets =
        [
            challenge.AuthSession.Reveal(),
            .. json["response"]!.AsObject().Select(static member => member.Value!.GetValue<string>()),
        ];
        var failures = new List<string>();
        foreach (var secret in secrets.Append(json.ToJsonString()))
        {
            FaultToken(403, new JsonObject { ["error"] = "invalid_grant", ["error_description"] = $"No: {secret}" }.ToJsonString());
            failures.Add(
                (await FailsAsync<Auth0TokenException>(Auth0ErrorCode.PasskeyRefused, () => CompleteAsync(Web, challenge, json))).ToString()
            );
        }

        var shown = string.Join(
            '\n',
            [
                .. failures,
                .. Log.Reports.Select(static report => report.Message),
                $"{answer} {challenge} {new PasskeyGrant(challenge, answer)}",
                string.Join(' ', typeof(Auth0PasskeyAnswer).GetProperties().Select(property => property.GetValue(answer)?.ToString())),
                string.Join(
                    ' ',
                    typeof(Auth0PasskeyChallenge).GetProperties().Select(property => property.GetValue(challenge)?.ToString())
                ),
            ]
        );
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, shown, StringComparison.Ordinal));
        Assert.Contains("No: ********", shown, StringComparison.Ordinal);
    }
}
