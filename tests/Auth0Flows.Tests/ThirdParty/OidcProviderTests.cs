using System.Net;
using System.Text.Json.Nodes;

namespace Auth0Flows.Tests.ThirdParty;

/// <summary>The session's flows against a server that isn't ours.</summary>
public sealed class OidcProviderTests(OidcProviderServer server) : OidcProviderTest(server), IClassFixture<OidcProviderServer>
{
    protected override JsonObject Configuration =>
        JsonNode
            .Parse(
                $$"""
                {
                  "apis": { "{{Orders}}": "read:orders create:orders" },
                  "configuration": {
                    "clients": [
                      {
                        "client_id": "job", "client_secret": "s3cret", "token_endpoint_auth_method": "client_secret_post",
                        "grant_types": ["client_credentials"], "redirect_uris": [], "response_types": []
                      },
                      {
                        "client_id": "web", "client_secret": "s3cret", "token_endpoint_auth_method": "client_secret_post",
                        "grant_types": ["authorization_code", "refresh_token", "implicit"], "redirect_uris": ["{{Callback}}"],
                        "application_type": "native", "response_types": ["code", "code id_token"]
                      },
                      {
                        "client_id": "tv", "token_endpoint_auth_method": "none", "redirect_uris": [], "response_types": [],
                        "grant_types": ["urn:ietf:params:oauth:grant-type:device_code", "refresh_token"], "application_type": "native"
                      }
                    ],
                    "features": {
                      "clientCredentials": { "enabled": true },
                      "deviceFlow": { "enabled": true },
                      "introspection": { "enabled": true },
                      "pushedAuthorizationRequests": { "enabled": true },
                      "revocation": { "enabled": true }
                    }
                  }
                }
                """
            )!
            .AsObject();

    [Fact]
    public async Task ClientCredentials_GiveATokenForTheApi()
    {
        var session = await ConnectAsync("job");

        var token = await session.GetTokenAsync(new ClientCredentialsGrant(Orders, null, ["read:orders"]), Log, cancellationToken: Cancel);

        Assert.Equal([Orders], token.Audience);
        Assert.Equal(["read:orders"], token.Scope);
        Assert.Equal(Server.Issuer, token.Issuer);
        Assert.Equal("job", token.Claims["client_id"]);
    }

    [Fact]
    public async Task ClientCredentials_WithTheWrongSecret_AreInvalidClient()
    {
        await ConnectAsync("job");
        var session = Connect(Auth0ClientAuthentication.SecretPost("job", Secret("wrong")), Server.Domain, systemTime: true);

        var failure = await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.InvalidClient,
            () => session.GetTokenAsync(new ClientCredentialsGrant(Orders), Log, cancellationToken: Cancel).AsTask()
        );

