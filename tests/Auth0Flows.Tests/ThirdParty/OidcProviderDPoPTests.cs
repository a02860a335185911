using System.Text.Json.Nodes;

namespace Auth0Flows.Tests.ThirdParty;

/// <summary>DPoP against a server that isn't ours, which requires a nonce in every proof (RFC 9449).</summary>
public sealed class OidcProviderDPoPTests(OidcProviderServer server) : OidcProviderTest(server), IClassFixture<OidcProviderServer>
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
                        "grant_types": ["client_credentials"], "redirect_uris": [], "response_types": [],
                        "dpop_bound_access_tokens": true
                      },
                      {
                        "client_id": "app", "token_endpoint_auth_method": "none", "application_type": "native",
                        "grant_types": ["authorization_code", "refresh_token"], "redirect_uris": ["{{Callback}}"],
                        "response_types": ["code"]
                      }
                    ],
                    "features": {
                      "clientCredentials": { "enabled": true },
                      "dPoP": { "enabled": true, "requireNonce": true },
                      "pushedAuthorizationRequests": { "enabled": true },
                      "userinfo": { "enabled": true }
                    }
                  }
                }
                """
            )!
            .AsObject();

    [Fact]
    public async Task ClientCredentials_AreBound_WithTheServersNonce()
    {
        var session = await ConnectBoundAsync(Auth0ClientAuthentication.SecretPost("job", Secret("s3cret")));

        var token = await GetTokenAsync(session, Orders, "read:orders");

        Assert.Equal("DPoP", token.TokenType);
        Assert.NotNull(token.Confirmation!.JwkThumbprint);
        Assert.Single(Log.Messages(Auth0ActivityKind.Retry), text => text.Contains("nonce", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ApplicationThatMustProve_GetsNothingWithoutAProof()
    {
        var session = await ConnectAsync("job");

        var failure = await FailsAsync<Auth0TokenException>(Auth0ErrorCode.InvalidGrant, () => GetTokenAsync(session));
        Assert.Equal("invalid_grant", failure.Error); // this server doesn't say that it wants a proof
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task PublicApplication_SignsIn_Renews_AndReadsTheUser(bool isPushed)
    {
        var session = await ConnectBoundAsync(Auth0ClientAuthentication.None("app"));

        var token = await SignInAsync(
            session,
            new Auth0AuthorizeOptions
            {
                RedirectUri = new Uri(Callback),
                Scope = ["openid", "offline_access"],
                ResponseMode = Auth0ResponseMode.Query,
                Prompt = "consent",
                IsPushed = isPushed,
            }
        );
        var user = await session.GetUserInfoAsync(token, Log, Cancel);
        var renewed = await session.RefreshAsync(token, force: true, activity: Log, cancellationToken: Cancel);

        Assert.Equal(("DPoP", "DPoP"), (token.TokenType, renewed.TokenType));
        Assert.Equal("alice", user.Subject);
        Assert.NotEqual(token.AccessToken.Reveal(), renewed.AccessToken.Reveal());
    }

    [Fact]
    public async Task RefreshToken_OfAPublicApplication_IsWorthlessWithAnotherKey()
    {
        var session = await ConnectBoundAsync(Auth0ClientAuthentication.None("app"));
        var token = await SignInAsync(
            session,
            new Auth0AuthorizeOptions
            {
                RedirectUri = new Uri(Callback),
                Scope = ["openid", "offline_access"],
                ResponseMode = Auth0ResponseMode.Query,
                Prompt = "consent",
            }
        );
        var thief = Connect(Auth0ClientAuthentication.None("app"), Server.Domain, time: new LaterTime(), dpop: true);

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.InvalidRefreshToken,
            () => thief.RefreshAsync(Secret(token.RefreshToken!.Reveal()), activity: Log, cancellationToken: Cancel)
        );
    }

    private async Task<Auth0Session> ConnectBoundAsync(Auth0ClientAuthentication client)
    {
        await Server.StartAsync(Configuration, Cancel);
        return Connect(client, Server.Domain, systemTime: true, dpop: true);
    }

    // The system's time in a clock of its own: the session shares nothing with others, as in another process.
    private sealed class LaterTime : TimeProvider;
}
