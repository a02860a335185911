using System.Collections.Specialized;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant;
using Auth0Flows.Passkeys;
using Auth0Flows.Tests.Storage;

namespace Auth0Flows.Tests.Passkeys;

/// <summary>Logins and registrations with passkeys, with a software authenticator: https://auth0.com/docs/native-passkeys-api.</summary>
public sealed class PasskeyLoginTests : LoginTest
{
    private static readonly Auth0PasskeyLoginOptions _options = new()
    {
        Audience = Orders,
        Scope = ["openid", "offline_access", "read:orders"],
    };

    public PasskeyLoginTests() => Tenant.EnablePasskeys();

    /// <summary>Answers that don't belong to the challenge, and the codes that say so before anything is sent.</summary>
    private static readonly Dictionary<string, (Action<SoftwareAuthenticator> Change, Auth0ErrorCode Code, string Words)> _foreign = new()
    {
        ["another challenge"] = (
            key => key.ClientData = data => data["challenge"] = SoftwareAuthenticator.Encode(new byte[32]),
            Auth0ErrorCode.PasskeyChallengeMismatch,
            "another challenge"
        ),
        ["another origin"] = (
            key => key.Origin = "https://login.evil.example:8443",
            Auth0ErrorCode.PasskeyOriginMismatch,
            "https://login.evil.example:8443/, which is not at localhost"
        ),
        ["an origin that ends alike"] = (
            key => key.Origin = "https://evillocalhost",
            Auth0ErrorCode.PasskeyOriginMismatch,
            "https://evillocalhost/"
        ),
        ["another relying party"] = (
            key => key.RelyingPartyId = "evil.example",
            Auth0ErrorCode.PasskeyOriginMismatch,
            "a passkey of another domain than localhost"
        ),
        ["the type of a registration"] = (
            key => key.ClientData = data => data["type"] = "webauthn.create",
            Auth0ErrorCode.InvalidPasskeyAnswer,
            "webauthn.get"
        ),
        ["no response"] = (key => key.Answer = answer => answer.Remove("response"), Auth0ErrorCode.InvalidPasskeyAnswer, "no response"),
        ["no signature"] = (
            key => key.Answer = answer => answer["response"]!.AsObject().Remove("signature"),
            Auth0ErrorCode.InvalidPasskeyAnswer,
            "no signature"
        ),
        ["neither of both kinds"] = (
            key =>
                key.Answer = answer =>
                {
                    answer["response"]!.AsObject().Remove("signature");
                    answer["response"]!.AsObject().Remove("authenticatorData");
                },
            Auth0ErrorCode.InvalidPasskeyAnswer,
            "neither an attestationObject"
        ),
        ["no client data"] = (
            key => key.Answer = answer => answer["response"]!.AsObject().Remove("clientDataJSON"),
            Auth0ErrorCode.InvalidPasskeyAnswer,
            "no clientDataJSON"
        ),
        ["client data that is none"] = (
            key => key.Answer = answer => answer["response"]!["clientDataJSON"] = "e30",
            Auth0ErrorCode.InvalidPasskeyAnswer,
            "not client data"
        ),
        ["client data that is no base64url"] = (
            key => key.Answer = answer => answer["response"]!["clientDataJSON"] = "{}",
            Auth0ErrorCode.InvalidPasskeyAnswer,
            "clientDataJSON is not base64url"
        ),
        ["authenticator data that is too short"] = (
            key => key.Data = data => data[..36],
            Auth0ErrorCode.InvalidPasskeyAnswer,
            "authenticatorData is too short"
        ),
        ["two ids"] = (key => key.Answer = answer => answer["id"] = "AAAA", Auth0ErrorCode.InvalidPasskeyAnswer, "id is not its rawId"),
        ["no id"] = (
            key =>
                key.Answer = answer =>
                {
                    answer.Remove("id");
                    answer.Remove("rawId");
                },
            Auth0ErrorCode.InvalidPasskeyAnswer,
            "no id"
        ),
        ["another type of credential"] = (
            key => key.Answer = answer => answer["type"] = "password",
            Auth0ErrorCode.InvalidPasskeyAnswer,
            "not public-key"
        ),
        ["a name twice"] = (key => key.Answer = answer => answer["ID"] = "AAAA", Auth0ErrorCode.InvalidPasskeyAnswer, "id twice"),
        ["a list that is not of bytes"] = (
            key => key.Answer = answer => answer["response"]!["signature"] = new JsonArray(1, 256),
            Auth0ErrorCode.InvalidPasskeyAnswer,
            "a list, but not of bytes"
        ),
        ["an object as a signature"] = (
            key => key.Answer = answer => answer["response"]!["signature"] = new JsonObject(),
            Auth0ErrorCode.InvalidPasskeyAnswer,
            "neither a text nor a list of bytes"
        ),
    };

