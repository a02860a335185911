using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.ProofOfPossession;

/// <summary>A session with DPoP: its tokens are bound to its key, and every request proves that it has the key.</summary>
public sealed class DPoPSessionTests : DPoPTest
{
    [Fact]
    public async Task Token_IsBound_AndCallsProveIt()
    {
        StartBound();
        var session = ConnectBound();

        var token = await GetTokenAsync(session);
        await CallAsync(session, path: "/echo/a?b=c");

        var (header, claims, _) = Assert.Single(ProofsAt("/oauth/token"));
        Assert.Equal("DPoP", token.TokenType);
        Assert.Equal(ProofForge.ThumbprintOf(header["jwk"]!), token.Confirmation!.JwkThumbprint);
        Assert.Equal(["kty", "crv", "x", "y"], header["jwk"]!.AsObject().Select(member => member.Key));
        Assert.Equal(("POST", $"{Tenant.Domain}/oauth/token"), ((string?)claims["htm"], (string?)claims["htu"]));
        Assert.Equal(Time.GetUtcNow().ToUnixTimeSeconds(), (long?)claims["iat"]);
        Assert.Null(claims["ath"]);
        var call = Assert.Single(ProofsAt("/echo/a"));
        Assert.Equal(header["jwk"]!.ToJsonString(), call.Header["jwk"]!.ToJsonString());
        Assert.Equal(("GET", $"{Tenant.Domain}/echo/a"), ((string?)call.Claims["htm"], (string?)call.Claims["htu"]));
        Assert.Equal(ProofForge.HashOf(token.AccessToken.Reveal()), (string?)call.Claims["ath"]);
        Assert.NotEqual((string?)claims["jti"], (string?)call.Claims["jti"]);
        Assert.Equal($"DPoP {token.AccessToken.Reveal()}", Tenant.Requests[^1].Headers["Authorization"]);
        Assert.Equal(200, Tenant.Requests[^1].StatusCode);
    }

    [Fact]
    public async Task ManagementApi_IsCalledWithProofs_PageByPage()
    {
        StartBound(options => options.ClientCount = 250);
        var session = ConnectBound();

        var count = 0;
        await foreach (var _ in session.ListAsync(Auth0Resources.Clients, cancellationToken: Cancel))
        {
            count++;
        }

        Assert.Equal(250, count);
        var proofs = ProofsAt("/api/v2/clients");
        Assert.Equal(Tenant.CountRequests("GET", "/api/v2/clients"), proofs.Count);
        Assert.Equal(proofs.Count, proofs.Select(proof => (string?)proof.Claims["jti"]).Distinct().Count());
        Assert.All(proofs, proof => Assert.Equal(200, proof.Status));
    }

    [Fact]
    public async Task EveryGrant_HasAProof()
    {
        StartBound();
        var mobile = ConnectBoundMobile();

        var login = await SignInForLongAsync(mobile);
        var renewed = await mobile.RefreshAsync(login, force: true, activity: Log, cancellationToken: Cancel);
        var challenge = await ChallengeAsync(mobile, "dave", "read:orders");
        var second = await mobile.GetTokenAsync(
            new MfaOtpGrant(challenge, Secret(Tenant.GetOtp(Tenant.GetUser("dave")))),
            Log,
            cancellationToken: Cancel
        );

        Assert.All([login, renewed, second], token => Assert.Equal("DPoP", token.TokenType));
        Assert.Single(new[] { login, renewed, second }.Select(token => token.Confirmation!.JwkThumbprint).Distinct());
        Assert.Equal(TokenRequests, ProofsAt("/oauth/token").Count);
    }

    [Fact]
    public async Task DeviceLogin_IsBound_AndPollingHasFreshProofs()
    {
        StartBound();
        var mobile = ConnectBoundMobile();
        var code = await mobile.StartDeviceLoginAsync(Orders, ["openid", "read:orders"], Log, Cancel);
        var polls = 0;
        Tenant.RequestReceived += (_, request) =>
        {
            if (request.Path == "/oauth/token" && ++polls == 4)
            {
                Tenant.ApproveDevice(code.UserCode, Tenant.GetUser("alice"));
            }
        };

        var token = await mobile.WaitDeviceLoginAsync(code, activity: Log, cancellationToken: Cancel);

        Assert.Equal("DPoP", token.TokenType);
        var proofs = ProofsAt("/oauth/token");
        Assert.InRange(proofs.Count, 4, 10);
        Assert.Equal(proofs.Count, proofs.Select(proof => (string?)proof.Claims["jti"]).Distinct().Count());
        Assert.Equal(TokenRequests, proofs.Count);
    }

