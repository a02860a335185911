using System.Net;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant;
using Auth0Flows.Tests.Passkeys;

namespace Auth0Flows.Tests.LocalTenant;

/// <summary>
/// /passkey and the grant of the local tenant: a software authenticator, and what it forges, each refused for its own reason.
/// </summary>
public sealed class PasskeyTests : UserTenantTest
{
    private const string Grant = "urn:okta:params:oauth:grant-type:webauthn";
    private const string Directory = "Username-Password-Authentication";

    /// <summary>Forged answers to a login, and the reasons that refuse them.</summary>
    private static readonly Dictionary<string, (Action<SoftwareAuthenticator> Forge, string Reason)> _logins = new()
    {
        ["another type"] = (
            key => key.ClientData = data => data["type"] = "webauthn.create",
            "The type of the client data is not webauthn.get."
        ),
        ["another challenge"] = (
            key => key.ClientData = data => data["challenge"] = SoftwareAuthenticator.Encode(new byte[32]),
            "The challenge is not the one of this login."
        ),
        ["another origin"] = (key => key.Origin = "https://evil.example", "The origin is not that of this relying party."),
        ["an origin that begins alike"] = (
            key => key.Origin = "http://localhost.evil.example",
            "The origin is not that of this relying party."
        ),
        ["an origin with a path"] = (key => key.Origin = "http://localhost/x", "The origin is not that of this relying party."),
        ["a frame of another origin"] = (
            key => key.ClientData = data => data["crossOrigin"] = true,
            "The authenticator was asked from within a page of another origin."
        ),
        ["a token binding"] = (
            key => key.ClientData = data => data["tokenBinding"] = new JsonObject { ["status"] = "present", ["id"] = "x" },
            "The token binding is not that of this connection."
        ),
        ["another relying party"] = (key => key.RelyingPartyId = "evil.example", "The rpIdHash is not that of this relying party."),
        ["nobody there"] = (key => key.Flags = SoftwareAuthenticator.UserVerified, "The user was not present."),
        ["a flipped signature"] = (
            key => key.Signature = signature => [.. signature[..^1], (byte)(signature[^1] ^ 1)],
            "The signature is not valid."
        ),
        ["a signature that is no signature"] = (key => key.Signature = _ => [1, 2, 3], "The signature is not valid."),
        ["an unknown passkey"] = (key => key.CredentialId = new byte[32], "The credential is unknown."),
        ["another user's handle"] = (
            key => key.UserHandle = SoftwareAuthenticator.Encode(new byte[32]),
            "The userHandle is not that of the credential's user."
        ),
        ["no handle"] = (key => key.UserHandle = null, "The userHandle is not that of the credential's user."),
        ["a counter that goes back"] = (
            key => key.SignCount = 6,
            "The signature counter did not advance: the passkey may have been copied."
        ),
        ["a counter that stays"] = (key => key.SignCount = 7, "The signature counter did not advance: the passkey may have been copied."),
        ["data that is cut off"] = (
            key => key.Data = data => data[..36],
            "The answer of the authenticator is not readable: the authenticator data ends too early."
        ),
        ["data that goes on"] = (
            key => key.Data = data => [.. data, 0],
            "The answer of the authenticator is not readable: the authenticator data goes on after its end."
        ),
        ["extensions that are no map"] = (
            key => (key.Flags, key.Data) = ((byte)(key.Flags | 0x80), data => [.. data, 0x01]),
            "The answer of the authenticator is not readable: CBOR: this is not a map."
        ),
        ["a backup without eligibility"] = (
            key => key.Flags |= 0x10,
            "The answer of the authenticator is not readable: the flags for backups contradict each other."
        ),
        ["client data that is no JSON"] = (
            key => key.Answer = answer => answer["response"]!["clientDataJSON"] = SoftwareAuthenticator.Encode("{"u8.ToArray()),
            "The answer of the authenticator is not readable: the client data is not JSON."
        ),
        ["other client data than signed"] = (
            key =>
                key.Answer = answer =>
                {
                    var data = JsonNode.Parse(FromBase64Url(answer["response"]!["clientDataJSON"]!.GetValue<string>()))!;
                    data["note"] = "x";
                    answer["response"]!["clientDataJSON"] = SoftwareAuthenticator.Encode(
                        System.Text.Encoding.UTF8.GetBytes(data.ToJsonString())
                    );
                },
            "The signature is not valid."
        ),
    };

