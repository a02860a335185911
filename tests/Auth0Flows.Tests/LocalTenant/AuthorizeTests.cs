using System.Net;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.LocalTenant;

public sealed class AuthorizeTests : BrowserTenantTest
{
    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    public AuthorizeTests() => Tenant.SignInAs = Tenant.GetUser("alice");

    [Theory]
    [InlineData("code", "code state")]
    [InlineData("code id_token", "code id_token state")]
    [InlineData("id_token code", "code id_token state")]
    [InlineData("code token", "access_token code expires_in scope state token_type")]
    [InlineData("code id_token token", "access_token code expires_in id_token scope state token_type")]
    [InlineData("id_token", "id_token state")]
    public async Task Authorize_WithAResponseType_AnswersWhatItNames(string responseType, string names)
    {
        var answer = await AnswerAsync(("response_type", responseType));

        Assert.Equal(names.Split(' '), answer.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("s-1 \"&<é", answer["state"]);
    }

    [Fact]
    public async Task Authorize_WithTheHybridFlow_VouchesForWhatComesAlong()
    {
        var answer = await AnswerAsync(("organization", "acme"));

        var claims = Part(answer["id_token"], 1);
        Assert.Equal(LeftHalf(answer["code"]), Text(claims, "c_hash"));
        Assert.Equal(LeftHalf(answer["access_token"]), Text(claims, "at_hash"));
        Assert.Equal(LeftHalf(answer["state"]), Text(claims, "s_hash"));
        Assert.Equal("n-0S6", Text(claims, "nonce"));
        Assert.Equal(Web.ClientId, Text(claims, "aud"));
        Assert.Equal(Tenant.GetUser("alice").UserId, Text(claims, "sub"));
        Assert.Equal("alice@example.com", Text(claims, "email"));
        Assert.Equal("acme", Text(claims, "org_name"));
        Assert.Equal(Now.ToUnixTimeSeconds(), claims["auth_time"]!.GetValue<long>());
        Assert.Equal("86400", answer["expires_in"]);
        Assert.Equal("Bearer", answer["token_type"]);
        Assert.Equal("acme", Text(Part(answer["access_token"], 1), "org_name"));
    }

    [Fact]
    public async Task Authorize_WithoutTokenOrState_VouchesForTheCodeAlone()
    {
        var answer = await AnswerAsync(("response_type", "code id_token"), ("state", null));

        var claims = Part(answer["id_token"], 1);
        Assert.Equal(LeftHalf(answer["code"]), Text(claims, "c_hash"));
        Assert.Null(claims["at_hash"]);
        Assert.Null(claims["s_hash"]);
        Assert.Equal(["code", "id_token"], answer.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Code_FromTheHybridFlow_IsExchangedForOtherTokens()
    {
        var front = await AnswerAsync(("code_challenge", Challenge(Verifier)), ("code_challenge_method", "S256"), ("organization", "acme"));

        var answer = await PostTokenOkAsync(
            AsWeb(("grant_type", "authorization_code"), ("code", front["code"]), ("redirect_uri", Callback), ("code_verifier", Verifier))
        );
        Assert.NotEqual(front["access_token"], Text(answer, "access_token"));
        Assert.Equal("openid email read:orders offline_access", Text(answer, "scope"));
        Assert.NotNull(answer["refresh_token"]);
        var claims = Part(Text(answer, "id_token"), 1);
        Assert.Equal("n-0S6", Text(claims, "nonce"));
        Assert.Equal("acme", Text(claims, "org_name"));
        Assert.Null(claims["c_hash"]);
    }

    [Fact]
    public async Task Code_WithAChallenge_NeedsItsVerifier()
    {
        var front = await AnswerAsync(
            ("response_type", "code"),
            ("code_challenge", Challenge(Verifier)),
            ("code_challenge_method", "S256")
        );

        using var response = await PostTokenAsync(
            AsWeb(("grant_type", "authorization_code"), ("code", front["code"]), ("redirect_uri", Callback))
        );
        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "invalid_grant", "Failed to verify code verifier");
    }

    [Theory]
    [InlineData("code", null, Callback + "?")]
    [InlineData("code", "query", Callback + "?")]
    [InlineData("code", "fragment", Callback + "#")]
    [InlineData("code token", null, Callback + "#")]
    [InlineData("code token", "fragment", Callback + "#")]
    public async Task Authorize_WithARedirect_PutsTheAnswerWhereTheModeSays(string responseType, string? mode, string expected)
    {
        using var response = await AuthorizeAsync(("response_type", responseType), ("response_mode", mode));

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.StartsWith(expected, response.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal("s-1 \"&<é", (await ReadAnswerAsync(response))["state"]);
    }

    [Fact]
    public async Task Authorize_WithACallbackThatHasAQuery_AddsToIt()
    {
        Tenant.ConfigureApplication(Web.ClientId, """{"callbacks":["http://127.0.0.1:5000/cb?a=b"]}""");

        using var response = await AuthorizeAsync(
            ("response_type", "code"),
            ("response_mode", "query"),
            ("redirect_uri", "http://127.0.0.1:5000/cb?a=b#gone")
        );
        Assert.StartsWith("http://127.0.0.1:5000/cb?a=b&code=", response.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("response_type", null, "invalid_request", "Missing required parameter: response_type")]
    [InlineData("response_type", "code blah", "unsupported_response_type", "Unsupported response type: code blah")]
    [InlineData("response_mode", "query", "invalid_request", "Unsupported response mode: query")]
    [InlineData("nonce", null, "invalid_request", "Missing required parameter: nonce")]
    [InlineData("scope", "email", "invalid_request", "The response type id_token needs the scope openid.")]
    [InlineData("audience", "urn:nowhere", "access_denied", "Service not found: urn:nowhere")]
    [InlineData("organization", "nobody", "invalid_request", "parameter organization is invalid")]
    [InlineData("invitation", "x", "invalid_request", "An invitation needs its organization.")]
    [InlineData("connection", "nowhere", "invalid_request", "the connection was not found")]
    [InlineData("max_age", "soon", "invalid_request", "max_age must be a number of seconds.")]
    [InlineData("code_challenge", "x", "invalid_request", "code_challenge_method must be S256.")]
    [InlineData("code_challenge_method", "S256", "invalid_request", "Missing required parameter: code_challenge")]
    public async Task Authorize_WithSomethingUnusable_TellsTheCallback(string name, string? value, string error, string description) =>
        await AssertAnswersErrorAsync(error, description, (name, value));

    [Fact]
    public async Task Authorize_WithAChallengeThatIsNoHash_TellsTheCallback() =>
        await AssertAnswersErrorAsync(
            "invalid_request",
            "code_challenge must be a SHA-256 hash in base64url.",
            ("code_challenge", "abc"),
            ("code_challenge_method", "S256")
        );

    [Theory]
    [InlineData("[\"authorization_code\"]", "code id_token", "implicit")]
    [InlineData("[\"authorization_code\"]", "code token", "implicit")]
    [InlineData("[\"implicit\"]", "code id_token", "authorization_code")]
    public async Task Authorize_WithoutAGrantTypeOfTheFlow_IsUnauthorized(string grantTypes, string responseType, string missing)
    {
        Tenant.ConfigureApplication(Web.ClientId, $$"""{"grant_types":{{grantTypes}}}""");

        await AssertAnswersErrorAsync(
            "unauthorized_client",
            $"Grant type '{missing}' not allowed for the client.",
            ("response_type", responseType)
        );
    }

    [Theory]
    [InlineData("client_id", null, HttpStatusCode.BadRequest)]
    [InlineData("client_id", "<b>nobody", HttpStatusCode.BadRequest)]
    [InlineData("redirect_uri", null, HttpStatusCode.BadRequest)]
    [InlineData("redirect_uri", "https://web-portal.example.com/callback/", HttpStatusCode.Forbidden)]
    [InlineData("redirect_uri", "https://evil.example.com/", HttpStatusCode.Forbidden)]
    [InlineData("request_uri", "urn:ietf:params:oauth:request_uri:x", HttpStatusCode.BadRequest)]
    public async Task Authorize_WithoutAKnownCallback_SendsNobodyAnywhere(string name, string? value, HttpStatusCode status)
    {
        using var response = await AuthorizeAsync((name, value));

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        var page = await response.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("Oops!, something went wrong", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Authorize_WithARepeatedParameter_SendsNobodyAnywhere()
    {
        using var response = await GetAuthorizeAsync([.. Authorization(), ("state", "again")]);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Authorize_WithAUserWhomTheTenantRefuses_TellsTheCallback()
    {
        Tenant.SignInAs = Tenant.GetUser("bob");
        await AssertAnswersErrorAsync("unauthorized", "user is blocked");

        Tenant.GetUser("alice").DenialByAction = "Not on Sundays.";
        Tenant.SignInAs = Tenant.GetUser("alice");
        await AssertAnswersErrorAsync("access_denied", "Not on Sundays.");
    }

    [Fact]
    public async Task Authorize_WithPromptNone_NeedsSomebodySignedIn()
    {
        Assert.NotNull((await AnswerAsync(("prompt", "none")))["code"]);

        Tenant.SignInAs = null;
        await AssertAnswersErrorAsync("login_required", "Login required", ("prompt", "none"));
    }

    [Fact]
    public async Task SignInAs_WithAUserWhoIsGone_SignsNobodyIn()
    {
        var alice = Tenant.GetUser("alice");
        Tenant.RemoveUser(alice);

        Assert.Throws<ArgumentException>(() => Tenant.SignInAs = alice);
        await AssertAnswersErrorAsync("login_required", "Login required", ("prompt", "none"));
    }

    [Fact]
    public async Task IdTokenFault_MeetsTheTokenOfTheBrowserFirst()
    {
        Tenant.AddIdTokenFault(
            new()
            {
                Claims = new Dictionary<string, object?> { ["c_hash"] = "wrong", ["s_hash"] = null },
            }
        );

        var claims = Part((await AnswerAsync())["id_token"], 1);
        Assert.Equal("wrong", Text(claims, "c_hash"));
        Assert.Null(claims["s_hash"]);
    }

    [Fact]
    public async Task LoginPage_WithOneClick_SignsTheUserIn()
    {
        Tenant.SignInAs = null;
        var page = await PageAsync(("max_age", "0"), ("prompt", "login"), ("login_hint", "Frank@example.com"));
        var alice = Tenant.GetUser("alice").UserId;
        Assert.Contains($"value=\"{alice}\">Continue as alice@example.com", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.True(
            page.IndexOf("frank@", StringComparison.Ordinal) < page.IndexOf("alice@", StringComparison.Ordinal),
            "The hint doesn't come first."
        );

        var login = Hidden(page)["state"];
        using var response = await ClickAsync(("state", login), ("user", alice));
        var answer = await ReadAnswerAsync(response);
        Assert.Equal(alice, Text(Part(answer["id_token"], 1), "sub"));
        Assert.Equal("s-1 \"&<é", answer["state"]);
        using var again = await ClickAsync(("state", login), ("user", alice));
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
    }

    [Fact]
    public async Task LoginPage_WithCancel_TellsTheCallback()
    {
        Tenant.SignInAs = null;
        using var response = await ClickAsync(("state", Hidden(await PageAsync())["state"]), ("action", "deny"));

        var answer = await ReadAnswerAsync(response);
        Assert.Equal("access_denied", answer["error"]);
        Assert.Equal("User did not authorize the request", answer["error_description"]);
    }

    [Fact]
    public async Task LoginPage_WithAnUnknownUser_SaysSoAndWaits()
    {
        Tenant.SignInAs = null;
        var login = Hidden(await PageAsync())["state"];
        using var unknown = await ClickAsync(("state", login), ("user", "nobody"));
        using var known = await ClickAsync(("state", login), ("user", Tenant.GetUser("alice").UserId));

        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
    }

    // Nothing proves possession at /authorize: a token that must be bound comes from the token endpoint.
    [Fact]
    public async Task TokenThatMustBeBound_IsNotIssuedThroughTheBrowser()
    {
        Tenant.SignInAs = Tenant.GetUser("alice");
        Tenant.Apis.Single(api => api.Identifier == OrdersApi).DPoP = Auth0LocalTenantDPoP.Required;

        var refused = await AnswerAsync();
        var code = await AnswerAsync(("response_type", "code"));

        Assert.Equal("invalid_request", refused["error"]);
        Assert.DoesNotContain("access_token", refused.Keys);
        Assert.Contains("code", code.Keys);
    }

    [Fact]
    public async Task LoginPage_WithAConnection_ShowsItsUsersAlone()
    {
        Tenant.SignInAs = null;
        var page = await PageAsync(("connection", "employees"), ("organization", "acme"));

        Assert.Contains("grace@example.com", page, StringComparison.Ordinal);
        Assert.DoesNotContain("alice@example.com", page, StringComparison.Ordinal);
        Assert.Contains("acme", page, StringComparison.Ordinal);
    }

    private async Task<string> PageAsync(params (string Name, string? Value)[] changes)
    {
        using var response = await AuthorizeAsync(changes);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(Cancel);
    }
}