    public static TheoryData<string> Foreign => [.. _foreign.Keys];

    [Fact]
    public async Task Start_SendsTheDocumentedJson_AndGivesWhatAnAuthenticatorTakes()
    {
        var challenge = await Web.StartPasskeyLoginAsync(
            _options with
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
            _options,
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

        var token = await CompleteAsync(Mobile, challenge, key.Create(Options(challenge)));

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
        var options = _options with { Realm = "employees" };
        var begun = await Web.StartPasskeyRegistrationAsync(new Auth0PasskeyUser { Email = "ann@example.com" }, options, Log, Cancel);
        await CompleteAsync(Web, begun, key.Create(Options(begun)));

        Assert.Equal("employees", Text(Sent(), "realm"));
        Assert.Equal("employees", Tenant.GetUser("ann@example.com").Connection);
    }

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task Answer_ThatIsNotOneToTheChallenge_IsNotSent(string name)
    {
        var (change, code, words) = _foreign[name];
        using var key = await RegisterAsync();
        var challenge = await Web.StartPasskeyLoginAsync(_options, Log, Cancel);
        change(key);
        var before = Tenant.Requests.Count;

        var failure = await FailsAsync<Auth0ConfigurationException>(code, () => CompleteAsync(Web, challenge, key.Get(Options(challenge))));
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, Tenant.Requests.Count);

        // Nothing was sent, so the challenge can still be answered.
        (key.ClientData, key.Data, key.Answer, key.Origin, key.RelyingPartyId) = (null, null, null, "http://localhost", "localhost");
        Assert.Equal(Auth0GrantType.Passkey, (await CompleteAsync(Web, challenge, key.Get(Options(challenge)))).GrantType);
    }