    /// <summary>Forged answers to a registration, and the reasons that refuse them.</summary>
    private static readonly Dictionary<string, (Action<SoftwareAuthenticator> Forge, string Reason)> _registrations = new()
    {
        ["another type"] = (
            key => key.ClientData = data => data["type"] = "webauthn.get",
            "The type of the client data is not webauthn.create."
        ),
        ["another relying party"] = (key => key.RelyingPartyId = "evil.example", "The rpIdHash is not that of this relying party."),
        ["nobody there"] = (key => key.Flags = 0, "The user was not present."),
        ["another id"] = (
            key => key.Answer = answer => (answer["id"], answer["rawId"]) = ("AAAA", "AAAA"),
            "The id is not that of the attested credential."
        ),
        ["no credential"] = (
            key => key.Data = data => [.. data[..32], SoftwareAuthenticator.UserPresent, .. data[33..37]],
            "The attestation has no credential."
        ),
        ["another algorithm"] = (
            key => key.Key = cose => [.. cose[..4], 0x27, .. cose[5..]],
            "The answer of the authenticator is not readable: the key's algorithm -8 is not one of those that were offered."
        ),
        ["another curve"] = (
            key => key.Key = cose => [.. cose[..6], 0x02, .. cose[7..]],
            "The answer of the authenticator is not readable: the key is not one of the curve P-256 with both coordinates."
        ),
        ["a point beside the curve"] = (
            key => key.Key = cose => [.. cose[..^1], (byte)(cose[^1] ^ 1)],
            "The answer of the authenticator is not readable: the key is not valid."
        ),
        ["a key with sorted members only in parts"] = (
            key => key.Key = cose => [cose[0], .. cose[3..5], .. cose[1..3], .. cose[5..]],
            "The answer of the authenticator is not readable: CBOR: the keys of a map are not sorted, or not numbers and texts."
        ),
        ["a number that is too long"] = (
            key => key.Attestation = map => [0xB8, 0x03, .. map[1..]],
            "The answer of the authenticator is not readable: CBOR: a number that is not as short as it can be."
        ),
        ["an indefinite length"] = (
            key => key.Attestation = map => [0xBF, .. map[1..], 0xFF],
            "The answer of the authenticator is not readable: CBOR: indefinite lengths are not allowed."
        ),
        ["a tag"] = (
            key => key.Attestation = map => [0xC0, .. map],
            "The answer of the authenticator is not readable: CBOR: tags are not allowed."
        ),
        ["bytes behind the object"] = (
            key => key.Attestation = map => [.. map, 0],
            "The answer of the authenticator is not readable: the attestation object has more than fmt, attStmt and authData."
        ),
        ["an object that is cut off"] = (
            key => key.Attestation = map => map[..^1],
            "The answer of the authenticator is not readable: CBOR: the data ends too early."
        ),
        ["a statement of another format"] = (
            key => key.Attestation = map => [.. map[..5], 0x64, .. "self"u8, .. map[10..]],
            "The answer of the authenticator is not readable: the attestation statement is not of the format none."
        ),
    };

    public PasskeyTests() => Tenant.EnablePasskeys();

    public static TheoryData<string> ForgedLogins => [.. _logins.Keys];

    public static TheoryData<string> ForgedRegistrations => [.. _registrations.Keys];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task User_WhoRegistered_SignsInWithTheSamePasskey(bool isRsa)
    {
        using var key = new SoftwareAuthenticator(isRsa) { SignCount = 1 };
        var begun = await StartOkAsync("/passkey/register", ("user_profile", Profile("new@example.com")));
        Assert.Equal(["auth_session", "authn_params_public_key"], Names(begun));
        AssertJson("""{"id":"localhost","name":"localhost"}""", begun["authn_params_public_key"]!["rp"]!);
        Assert.Equal("new@example.com", Text(begun["authn_params_public_key"]!["user"]!, "name"));
        AssertJson(
            """[{"type":"public-key","alg":-7},{"type":"public-key","alg":-257}]""",
            begun["authn_params_public_key"]!["pubKeyCredParams"]!
        );
        AssertJson(
            """{"residentKey":"required","userVerification":"preferred"}""",
            begun["authn_params_public_key"]!["authenticatorSelection"]!
        );
        using var created = await FinishAsync(begun, key.Create(begun["authn_params_public_key"]!));
        var first = await ReadAsync(created);
        Assert.Equal(HttpStatusCode.OK, created.StatusCode);

        var challenge = await StartOkAsync("/passkey/challenge");
        Assert.Equal("localhost", Text(challenge["authn_params_public_key"]!, "rpId"));
        Assert.Equal(60_000, challenge["authn_params_public_key"]!["timeout"]!.GetValue<int>());
        key.SignCount = 2;
        using var signedIn = await FinishAsync(challenge, key.Get(challenge["authn_params_public_key"]!));
        var second = await ReadAsync(signedIn);

        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
        var user = Tenant.GetUser("new@example.com");
        Assert.Equal(
            [user.UserId, user.UserId],
            [Text(Part(Text(first, "id_token"), 1), "sub"), Text(Part(Text(second, "id_token"), 1), "sub")]
        );
        Assert.False(user.EmailVerified);
        Assert.Equal([key.Id], Tenant.GetPasskeys(user));
        Assert.Equal("read:orders", Text(Part(Text(second, "access_token"), 1), "scope").Split(' ').Last());
    }

