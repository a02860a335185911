using System.Net;
using System.Text.Json.Nodes;
using Auth0Flows.Tests.Passkeys;

namespace Auth0Flows.Tests.LocalTenant;

/// <summary>/passkey and the grant of the local tenant, with a software authenticator.</summary>
public sealed class PasskeyTests : PasskeyTenantTest
{
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
    public async Task Answer_WithHalfACharacter_IsAnInvalidRequest()
    {
        var body = new JsonObject
        {
            ["client_id"] = Native.ClientId,
            ["grant_type"] = Grant,
            ["auth_session"] = "x",
            ["authn_response"] = new JsonObject { ["id"] = "HALF" },
        };
        using var content = Json(body.ToJsonString().Replace("HALF", "\\ud800", StringComparison.Ordinal));
        using var response = await Http.PostAsync("/oauth/token", content, Cancel);

        await AssertRefusedAsync(
            response,
            HttpStatusCode.BadRequest,
            "invalid_request",
            "authn_response contains a text that is not valid"
        );
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

    private async Task<JsonNode> UserAsync(string email)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v2/users-by-email?email={Uri.EscapeDataString(email)}");
        request.Headers.Authorization = new("Bearer", await ManagementTokenAsync());
        using var response = await Http.SendAsync(request, Cancel);
        return (await ReadAsync(response))[0]!;
    }

    private async Task AssertLoginAsync(SoftwareAuthenticator key, HttpStatusCode status, string error, string description)
    {
        var challenge = await StartOkAsync("/passkey/challenge");
        using var response = await FinishAsync(challenge, key.Get(challenge["authn_params_public_key"]!));
        await AssertRefusedAsync(response, status, error, description);
    }
}
