using System.Net;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.LocalTenant;

/// <summary>Exchanges of a user's token by an API: on behalf of the user, and for the token of an external provider.</summary>
public sealed class UserTokenExchangeTests : UserTenantTest
{
    private const string Reports = "urn:example:reports";
    private const string AccessToken = "urn:ietf:params:oauth:token-type:access_token";
    private const string RefreshToken = "urn:ietf:params:oauth:token-type:refresh_token";
    private const string ProviderToken = "http://auth0.com/oauth/token-type/federated-connection-access-token";
    private const string Vault = "urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token";

    private Auth0LocalTenantApplication Api => Tenant.GetApplication("web-admin");

    public UserTokenExchangeTests()
    {
        Tenant.ConfigureApplication(
            Api.ClientId,
            $$$"""
            {"app_type":"resource_server","resource_server_identifier":"{{{OrdersApi}}}","grant_types":["{{{Vault}}}"],
             "token_exchange":{"allow_any_profile_of_type":["on_behalf_of_token_exchange"]} }
            """
        );
        Tenant.AddClientGrant(Api.ClientId, Reports, "read:reports");
        Tenant.AddConnectedAccount(Tenant.GetUser("alice"), "google-oauth2", "alice@gmail.example", "calendar", "mail");
    }

    [Fact]
    public async Task OnBehalfOf_AnswersAnAccessTokenAlone_ThatNamesWhoActs()
    {
        var answer = await PostTokenOkAsync(await OnBehalfOfAsync());

        var claims = Part(Text(answer, "access_token"), 1);
        Assert.Equal(Tenant.GetUser("alice").UserId, Text(claims, "sub"));
        Assert.Equal(Reports, Text(claims, "aud"));
        Assert.Equal(Api.ClientId, Text(claims, "azp"));
        Assert.Equal(Api.ClientId, Text(claims["act"]!, "sub"));
        Assert.Equal(Native.ClientId, Text(claims["act"]!["act"]!, "sub"));
        Assert.Equal("read:reports", Text(answer, "scope"));
        Assert.Equal(AccessToken, Text(answer, "issued_token_type"));
        Assert.Null(answer["refresh_token"]);
        Assert.Null(answer["id_token"]);
    }

    [Fact]
    public async Task OnBehalfOf_KeepsTheOrganization()
    {
        var code = Tenant.IssueAuthorizationCode(
            Tenant.GetUser("alice"),
            Native.ClientId,
            "x:/",
            "read:orders",
            OrdersApi,
            organization: "acme"
        );
        var login = await PostTokenOkAsync(("grant_type", "authorization_code"), ("code", code), ("redirect_uri", "x:/"));

        var answer = await PostTokenOkAsync(await OnBehalfOfAsync(("subject_token", Text(login, "access_token"))));

        Assert.Equal("acme", Text(Part(Text(answer, "access_token"), 1), "org_name"));
    }

    [Fact]
    public async Task OnBehalfOf_WithAChainThatIsTooLong_IsInvalid()
    {
        // An API that exchanges its tokens for tokens of its own makes the chain longer each time.
        Tenant.AddClientGrant(Api.ClientId, OrdersApi, "read:orders");
        var token = Text(await LoginOkAsync("alice"), "access_token");
        foreach (var _ in Enumerable.Range(0, 4))
        {
            token = Text(await PostTokenOkAsync(await OnBehalfOfAsync(("subject_token", token), ("audience", OrdersApi))), "access_token");
        }

        using var response = await PostTokenAsync(await OnBehalfOfAsync(("subject_token", token), ("audience", OrdersApi)));
        await AssertRefusedAsync(
            response,
            HttpStatusCode.BadRequest,
            "invalid_request",
            "Delegation chain (`act` claim) depth exceeds the maximum allowed limit of 5"
        );
    }