    [Fact]
    public async Task PlayedAuthenticator_RegistersAndSignsIn()
    {
        var begun = await StartOkAsync("/passkey/register", ("user_profile", Profile("new@example.com")));
        var created = Tenant.CreatePasskey(begun["authn_params_public_key"]!.ToJsonString());
        using var first = await FinishAsync(begun, JsonNode.Parse(created));
        var user = Tenant.GetUser("new@example.com");
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var challenge = await StartOkAsync("/passkey/challenge");
            var signed = Tenant.SignWithPasskey(user, challenge["authn_params_public_key"]!.ToJsonString());
            using var second = await FinishAsync(challenge, JsonNode.Parse(signed));
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        }

        Assert.Throws<InvalidOperationException>(() => Tenant.SignWithPasskey(Tenant.GetUser("alice"), """{"challenge":"AA"}"""));
        Assert.Throws<ArgumentException>(() => Tenant.CreatePasskey("""{"challenge":"AA"}"""));
        Assert.Throws<ArgumentException>(() => Tenant.CreatePasskey("no"));
        Assert.Throws<ArgumentException>(() => Tenant.EnablePasskeys("nowhere"));
    }

    [Theory]
    [MemberData(nameof(ForgedLogins))]
    public async Task ForgedLogin_IsRefusedForItsReason_AndTheChallengeIsUsedUp(string name)
    {
        using var key = await RegisteredAsync(signCount: 7);
        var challenge = await StartOkAsync("/passkey/challenge");
        var (options, before) = (challenge["authn_params_public_key"]!, (key.CredentialId, key.UserHandle));
        key.SignCount = 8;
        _logins[name].Forge(key);
        using var response = await FinishAsync(challenge, key.Get(options));
        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "invalid_grant", _logins[name].Reason);

        // The right answer comes too late, and a new challenge takes it.
        (key.ClientData, key.Data, key.Signature, key.Answer) = (null, null, null, null);
        (key.Origin, key.RelyingPartyId, key.Flags, key.SignCount) = (
            "http://localhost:8443",
            "localhost",
            SoftwareAuthenticator.UserPresent,
            9
        );
        (key.CredentialId, key.UserHandle) = before;
        using var late = await FinishAsync(challenge, key.Get(options));
        await AssertRefusedAsync(late, HttpStatusCode.Forbidden, "invalid_grant", "The auth_session is unknown or was used.");
        var another = await StartOkAsync("/passkey/challenge");
        using var right = await FinishAsync(another, key.Get(another["authn_params_public_key"]!));
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Theory]
    [MemberData(nameof(ForgedRegistrations))]
    public async Task ForgedRegistration_IsRefusedForItsReason_AndMakesNoUser(string name)
    {
        using var key = new SoftwareAuthenticator();
        _registrations[name].Forge(key);
        var begun = await StartOkAsync("/passkey/register", ("user_profile", Profile("new@example.com")));
        using var response = await FinishAsync(begun, key.Create(begun["authn_params_public_key"]!));

        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "invalid_grant", _registrations[name].Reason);
        Assert.Throws<ArgumentException>(() => Tenant.GetUser("new@example.com"));
    }

    [Fact]
    public async Task RsaKey_OfFewBits_IsRefused()
    {
        using var key = new SoftwareAuthenticator(isRsa: true, bits: 1024);
        var begun = await StartOkAsync("/passkey/register", ("user_profile", Profile("new@example.com")));
        using var response = await FinishAsync(begun, key.Create(begun["authn_params_public_key"]!));

        await AssertRefusedAsync(
            response,
            HttpStatusCode.Forbidden,
            "invalid_grant",
            "The answer of the authenticator is not readable: the RSA key has less than 2,048 bits."
        );
    }

    [Fact]
    public async Task Passkey_OfSomebodyElse_CantBeRegisteredAgain()
    {
        using var key = await RegisteredAsync();
        var begun = await StartOkAsync("/passkey/register", ("user_profile", Profile("other@example.com")));
        using var response = await FinishAsync(begun, key.Create(begun["authn_params_public_key"]!));

        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "invalid_grant", "The credential is already registered.");
    }

    [Theory]
    [InlineData("authn_response is required, and must be an object", "")]
    [InlineData("authn_response is required, and must be an object", "\"text\"")]
    [InlineData("authn_response.id and rawId must be the same id, as base64url", """{"id":"AAAA"}""")]
    [InlineData("authn_response.id and rawId must be the same id, as base64url", """{"id":"AA==","rawId":"AA=="}""")]
    [InlineData("authn_response.id and rawId must be the same id, as base64url", """{"id":"AB","rawId":"AB"}""")]
    [InlineData("authn_response.type must be public-key", """{"id":"AAAA","rawId":"AAAA"}""")]
    [InlineData(
        "authn_response.authenticatorAttachment must be platform or cross-platform",
        """{"id":"AAAA","rawId":"AAAA","type":"public-key","authenticatorAttachment":"x"}"""
    )]
    [InlineData(
        "authn_response.clientExtensionResults must be an object, not Array",
        """{"id":"AAAA","rawId":"AAAA","type":"public-key","clientExtensionResults":[]}"""
    )]
    [InlineData("authn_response.response must be an object", """{"id":"AAAA","rawId":"AAAA","type":"public-key"}""")]
    [InlineData(
        "authn_response.response.clientDataJSON must be base64url",
        """{"id":"AAAA","rawId":"AAAA","type":"public-key","response":{"clientDataJSON":"e30="}}"""
    )]
    [InlineData(
        "authn_response is not the answer to a login",
        """{"id":"AAAA","rawId":"AAAA","type":"public-key","response":{"clientDataJSON":"e30","attestationObject":"oA"}}"""
    )]
    public async Task MalformedAnswer_IsAnInvalidRequest_AndLeavesTheChallenge(string description, string answer)
    {
        using var key = await RegisteredAsync();
        var challenge = await StartOkAsync("/passkey/challenge");
        using var response = await FinishAsync(challenge, answer.Length == 0 ? null : JsonNode.Parse(answer));
        await AssertRefusedAsync(response, HttpStatusCode.BadRequest, "invalid_request", description);

        using var right = await FinishAsync(challenge, key.Get(challenge["authn_params_public_key"]!));
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Fact]
    public async Task Answer_InAForm_IsReadFromItsJson()
    {
        using var key = await RegisteredAsync();
        var challenge = await StartOkAsync("/passkey/challenge");

        await PostTokenOkAsync(
            ("grant_type", Grant),
            ("auth_session", Text(challenge, "auth_session")),
            ("authn_response", key.Get(challenge["authn_params_public_key"]!).ToJsonString())
        );
    }

    [Fact]
    public async Task Session_ThatExpired_OrIsAnothersOrForAnotherRealm_IsRefused()
    {
        using var key = await RegisteredAsync();
        var challenge = await StartOkAsync("/passkey/challenge");
        var answer = key.Get(challenge["authn_params_public_key"]!);

        using var realm = await FinishAsync(challenge, answer.DeepClone(), ("realm", "employees"));
        await AssertRefusedAsync(
            realm,
            HttpStatusCode.BadRequest,
            "invalid_request",
            "The realm is not the one that the login was started for."
        );
        using var organization = await FinishAsync(challenge, answer.DeepClone(), ("organization", "acme"));
        await AssertRefusedAsync(
            organization,
            HttpStatusCode.BadRequest,
            "invalid_request",
            "The organization is not the one that the login was started for."
        );
        using var other = await FinishAsync(
            challenge,
            answer.DeepClone(),
            ("client_id", Web.ClientId),
            ("client_secret", Plain(Web.ClientSecret!))
        );
        await AssertRefusedAsync(other, HttpStatusCode.Forbidden, "invalid_grant", "The auth_session was not issued to this client.");
        Advance(TimeSpan.FromMinutes(1));
        using var late = await FinishAsync(challenge, answer.DeepClone());
        await AssertRefusedAsync(late, HttpStatusCode.Forbidden, "invalid_grant", "The auth_session has expired.");
        using var unknown = await FinishAsync(challenge, answer.DeepClone(), ("auth_session", "nobody"));
        await AssertRefusedAsync(unknown, HttpStatusCode.Forbidden, "invalid_grant", "The auth_session is unknown or was used.");
    }

    [Fact]
    public async Task Verification_IsRequired_WhereTheConnectionSaysSo()
    {
        using var key = await RegisteredAsync();
        Tenant.EnablePasskeys(Directory, requiresUserVerification: true);
        key.Flags = SoftwareAuthenticator.UserPresent;
        var challenge = await StartOkAsync("/passkey/challenge");
        Assert.Equal("required", Text(challenge["authn_params_public_key"]!, "userVerification"));
        using var response = await FinishAsync(challenge, key.Get(challenge["authn_params_public_key"]!));

        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "invalid_grant", "The user was not verified.");
    }

    [Fact]
    public async Task User_ThatIsRemovedOrBlockedOrNeedsASecondFactor_IsNotSignedIn()
    {
        using var key = await RegisteredAsync();
        var user = Tenant.GetUser("new@example.com");
        user.RequiresMfa = true;
        await AssertLoginAsync(key, HttpStatusCode.Forbidden, "mfa_required", "Multifactor authentication required");
        user.IsBlocked = true;
        await AssertLoginAsync(key, HttpStatusCode.Forbidden, "unauthorized", "user is blocked");
        Tenant.RemoveUser(user);
        await AssertLoginAsync(key, HttpStatusCode.Forbidden, "invalid_grant", "The credential's user is not one of this connection.");
    }

    [Fact]
    public async Task Organization_NeedsAMember_AndARegistrationMakesOne()
    {
        using var outside = await RegisteredAsync();
        var challenge = await StartOkAsync("/passkey/challenge", ("organization", "acme"));
        using var refused = await FinishAsync(challenge, outside.Get(challenge["authn_params_public_key"]!), ("organization", "acme"));
        await AssertRefusedAsync(refused, HttpStatusCode.Forbidden, "access_denied");

        using var key = new SoftwareAuthenticator();
        var begun = await StartOkAsync("/passkey/register", ("user_profile", Profile("member@example.com")), ("organization", "acme"));
        using var created = await FinishAsync(begun, key.Create(begun["authn_params_public_key"]!), ("organization", "acme"));
        Assert.Equal("acme", Text(Part(Text(await ReadAsync(created), "id_token"), 1), "org_name"));
        challenge = await StartOkAsync("/passkey/challenge", ("organization", "acme"));
        using var signedIn = await FinishAsync(challenge, key.Get(challenge["authn_params_public_key"]!), ("organization", "acme"));
        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
    }

    [Theory]
    [InlineData("user_profile is required, and must be an object", "null")]
    [InlineData("user_profile.email is required by the connection", "{}")]
    [InlineData("user_profile.email is not an e-mail address", """{"email":"nobody"}""")]
    [InlineData("user_profile.email must be a text of 1 to 255 characters", """{"email":7}""")]
    [InlineData("user_profile.age is not known", """{"email":"new@example.com","age":"7"}""")]
    [InlineData("user_profile.username is not an attribute of the connection", """{"email":"new@example.com","username":"new"}""")]
    [InlineData("The user already exists.", """{"email":"alice@example.com"}""")]
    public async Task Registration_WithAnotherProfile_IsAnInvalidRequest(string description, string profile)
    {
        using var response = await StartAsync("/passkey/register", ("user_profile", JsonNode.Parse(profile)));

        await AssertRefusedAsync(response, HttpStatusCode.BadRequest, "invalid_request", description);
    }

    [Fact]
    public async Task Registration_WithMetadata_KeepsIt_AndTakesOnlyTenTexts()
    {
        using var tooMuch = await StartAsync(
            "/passkey/register",
            ("user_profile", Profile("new@example.com")),
            ("user_metadata", new JsonObject { ["plan"] = 7 })
        );
        await AssertRefusedAsync(
            tooMuch,
            HttpStatusCode.BadRequest,
            "invalid_request",
            "user_metadata must be an object with at most 10 texts of at most 500 characters"
        );
        using var key = new SoftwareAuthenticator();
        var begun = await StartOkAsync(
            "/passkey/register",
            ("user_profile", Profile("new@example.com")),
            ("user_metadata", new JsonObject { ["plan"] = "gold" })
        );
        using var created = await FinishAsync(begun, key.Create(begun["authn_params_public_key"]!));

        Assert.Equal(HttpStatusCode.OK, created.StatusCode);
        Assert.Equal("gold", Text((await UserAsync("new@example.com"))["user_metadata"]!, "plan"));
    }

    [Theory]
    [InlineData("invalid_request", "the connection was not found", "nowhere", null)]
    [InlineData("invalid_request", "the connection was not found", "email", null)]
    [InlineData("invalid_request", "Passkeys are not enabled for the connection employees.", "employees", null)]
    [InlineData("invalid_request", "parameter organization is invalid", null, null, "nowhere")]
    [InlineData("invalid_request", "Third-party clients can't use passkeys.", null, """{"is_first_party":false}""")]
    [InlineData("invalid_request", "The client must be OIDC conformant to use passkeys.", null, """{"oidc_conformant":false}""")]
    [InlineData("invalid_request", "parameter organization is required for this client", null, """{"organization_usage":"require"}""")]
    [InlineData("unauthorized_client", $"Grant type '{Grant}' not allowed for the client.", null, """{"grant_types":["password"]}""")]
    public async Task Start_ThatIsNotAllowed_IsRefused(
        string error,
        string description,
        string? realm,
        string? settings,
        string? organization = null
    )
    {
        if (settings is not null)
        {
            Tenant.ConfigureApplication(Native.ClientId, settings);
        }

        using var response = await StartAsync("/passkey/challenge", ("realm", realm), ("organization", organization));

        await AssertRefusedAsync(response, HttpStatusCode.BadRequest, error, description);
    }

    [Fact]
    public async Task Start_NeedsJson_AndTheSecretOfAConfidentialApplication()
    {
        using var content = Form(("realm", Directory));
        using var form = await Http.PostAsync("/passkey/challenge", content, Cancel);
        await AssertRefusedAsync(form, HttpStatusCode.BadRequest, "invalid_request");
        using var noSecret = await StartAsync("/passkey/challenge", ("client_id", Web.ClientId));
        await AssertRefusedAsync(noSecret, HttpStatusCode.Unauthorized, "access_denied");
    }

    private static JsonObject Profile(string email) => new() { ["email"] = email };

    private async Task<JsonNode> UserAsync(string email)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v2/users-by-email?email={Uri.EscapeDataString(email)}");
        request.Headers.Authorization = new("Bearer", await ManagementTokenAsync());
        using var response = await Http.SendAsync(request, Cancel);
        return (await ReadAsync(response))[0]!;
    }

    private async Task<HttpResponseMessage> StartAsync(string path, params (string Name, JsonNode? Value)[] parameters)
    {
        var body = new JsonObject { ["client_id"] = Native.ClientId };
        foreach (var (name, value) in parameters.Where(pair => pair.Value is not null))
        {
            body[name] = value!.DeepClone();
        }

        return await Http.PostAsync(path, Json(body.ToJsonString()), Cancel);
    }

    private async Task<JsonNode> StartOkAsync(string path, params (string Name, JsonNode? Value)[] parameters)
    {
        using var response = await StartAsync(path, parameters);
        var answer = await ReadAsync(response);
        return response.StatusCode == HttpStatusCode.OK ? answer : throw new InvalidOperationException(answer.ToJsonString());
    }

    private Task<HttpResponseMessage> FinishAsync(JsonNode begun, JsonNode? answer, params (string Name, JsonNode? Value)[] changes) =>
        StartAsync(
            "/oauth/token",
            [
                ("grant_type", Grant),
                ("audience", OrdersApi),
                ("scope", "openid read:orders"),
                ("auth_session", begun["auth_session"]),
                ("authn_response", answer),
                .. changes,
            ]
        );

    private async Task<SoftwareAuthenticator> RegisteredAsync(uint signCount = 0)
    {
        var key = new SoftwareAuthenticator { SignCount = signCount };
        var begun = await StartOkAsync("/passkey/register", ("user_profile", Profile("new@example.com")));
        using var created = await FinishAsync(begun, key.Create(begun["authn_params_public_key"]!));
        Assert.Equal(HttpStatusCode.OK, created.StatusCode);
        return key;
    }

    private async Task AssertLoginAsync(SoftwareAuthenticator key, HttpStatusCode status, string error, string description)
    {
        var challenge = await StartOkAsync("/passkey/challenge");
        using var response = await FinishAsync(challenge, key.Get(challenge["authn_params_public_key"]!));
        await AssertRefusedAsync(response, status, error, description);
    }
}
