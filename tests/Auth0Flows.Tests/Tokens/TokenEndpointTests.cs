using System.Net;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Tokens;

public sealed class TokenEndpointTests : SessionTest
{
    [Fact]
    public async Task Life_AsAText_IsTaken()
    {
        FaultToken(200, """{"access_token":"a","token_type":"Bearer","expires_in":"3600"}""");

        Assert.Equal(TimeSpan.FromHours(1), (await GetTokenAsync()).ExpiresIn);
    }

    [Theory]
    [InlineData("""{"token_type":"Bearer","expires_in":60}""", Auth0ErrorCode.MissingAccessToken)]
    [InlineData("""{"access_token":"","token_type":"Bearer","expires_in":60}""", Auth0ErrorCode.MissingAccessToken)]
    [InlineData("""{"access_token":null,"token_type":"Bearer","expires_in":60}""", Auth0ErrorCode.MissingAccessToken)]
    [InlineData("""{"access_token":42,"token_type":"Bearer","expires_in":60}""", Auth0ErrorCode.MissingAccessToken)]
    [InlineData("""{"access_token":"a\r\nX-Evil: 1","token_type":"Bearer","expires_in":60}""", Auth0ErrorCode.MissingAccessToken)]
    [InlineData("""{"access_token":"a","token_type":"Bearer"}""", Auth0ErrorCode.MissingExpiresIn)]
    [InlineData("""{"access_token":"a","token_type":"Bearer","expires_in":null}""", Auth0ErrorCode.MissingExpiresIn)]
    [InlineData("""{"access_token":"a","token_type":"Bearer","expires_in":0}""", Auth0ErrorCode.InvalidExpiresIn)]
    [InlineData("""{"access_token":"a","token_type":"Bearer","expires_in":-1}""", Auth0ErrorCode.InvalidExpiresIn)]
    [InlineData("""{"access_token":"a","token_type":"Bearer","expires_in":"-86400"}""", Auth0ErrorCode.InvalidExpiresIn)]
    [InlineData("""{"access_token":"a","token_type":"Bearer","expires_in":"8.64e4"}""", Auth0ErrorCode.InvalidExpiresIn)]
    [InlineData("""{"access_token":"a","token_type":["Bearer"],"expires_in":60}""", Auth0ErrorCode.InvalidJson)]
    [InlineData("""{"access_token":"a","token_type":"Bearer","expires_in":60,"id_token":{"a":1}}""", Auth0ErrorCode.InvalidJson)]
    [InlineData("""{"access_token":"a","token_type":"Bearer","expires_in":60,"refresh_token":7}""", Auth0ErrorCode.InvalidJson)]
    [InlineData("""{"access_token":"a","token_type":"Bearer","expires_in":60,"scope":["a"]}""", Auth0ErrorCode.InvalidJson)]
    [InlineData("""{"access_token":"a","token_type":"Bearer","expires_in":"soon"}""", Auth0ErrorCode.InvalidExpiresIn)]
    [InlineData("""{"access_token":"a","token_type":"Bearer","expires_in":1e300}""", Auth0ErrorCode.InvalidExpiresIn)]
    [InlineData("""{"access_token":"a","token_type":"Bearer","expires_in":9223372036854775807}""", Auth0ErrorCode.InvalidExpiresIn)]
    [InlineData("""{"access_token":"a","token_type":"mac","expires_in":60}""", Auth0ErrorCode.UnsupportedTokenType)]
    [InlineData("""{"access_token":"a","tok""", Auth0ErrorCode.InvalidJson)]
    [InlineData("", Auth0ErrorCode.InvalidJson)]
    [InlineData("[]", Auth0ErrorCode.InvalidJson)]
    [InlineData("""{"access_token":"\ud800","token_type":"Bearer","expires_in":60}""", Auth0ErrorCode.MissingAccessToken)]
    [InlineData("""{"access_token":"a","token_type":"\u001b]0;pwned\u0007","expires_in":60}""", Auth0ErrorCode.UnsupportedTokenType)]
    [InlineData("""{"access_token":"a","token_type":"Bearer","expires_in":"\u202e\u009b31m"}""", Auth0ErrorCode.InvalidExpiresIn)]
    [InlineData("\"text\"", Auth0ErrorCode.InvalidJson)]
    public async Task Answer_ThatIsNoTokenAnswer_HasAnErrorOfItsOwn_AndTheSessionGoesOn(string body, Auth0ErrorCode code)
    {
        FaultToken(200, body);

        var failure = await FailsAsync<Auth0ResponseException>(code, () => GetTokenAsync());

        Assert.DoesNotContain(
            failure.Message,
            character => char.IsControl(character) || char.GetUnicodeCategory(character) == System.Globalization.UnicodeCategory.Format
        );
        Assert.NotNull(await GetTokenAsync());
    }