    [Theory]
    [InlineData("a token of another API", 401, "invalid_request", "it is for another API")]
    [InlineData("a changed token", 401, "invalid_request", "it is not an access token of this tenant")]
    [InlineData("no JWT", 401, "invalid_request", "it is not an access token of this tenant")]
    [InlineData("an application's token", 401, "invalid_request", "it has no user")]
    [InlineData("a blocked user", 401, "invalid_request", "its user is blocked")]
    [InlineData("an expired token", 401, "invalid_request", "it has expired")]
    [InlineData("a revoked token", 401, "invalid_request", "it is not an access token of this tenant")]
    [InlineData("no requested type", 400, "invalid_request", "requested_token_type")]
    [InlineData("another requested type", 400, "invalid_request", "requested_token_type")]
    [InlineData("no audience", 400, "invalid_request", "audience")]
    [InlineData("an unknown audience", 403, "access_denied", "Service not found")]
    [InlineData("an audience without a grant", 403, "access_denied", "client-grant")]
    [InlineData("an application of no API", 403, "unauthorized_client", "not allowed")]
    public async Task OnBehalfOf_WithWhatIsWrong_IsRefusedForItsReason(string name, int status, string error, string reason)
    {
        var request = await OnBehalfOfAsync(await ChangeAsync(name));

        using var response = await PostTokenAsync(request);

        var answer = await ReadAsync(response);
        Assert.Equal((status, error), ((int)response.StatusCode, Text(answer, "error")));
        Assert.Contains(reason, Text(answer, "error_description"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "calendar mail")]
    [InlineData("calendar admin", "calendar")]
    public async Task Vault_AnswersTheProvidersToken_ForARefreshToken(string? scope, string granted)
    {
        Tenant.ConfigureApplication(Web.ClientId, $$"""{"grant_types":["password","refresh_token","{{Vault}}"]}""");
        var login = await LoginOkAsync("alice", AsWeb(("scope", "offline_access")));

        var answer = await PostTokenOkAsync(VaultRequest(RefreshToken, Text(login, "refresh_token"), AsWeb(("scope", scope))));

        Assert.StartsWith("provider-", Text(answer, "access_token"), StringComparison.Ordinal);
        Assert.Equal(granted, Text(answer, "scope"));
        Assert.Equal(ProviderToken, Text(answer, "issued_token_type"));
        Advance(TimeSpan.FromMinutes(10));
        var again = await PostTokenOkAsync(VaultRequest(RefreshToken, Text(login, "refresh_token"), AsWeb()));
        Assert.Equal(Text(answer, "access_token"), Text(again, "access_token")); // it is still valid
        Assert.Equal(3000, again["expires_in"]!.GetValue<long>());
    }

    [Fact]
    public async Task Vault_AnswersTheProvidersToken_ForAnAccessTokenOfItsApi() =>
        Assert.Equal(
            "calendar mail",
            Text(await PostTokenOkAsync(VaultRequest(AccessToken, Text(await LoginOkAsync("alice"), "access_token"), AsApi())), "scope")
        );

    [Theory]
    [InlineData("connection", "github", 401, "federated_connection_refresh_token_not_found")]
    [InlineData("login_hint", "alice@work.example", 401, "federated_connection_refresh_token_not_found")]
    [InlineData("connection", null, 400, "invalid_request")]
    [InlineData("requested_token_type", null, 400, "invalid_request")]
    [InlineData("requested_token_type", "urn:x", 400, "invalid_request")]
    [InlineData("subject_token", "v1.unknown", 401, "invalid_request")]
    [InlineData("subject_token_type", "urn:ietf:params:oauth:token-type:jwt", 400, "invalid_request")]
    public async Task Vault_WithWhatIsWrong_IsRefused(string name, string? value, int status, string error)
    {
        var token = Text(await LoginOkAsync("alice"), "access_token");

        using var response = await PostTokenAsync(VaultRequest(AccessToken, token, AsApi((name, value))));

        Assert.Equal((status, error), ((int)response.StatusCode, Text(await ReadAsync(response), "error")));
    }

    [Fact]
    public async Task Vault_OfAUserWithoutAnAccount_FindsNone_AndARevokedOne_FailsAtTheProvider()
    {
        Tenant.AddConnectedAccount(Tenant.GetUser("grace"), "google-oauth2");
        Tenant.RevokeConnectedAccounts(Tenant.GetUser("grace"), "google-oauth2");
        var grace = await LoginOkAsync("grace", ("grant_type", PasswordRealm), ("realm", "employees"));

        using var revoked = await PostTokenAsync(VaultRequest(AccessToken, Text(grace, "access_token"), AsApi()));
        await AssertRefusedAsync(revoked, HttpStatusCode.Unauthorized, "federated_connection_refresh_token_flow_failed");
    }

    [Fact]
    public async Task Vault_ForARotatingRefreshToken_OrAPublicApplication_IsRefused()
    {
        Tenant.ConfigureApplication(
            Web.ClientId,
            $$$"""{"grant_types":["password","refresh_token","{{{Vault}}}"],"refresh_token":{"rotation_type":"rotating"}}"""
        );
        Tenant.ConfigureApplication(Native.ClientId, $$"""{"grant_types":["password","{{Vault}}"]}""");
        var login = await LoginOkAsync("alice", AsWeb(("scope", "offline_access")));

        using var rotating = await PostTokenAsync(VaultRequest(RefreshToken, Text(login, "refresh_token"), AsWeb()));
        await AssertRefusedAsync(rotating, HttpStatusCode.BadRequest, "invalid_request");
        using var open = await PostTokenAsync(VaultRequest(RefreshToken, "x"));
        await AssertRefusedAsync(open, HttpStatusCode.Forbidden, "unauthorized_client");
    }

    private async Task<(string Name, string? Value)[]> ChangeAsync(string name)
    {
        switch (name)
        {
            case "a token of another API":
                return [("subject_token", Text(await LoginOkAsync("alice", ("audience", Reports)), "access_token"))];
            case "a changed token":
                var parts = Text(await LoginOkAsync("alice"), "access_token").Split('.');
                return [("subject_token", $"{parts[0]}.{parts[1]}x.{parts[2]}")];
            case "no JWT":
                return [("subject_token", "opaque")];
            case "an application's token":
                var own = await PostTokenOkAsync(
                    ("grant_type", "client_credentials"),
                    ("client_id", Tenant.ClientId),
                    ("client_secret", Reveal(Tenant.ClientSecret)),
                    ("audience", OrdersApi)
                );
                return [("subject_token", Text(own, "access_token"))];
            case "a blocked user":
                var token = Text(await LoginOkAsync("alice"), "access_token");
                Tenant.GetUser("alice").IsBlocked = true;
                return [("subject_token", token)];
            case "an expired token":
                var old = Text(await LoginOkAsync("alice"), "access_token");
                Advance(TimeSpan.FromHours(24));
                return [("subject_token", old)];
            case "a revoked token":
                var dead = Text(await LoginOkAsync("alice"), "access_token");
                Tenant.RevokeTokens();
                return [("subject_token", dead)];
            case "no requested type":
                return [("requested_token_type", null)];
            case "another requested type":
                return [("requested_token_type", "urn:ietf:params:oauth:token-type:id_token")];
            case "no audience":
                return [("audience", null)];
            case "an unknown audience":
                return [("audience", "https://nowhere.example.com/")];
            case "an audience without a grant":
                Tenant.AddApi("urn:example:other");
                return [("audience", "urn:example:other")];
            default:
                return AsWeb();
        }
    }

    private async Task<(string Name, string? Value)[]> OnBehalfOfAsync(params (string Name, string? Value)[] changes)
    {
        var subject = changes.Any(change => change.Name == "subject_token") ? "" : Text(await LoginOkAsync("alice"), "access_token");
        return
        [
            ("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"),
            ("subject_token", subject),
            ("subject_token_type", AccessToken),
            ("requested_token_type", AccessToken),
            ("audience", Reports),
            .. AsApi(),
            .. changes,
        ];
    }

    private static (string Name, string? Value)[] VaultRequest(string type, string token, params (string Name, string? Value)[] more) =>
        [
            ("grant_type", Vault),
            ("subject_token", token),
            ("subject_token_type", type),
            ("requested_token_type", ProviderToken),
            ("connection", "google-oauth2"),
            .. more,
        ];

    private (string Name, string? Value)[] AsApi(params (string Name, string? Value)[] more) =>
        [("client_id", Api.ClientId), ("client_secret", Reveal(Api.ClientSecret!)), .. more];

    private static string Reveal(Auth0LocalTenantSecret secret) => new NetworkCredential("", secret.ToSecureString()).Password;
}