    [Fact]
    public async Task AnswerOfOneKind_ToAChallengeOfTheOther_IsNotSent()
    {
        using var key = await RegisterAsync();
        var login = await Web.StartPasskeyLoginAsync(_options, Log, Cancel);
        var registration = await StartRegistrationAsync(Web, "ben@example.com");
        var before = Tenant.Requests.Count;

        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.InvalidPasskeyAnswer,
            () => CompleteAsync(Web, registration, key.Get(Options(login)))
        );
        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.InvalidPasskeyAnswer,
            () => CompleteAsync(Web, login, key.Create(Options(registration)))
        );
        Assert.Equal(before, Tenant.Requests.Count);
    }

    [Fact]
    public async Task Challenge_ThatExpiredOrWasUsed_HasItsOwnError()
    {
        using var key = await RegisterAsync();
        var used = await Web.StartPasskeyLoginAsync(_options, Log, Cancel);
        await CompleteAsync(Web, used, key.Get(Options(used)));
        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.PasskeyChallengeExpired,
            () => CompleteAsync(Web, used, key.Get(Options(used)))
        );

        var late = await Web.StartPasskeyLoginAsync(_options, Log, Cancel);
        var before = Tenant.Requests.Count;
        Time.Advance(TimeSpan.FromMinutes(1));
        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.PasskeyChallengeExpired,
            () => CompleteAsync(Web, late, key.Get(Options(late)))
        );
        Assert.Equal(before, Tenant.Requests.Count);
    }

    [Fact]
    public async Task Challenge_OfAnotherApplication_IsNotAnswered()
    {
        using var key = await RegisterAsync();
        var challenge = await Web.StartPasskeyLoginAsync(_options, Log, Cancel);

        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.ClientMismatch,
            () => CompleteAsync(Mobile, challenge, key.Get(Options(challenge)))
        );
    }

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

        var failure = await FailsAsync<Auth0TokenException>(code, () => Web.StartPasskeyLoginAsync(_options, Log, Cancel));
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
            () => Web.StartPasskeyRegistrationAsync(new Auth0PasskeyUser { Name = "Ann" }, _options, Log, Cancel)
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
            () => Web.StartPasskeyLoginAsync(_options, Log, Cancel)
        );
        Assert.EndsWith($"returned no usable {name}.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Challenge_WithoutWhatIsOptional_IsTaken()
    {
        AnswerChallenge("""{"auth_session":"s","authn_params_public_key":{"challenge":"AAAA","rpId":"localhost","timeout":"soon"}}""");
        var challenge = await Web.StartPasskeyLoginAsync(_options, Log, Cancel);

        Assert.Null(challenge.ExpiresAt);
        Assert.Null(challenge.Options.UserVerification);
    }

    [Fact]
    public async Task Challenge_ForPasskeysOfAnotherDomain_IsRefused()
    {
        AnswerChallenge("""{"auth_session":"s","authn_params_public_key":{"challenge":"AAAA","rpId":"bank.example"}}""");

        var failure = await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.PasskeyDomainMismatch,
            () => Web.StartPasskeyLoginAsync(_options, Log, Cancel)
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

    [Fact]
    public async Task Answer_AsOtherAuthenticatorsWriteIt_IsEvenedOut()
    {
        using var key = await RegisterAsync();
        var challenge = await Web.StartPasskeyLoginAsync(_options, Log, Cancel);
        var answer = key.Get(Options(challenge));
        var response = answer["response"]!;
        var loose = new OrderedDictionary
        {
            ["rawId"] = key.CredentialId,
            ["Response"] = new OrderedDictionary
            {
                ["clientDataJson"] = Convert.ToBase64String(Bytes(response, "clientDataJSON")),
                ["authenticatorData"] = Bytes(response, "authenticatorData").Cast<object>().ToArray(),
                ["signature"] = Bytes(response, "signature"),
                ["userHandle"] = response["userHandle"]!.GetValue<string>(),
            },
        };
        var token = await Web.GetTokenAsync(new PasskeyGrant(challenge, Auth0PasskeyAnswer.From(loose)), cancellationToken: Cancel);

        Assert.Equal(Auth0GrantType.Passkey, token.GrantType);
        Assert.True(JsonNode.DeepEquals(response, Sent()["authn_response"]!["response"]));
        Assert.Equal(
            (key.Id, key.Id, "public-key"),
            (Text(Sent()["authn_response"]!, "id"), Text(Sent()["authn_response"]!, "rawId"), Text(Sent()["authn_response"]!, "type"))
        );
    }

    [Theory]
    [InlineData("", "not valid JSON")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("""{"id":"AAAA","id":"AAAB"}""", "not valid JSON")]
    public void Text_ThatIsNoAnswer_IsNotRepeated(string json, string words)
    {
        var failure = Assert.Throws<Auth0ConfigurationException>(() => Auth0PasskeyAnswer.Parse(json));

        Assert.Equal(Auth0ErrorCode.InvalidPasskeyAnswer, failure.Code);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_OfAnyLength_HasALimit() =>
        Assert.Contains(
            "262,144 characters",
            Assert.Throws<Auth0ConfigurationException>(() => Auth0PasskeyAnswer.Parse(new string(' ', 300_000))).Message,
            StringComparison.Ordinal
        );

    // A server, or a proxy for debugging, may repeat what was sent.
    [Fact]
    public async Task Secrets_AreInNoMessageAndNoText()
    {
        using var key = await RegisterAsync();
        var challenge = await Web.StartPasskeyLoginAsync(_options, Log, Cancel);
        var json = key.Get(Options(challenge));
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

    private static JsonNode Options(Auth0PasskeyChallenge challenge) => JsonNode.Parse(challenge.OptionsJson)!;

    private static string Text(JsonNode json, string name) => json[name]!.GetValue<string>();

    private static string[] Names(JsonNode json) => [.. json.AsObject().Select(static member => member.Key).Order(StringComparer.Ordinal)];

    private static byte[] Bytes(JsonNode json, string name) => System.Buffers.Text.Base64Url.DecodeFromChars(Text(json, name));

    private JsonNode Sent() => JsonNode.Parse(Tenant.Requests.Last(static request => request.Method == "POST").ReadBody())!;

    private void AnswerChallenge(string body) =>
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/passkey/challenge",
                StatusCode = 200,
                Body = body,
            }
        );

    private Task<Auth0Token> CompleteAsync(Auth0Session session, Auth0PasskeyChallenge challenge, JsonObject answer) =>
        Task.Run(
            () =>
                session
                    .GetTokenAsync(
                        new PasskeyGrant(challenge, Auth0PasskeyAnswer.Parse(answer.ToJsonString())),
                        Log,
                        cancellationToken: Cancel
                    )
                    .AsTask(),
            Cancel
        );

    private Task<Auth0PasskeyChallenge> StartRegistrationAsync(Auth0Session session, string email, string? organization = null) =>
        session.StartPasskeyRegistrationAsync(
            new Auth0PasskeyUser { Email = email },
            _options with
            {
                Organization = organization,
            },
            Log,
            Cancel
        );

    private async Task<SoftwareAuthenticator> RegisterAsync(Auth0Session? session = null, string? organization = null)
    {
        var key = new SoftwareAuthenticator();
        var challenge = await StartRegistrationAsync(session ?? Mobile, "ann@example.com", organization);
        await CompleteAsync(session ?? Mobile, challenge, key.Create(Options(challenge)));
        return key;
    }

    private async Task<Auth0Token> SignInAsync(Auth0Session session, SoftwareAuthenticator key, string? organization = null)
    {
        var challenge = await session.StartPasskeyLoginAsync(_options with { Organization = organization }, Log, Cancel);
        return await CompleteAsync(session, challenge, key.Get(Options(challenge)));
    }
}