    [Fact]
    public async Task Answer_WithATokenTooLongToKeep_IsNamed()
    {
        FaultToken(200, $$"""{"access_token":"a","refresh_token":"{{new string('r', 100_000)}}","token_type":"Bearer","expires_in":60}""");

        await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.InvalidJson, () => GetTokenAsync());
    }

    [Fact]
    public async Task Answer_WhoseCompressionIsDamaged_IsNamed()
    {
        Connect(retries: 0);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/oauth/token",
                StatusCode = 200,
                Body = "no gzip at all",
                Headers = new Dictionary<string, string> { ["Content-Encoding"] = "gzip" },
            }
        );

        await FailsAsync<Auth0ConnectionException>(Auth0ErrorCode.IncompleteResponse, () => GetTokenAsync());
    }

    [Fact]
    public async Task Answer_WithAByteOrderMark_IsRead()
    {
        FaultToken(200, "\uFEFF" + """{"access_token":"a","token_type":"Bearer","expires_in":60}""");

        Assert.Equal("a", (await GetTokenAsync()).AccessToken.Reveal());
    }

    [Fact]
    public async Task Answer_AsAnHtmlPage_SaysWhatCame()
    {
        FaultToken(200, "<html>Sign in to the Wi-Fi</html>", "text/html");

        var failure = await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.UnexpectedContentType, () => GetTokenAsync());

        Assert.Contains("text/html", failure.Message, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, failure.StatusCode);
    }

    // For example from a proxy that responds with 200 to everything.
    [Fact]
    public async Task Refusal_UnderTheStatusOfASuccess_IsARefusal()
    {
        FaultToken(200, """{"error":"invalid_client","error_description":"No such application"}""");

        var failure = await FailsAsync<Auth0TokenException>(Auth0ErrorCode.InvalidClient, () => GetTokenAsync());

        Assert.Contains("No such application (invalid_client, HTTP 200)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_ThatBreaksOff_IsAskedForAgain_ThenNamed()
    {
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/oauth/token",
                Kind = Auth0LocalTenantFaultKind.Truncate,
                Times = 0,
            }
        );

        await FailsAsync<Auth0ConnectionException>(Auth0ErrorCode.IncompleteResponse, () => GetTokenAsync());

        Assert.Equal(4, TokenRequests);
    }

    [Theory]
    [InlineData(403, "access_denied", "Service not found: https://nowhere/", Auth0ErrorCode.UnknownAudience)]
    [InlineData(403, "access_denied", "Service not enabled within domain: https://nowhere/", Auth0ErrorCode.UnknownAudience)]
    [InlineData(
        403,
        "access_denied",
        "Client is not authorized to access \"https://x/\". You need to create a \"client-grant\" associated to this API.",
        Auth0ErrorCode.ClientGrantMissing
    )]
    [InlineData(403, "access_denied", "Client has not been granted scopes: delete:all", Auth0ErrorCode.ScopeNotGranted)]
    [InlineData(403, "access_denied", "A rule said no", Auth0ErrorCode.AccessDenied)]
    [InlineData(401, "access_denied", "Unauthorized", Auth0ErrorCode.InvalidClient)]
    [InlineData(401, "invalid_client", "Client authentication failed", Auth0ErrorCode.InvalidClient)]
    [InlineData(
        403,
        "unauthorized_client",
        "Grant type 'client_credentials' not allowed for the client.",
        Auth0ErrorCode.UnauthorizedClient
    )]
    [InlineData(400, "invalid_grant", "x", Auth0ErrorCode.InvalidGrant)]
    [InlineData(403, "invalid_grant", "x", Auth0ErrorCode.InvalidGrant)]
    [InlineData(400, "invalid_scope", "x", Auth0ErrorCode.InvalidScope)]
    [InlineData(400, "invalid_request", "x", Auth0ErrorCode.InvalidRequest)]
    [InlineData(403, "unsupported_grant_type", "x", Auth0ErrorCode.UnsupportedGrantType)]
    [InlineData(418, "new_kind_of_error", "x", Auth0ErrorCode.RequestFailed)]
    public async Task Refusal_IsDecidedByTheError_AndKeepsTheServersWords(int status, string error, string description, Auth0ErrorCode code)
    {
        FaultToken(
            status,
            System.Text.Json.JsonSerializer.Serialize(
                new Dictionary<string, string> { ["error"] = error, ["error_description"] = description }
            )
        );

        var failure = await FailsAsync<Auth0TokenException>(code, () => GetTokenAsync());

        Assert.Equal(error, failure.Error);
        Assert.Equal(description, failure.ErrorDescription);
        Assert.Equal(status, (int)failure.StatusCode!);
        Assert.Equal(Orders, failure.Audience);
        Assert.Equal(Tenant.ClientId, failure.ClientId);
        Assert.Contains(description.TrimEnd('.'), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_WithControlCharacters_CanNotWriteToTheTerminal()
    {
        FaultToken(403, """{"error":"access_denied","error_description":"red \u001b[31m and\r\na line"}""");

        var failure = await FailsAsync<Auth0TokenException>(Auth0ErrorCode.AccessDenied, () => GetTokenAsync());

        Assert.DoesNotContain(failure.Message, char.IsControl);
    }

    [Fact]
    public async Task WrongSecret_AtTheTenant_IsInvalidClient()
    {
        var session = Connect(Auth0ClientAuthentication.SecretPost(Tenant.ClientId, Secret("hunter2")));

        var failure = await FailsAsync<Auth0TokenException>(Auth0ErrorCode.InvalidClient, () => GetTokenAsync(session));

        Assert.DoesNotContain("hunter2", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownAudience_AtTheTenant_HasItsOwnError() =>
        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.UnknownAudience, () => GetTokenAsync("https://nowhere.example.com/"));

    [Fact]
    public async Task ScopeBeyondTheGrant_AtTheTenant_NamesTheScopes()
    {
        var failure = await FailsAsync<Auth0TokenException>(Auth0ErrorCode.ScopeNotGranted, () => GetTokenAsync(Orders, "fly:orders"));

        Assert.Equal(["fly:orders"], failure.RequiredScopes);
    }

    [Fact]
    public async Task UnknownOrganization_AtTheTenant_HasItsOwnError() =>
        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.InvalidOrganization,
            () => Session.GetTokenAsync(new ClientCredentialsGrant(Orders, "nobody"), cancellationToken: Cancel).AsTask()
        );

    [Fact]
    public async Task NotFound_WithoutAWord_IsNamed()
    {
        FaultToken(404, "<html>", "text/html");

        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.NotFound, () => GetTokenAsync());
    }

    [Fact]
    public async Task Host_ThatTakesNoConnection_IsNamed()
    {
        var domain = Tenant.Domain;
        Tenant.Stop();

        var failure = await FailsAsync<Auth0ConnectionException>(
            Auth0ErrorCode.ConnectionFailed,
            () => GetTokenAsync(Connect(domain: domain))
        );

        Assert.Contains(new Uri(domain).Authority, failure.Message, StringComparison.Ordinal);
        Assert.Equal(3, Time.Delays.Count);
    }

    [Fact]
    public async Task Host_ThatDoesNotExist_IsNamed() =>
        await FailsAsync<Auth0ConnectionException>(
            Auth0ErrorCode.HostNotFound,
            () => GetTokenAsync(Connect(domain: "no-such-tenant.invalid"))
        );
}