    [Fact]
    public async Task Retry_HasAProofOfItsOwn()
    {
        StartBound();
        var session = ConnectBound();
        FaultToken(503, "{}");
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/echo/a",
                StatusCode = 503,
                Times = 2,
            }
        );

        await CallAsync(session);

        var (token, call) = (ProofsAt("/oauth/token"), ProofsAt("/echo/a"));
        Assert.Equal((2, 3), (token.Count, call.Count));
        Assert.Equal(5, token.Concat(call).Select(proof => (string?)proof.Claims["jti"]).Distinct().Count());
        Assert.Equal([503, 503, 200], call.Select(proof => proof.Status));
        Assert.True((long?)call[2].Claims["iat"] >= (long?)call[0].Claims["iat"]);
    }

    [Fact]
    public async Task Redirect_HasAProofForItsAddress()
    {
        StartBound();
        var session = ConnectBound();

        var response = await CallAsync(session, path: $"/redirect?to={Uri.EscapeDataString("/echo/b?c=d")}");

        Assert.Equal(200, (int)response.StatusCode);
        var (first, second) = (Assert.Single(ProofsAt("/redirect")), Assert.Single(ProofsAt("/echo/b")));
        Assert.Equal($"{Tenant.Domain}/echo/b", (string?)second.Claims["htu"]);
        Assert.NotEqual((string?)first.Claims["jti"], (string?)second.Claims["jti"]);
    }

    [Fact]
    public async Task RevokedToken_IsReplaced_ByABoundOne()
    {
        StartBound(options => options.RequireDPoPNonce = true);
        var session = ConnectBound();
        await CallAsync(session);
        Tenant.RevokeTokens();

        var response = await CallAsync(session);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(2, ProofsAt("/oauth/token").Count(proof => proof.Status == 200));
    }

    [Fact]
    public async Task UserInfo_AndTheMfaApi_AreCalledWithProofs()
    {
        StartBound();
        var mobile = ConnectBoundMobile();
        var login = await SignInAsync(mobile, "alice", "openid", "profile");
        var factors = await mobile.GetTokenAsync(
            Password("alice", mobile.Mfa.Audience, "read:authenticators"),
            Log,
            cancellationToken: Cancel
        );

        var user = await mobile.GetUserInfoAsync(login, Log, Cancel);
        await mobile.Mfa.ListAuthenticatorsAsync(factors, Log, Cancel);

        Assert.Equal(login.Subject, user.Subject);
        Assert.Equal(200, Assert.Single(ProofsAt("/userinfo")).Status);
        Assert.Equal("DPoP", factors.TokenType);
        Assert.Equal(200, Assert.Single(ProofsAt("/mfa/authenticators")).Status);
    }

    [Fact]
    public async Task OpaqueToken_IsTakenForItsType()
    {
        StartBound();
        var mobile = ConnectBoundMobile();
        var grant = new PasswordGrant(Tenant.GetUser("alice").Email!, Tenant.GetUser("alice").Password, null, ["openid"]);

        var token = await mobile.GetTokenAsync(grant, Log, cancellationToken: Cancel);
        await mobile.GetUserInfoAsync(token, Log, Cancel);

        Assert.Equal("DPoP", token.TokenType);
        Assert.Null(token.Confirmation);
        Assert.Equal(200, Assert.Single(ProofsAt("/userinfo")).Status);
    }

    [Fact]
    public async Task SessionWithoutDPoP_SendsNoProof_AndHasNoKey()
    {
        StartBound();
        var session = Connect(audience: Orders);

        var token = await GetTokenAsync(session);
        await CallAsync(session);

        Assert.False(session.DPoP);
        Assert.Equal("Bearer", token.TokenType);
        Assert.DoesNotContain(Tenant.Requests, request => request.Headers.ContainsKey("DPoP"));
    }

    [Fact]
    public async Task HeaderOfTheCallers_IsRefused()
    {
        StartBound();

        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.InvalidHeader,
            () => ConnectBound().SendAsync(new Auth0ApiRequest { Uri = Echo, Headers = [new("dpop", "x")] }, Log, Cancel)
        );
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("1", true)]
    [InlineData("ja", true)] // whoever sets it wants to be protected
    [InlineData("false", false)]
    [InlineData("0", false)]
    [InlineData("No", false)]
    [InlineData("OFF ", false)]
    [InlineData(" ", false)]
    [InlineData(null, false)]
    public void Environment_TurnsItOn(string? value, bool isOn)
    {
        var variables = new Dictionary<string, string?>
        {
            ["AUTH0_DOMAIN"] = "acme.eu.auth0.com",
            ["AUTH0_CLIENT_ID"] = "client",
            ["AUTH0_DPOP"] = value,
        };

        Assert.Equal(isOn, Auth0SessionOptions.FromEnvironment(name => variables.GetValueOrDefault(name))!.DPoP);
    }
}