        Assert.Equal("invalid_client", failure.Error);
    }

    [Theory]
    [InlineData("code", Auth0ResponseMode.Query, false)]
    [InlineData("code", Auth0ResponseMode.FormPost, false)]
    [InlineData("code", Auth0ResponseMode.Query, true)]
    [InlineData("code id_token", Auth0ResponseMode.FormPost, false)]
    public async Task BrowserLogin_WithPkce_SignsIn(string responseType, Auth0ResponseMode mode, bool isPushed)
    {
        var session = await ConnectAsync("web");

        var request = await session.CreateAuthorizeRequestAsync(Options(responseType, mode, isPushed), Log, Cancel);
        var token = await session.CompleteAuthorizeAsync(request, await VisitAsync(request.Uri), Log, Cancel);

        Assert.Equal(isPushed, request.Uri.Query.Contains("request_uri=", StringComparison.Ordinal));
        Assert.Equal(isPushed, !request.Uri.Query.Contains("code_challenge=", StringComparison.Ordinal));
        Assert.Equal("alice", token.Subject);
        Assert.Equal([Orders], token.Audience);
        Assert.Equal("alice", token.IdClaims["sub"]);
        Assert.NotNull(token.RefreshToken);
    }

    [Fact]
    public async Task BrowserLogin_WithAnotherVerifier_IsRefused()
    {
        var session = await ConnectAsync("web");
        var (first, second) = (await BeginAsync(session), await BeginAsync(session));
        var answer = await VisitAsync(first.Uri);
        answer["state"] = second.State.Reveal();

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.InvalidAuthorizationCode,
            () => session.CompleteAuthorizeAsync(second, answer, Log, Cancel)
        );
    }

    [Fact]
    public async Task Refresh_Rotates_AndTheOldTokenEndsTheFamily()
    {
        var session = await ConnectAsync("web");
        var token = await SignInAsync(session, Options("code", Auth0ResponseMode.Query, false));
        var first = token.RefreshToken!.Reveal();

        var renewed = await session.RefreshAsync(token, force: true, activity: Log, cancellationToken: Cancel);

        Assert.NotEqual(first, renewed.RefreshToken!.Reveal());
        Assert.NotEqual(token.AccessToken.Reveal(), renewed.AccessToken.Reveal());
        using var again = await Browser.PostAsync(
            new Uri(Server.Issuer + "oauth/token"),
            new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["grant_type"] = "refresh_token",
                    ["client_id"] = "web",
                    ["client_secret"] = "s3cret",
                    ["refresh_token"] = first,
                }
            ),
            Cancel
        );
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.InvalidRefreshToken,
            () => session.RefreshAsync(renewed, force: true, activity: Log, cancellationToken: Cancel)
        );
    }

    [Fact]
    public async Task Revoke_EndsTheRefreshToken()
    {
        var session = await ConnectAsync("web");
        var token = await SignInAsync(session, Options("code", Auth0ResponseMode.Query, false));
        var refreshToken = token.RefreshToken!.Reveal();

        await session.RevokeAsync(token, Log, Cancel);

        Assert.Null(token.RefreshToken);
        var other = Connect(Auth0ClientAuthentication.SecretPost("web", Secret("s3cret")), Server.Domain, systemTime: true);
        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.InvalidRefreshToken,
            () => other.RefreshAsync(Auth0Secret.FromPlainText(refreshToken), activity: Log, cancellationToken: Cancel)
        );
    }

    [Fact]
    public async Task DeviceLogin_WaitsUntilTheUserHasConfirmed()
    {
        var session = await ConnectAsync(Auth0ClientAuthentication.None("tv"));
        var code = await session.StartDeviceLoginAsync(Orders, ["openid", "read:orders"], Log, Cancel);

        Assert.Equal(new Uri(Server.Issuer + "activate"), code.VerificationUri);
        var first = Fields(await Browser.GetStringAsync(code.VerificationUriComplete, Cancel));
        var second = Fields(await PostAsync(code.VerificationUri, first));
        Assert.Equal(code.UserCode, second["user_code"]);
        Assert.Equal("signed in", await PostAsync(code.VerificationUri, second));
        var token = await session.WaitDeviceLoginAsync(code, activity: Log, cancellationToken: Cancel);

        Assert.Equal("alice", token.Subject);
        Assert.Equal([Orders], token.Audience);
        Assert.Equal(["read:orders"], token.Scope);
    }

    private static Auth0AuthorizeOptions Options(string responseType, Auth0ResponseMode mode, bool isPushed) =>
        new()
        {
            ResponseType = responseType,
            ResponseMode = mode,
            RedirectUri = new Uri(Callback),
            Audience = Orders,
            Scope = ["read:orders", "offline_access"],
            Prompt = "consent", // OpenID Connect Core §11: offline_access needs it
            IsPushed = isPushed,
        };

    private Task<Auth0AuthorizeRequest> BeginAsync(Auth0Session session) =>
        session.CreateAuthorizeRequestAsync(Options("code", Auth0ResponseMode.Query, false), Log, Cancel);
}
