using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.ProofOfPossession;

/// <summary>What goes wrong has an error of its own, and nothing is downgraded.</summary>
public sealed class DPoPRefusalTests : DPoPTest
{
    [Theory]
    [InlineData(12, "12 min behind")]
    [InlineData(-3, "3 min ahead of")]
    [InlineData(60 * 72, "3 days behind")]
    public async Task ClockThatIsOff_IsSaid(int minutes, string expected)
    {
        StartBound(options => options.ClockSkew = TimeSpan.FromMinutes(minutes));

        var failure = await FailsAsync<Auth0TokenException>(Auth0ErrorCode.ClockOff, () => GetTokenAsync(ConnectBound()));

        Assert.Contains($"this machine's clock is {expected}", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, TokenRequests);
    }

    [Fact]
    public async Task ClockThatGoesOff_IsSaidByACall_AndTheTokenStays()
    {
        StartBound();
        var session = ConnectBound();
        await CallAsync(session);
        Tenant.ClockSkew = TimeSpan.FromMinutes(5);

        var failure = await FailsAsync<Auth0ApiException>(Auth0ErrorCode.ClockOff, () => CallAsync(session));

        Assert.Contains("5 min behind", failure.Message, StringComparison.Ordinal);
        Assert.Equal((1, 2), (TokenRequests, Tenant.CountRequests("GET", "/echo/a")));
        Assert.Single(session.Tokens);
    }

    [Fact]
    public async Task ProofThatIsRefused_HasItsError()
    {
        StartBound();
        FaultToken(400, """{"error":"invalid_dpop_proof","error_description":"no"}""");

        var failure = await FailsAsync<Auth0TokenException>(Auth0ErrorCode.InvalidDPoPProof, () => GetTokenAsync(ConnectBound()));

        Assert.Equal(("invalid_dpop_proof", "no"), (failure.Error, failure.ErrorDescription));
        Assert.Equal(1, TokenRequests);
    }

    [Fact]
    public async Task BearerToken_InPlaceOfABoundOne_IsNotTaken()
    {
        var session = ConnectBound(); // its API allows no DPoP

        var failure = await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.BearerTokenIssued, () => GetTokenAsync(session));

        Assert.Equal(Orders, failure.Audience);
        Assert.Empty(session.Tokens);
        await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.BearerTokenIssued, () => CallAsync(session));
        Assert.Equal(0, Tenant.CountRequests("GET", "/echo/a"));
    }

    [Theory]
    [InlineData("dpop", null, Auth0ErrorCode.TokenNotBound)]
    [InlineData("DPoP", "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I", Auth0ErrorCode.TokenBoundToOtherKey)]
    [InlineData("bearer", "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I", Auth0ErrorCode.BearerTokenIssued)]
    public async Task TokenThatIsNotBoundToTheKey_IsNotTaken(string type, string? thumbprint, Auth0ErrorCode code)
    {
        StartBound();
        var session = ConnectBound();
        AnswerToken(WithConfirmation(thumbprint), type);

        await FailsAsync<Auth0ResponseException>(code, () => GetTokenAsync(session));

        Assert.Empty(session.Tokens);
    }

    [Theory]
    [InlineData("opaque-token", "DPOP", "DPoP")]
    [InlineData("opaque-token", "dpop", "DPoP")]
    public async Task Type_IsReadInAnyCase(string accessToken, string type, string expected)
    {
        StartBound();
        AnswerToken(accessToken, type);

        Assert.Equal(expected, (await GetTokenAsync(ConnectBound())).TokenType);
    }

    [Fact]
    public async Task BoundToken_WithoutAKey_IsNotTaken()
    {
        AnswerToken("opaque", "DPoP");

        await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.DPoPKeyMissing, () => GetTokenAsync());
    }

    // Auth0's page about mTLS says that the type of a token that a certificate confirms is DPoP.
    [Fact]
    public async Task TokenOfACertificate_WithTheTypeDPoP_IsTaken_AndNeedsNoProof()
    {
        var claims = new JsonObject
        {
            ["aud"] = Orders,
            ["cnf"] = new JsonObject { ["x5t#S256"] = "abc" },
        };
        var body = System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(claims.ToJsonString()));
        AnswerToken($"eyJhbGciOiJSUzI1NiJ9.{body}.c2ln", "DPoP");

        var token = await GetTokenAsync();

        Assert.Equal("abc", token.Confirmation!.CertificateThumbprint);
        Assert.False(token.NeedsProof);
    }

    [Fact]
    public async Task ApplicationThatMustProve_SaysSo()
    {
        Start(options => options.DPoP = Auth0LocalTenantDPoP.Required);

        var failure = await FailsAsync<Auth0TokenException>(Auth0ErrorCode.DPoPRequired, () => GetTokenAsync());

        Assert.Equal("invalid_request", failure.Error);
    }

    // RFC 8705 is about possession, too.
    [Theory]
    [InlineData(
        "The API requires proof of possession with mTLS: no client certificate was presented.",
        Auth0ErrorCode.ClientCertificateRequired
    )]
    [InlineData("A client certificate is required (proof-of-possession).", Auth0ErrorCode.ClientCertificateRequired)]
    [InlineData("Proof of possession is required.", Auth0ErrorCode.DPoPRequired)]
    [InlineData("Missing DPoP proof.", Auth0ErrorCode.DPoPRequired)]
    public async Task WhatMustBeProven_IsTold(string description, Auth0ErrorCode code)
    {
        FaultToken(400, new JsonObject { ["error"] = "invalid_request", ["error_description"] = description }.ToJsonString());

        await FailsAsync<Auth0TokenException>(code, () => GetTokenAsync());
    }

    [Fact]
    public async Task RefusedRefresh_WithoutAProof_LeavesTheRefreshToken()
    {
        StartBound();
        Tenant.ConfigureApplication(WebApplication.ClientId, """{"refresh_token":{"rotation_type":"rotating","leeway":0}}""");
        var login = await SignInForLongAsync(Web);
        var api = Tenant.Apis.Single(api => api.Identifier == Orders);
        api.DPoP = Auth0LocalTenantDPoP.Required;

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.DPoPRequired,
            () => Web.RefreshAsync(login, force: true, activity: Log, cancellationToken: Cancel)
        );
        api.DPoP = Auth0LocalTenantDPoP.Allowed;

        Assert.NotNull(await Web.RefreshAsync(login, force: true, activity: Log, cancellationToken: Cancel));
    }

    // RFC 9449 §5: it is bound to the application.
    [Fact]
    public async Task RefreshToken_OfAConfidentialApplication_NeedsNoKeyOfItsLogin()
    {
        StartBound();
        var bound = Connect(Auth0ClientAuthentication.SecretPost(WebApplication.ClientId, WebApplication.ClientSecret!), dpop: true);
        var login = await SignInForLongAsync(bound);

        var renewed = await Web.RefreshAsync(login, force: true, activity: Log, cancellationToken: Cancel);

        Assert.Equal(("DPoP", "Bearer"), (login.TokenType, renewed.TokenType));
    }

    // Its keys are wiped, so the second attempt, with the nonce, has none.
    [Fact]
    public async Task SessionThatIsClosedDuringACall_SaysSo()
    {
        StartBound(options => options.RequireDPoPNonce = true);
        var session = ConnectBound();
        await GetTokenAsync(session);
        Tenant.RequestReceived += (_, request) =>
        {
            if (request.Path == "/echo/a")
            {
                session.Dispose();
            }
        };

        await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.SessionClosed, () => CallAsync(session));
    }

    [Fact]
    public async Task ApiThatWantsABoundToken_SaysSo()
    {
        var session = Connect(audience: Orders);
        await GetTokenAsync(session);
        var fault = new Auth0LocalTenantFault
        {
            Path = "/echo/a",
            StatusCode = 401,
            Body = "{}",
            Times = 10,
        };
        fault.Headers["WWW-Authenticate"] = "DPoP algs=\"ES256\"";
        Tenant.AddFault(fault);

        await FailsAsync<Auth0ApiException>(Auth0ErrorCode.DPoPRequired, () => CallAsync(session));
    }

    [Fact]
    public async Task TokenOfAnotherSession_IsNotSent()
    {
        StartBound();
        var token = await GetTokenAsync(ConnectBound());

        foreach (var other in new[] { ConnectBound(), Connect(audience: Orders) })
        {
            var failure = await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.DPoPKeyMissing, () => CallAsync(other, token));
            Assert.Contains(token.Confirmation!.JwkThumbprint!, failure.Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, Tenant.CountRequests("GET", "/echo/a"));
    }

    [Fact]
    public async Task TokenOfAnotherProgram_ThatIsBound_MakesNoSession()
    {
        StartBound(options => options.TimeProvider = TimeProvider.System);
        var token = await GetTokenAsync(ConnectBound(TimeProvider.System));

        Assert.Equal(
            Auth0ErrorCode.DPoPKeyMissing,
            Assert.Throws<Auth0ConfigurationException>(() => Auth0SessionOptions.FromAccessToken(token.AccessToken)).Code
        );
    }

    [Fact]
    public async Task StolenRefreshToken_OfAPublicApplication_IsWorthless()
    {
        StartBound();
        var (owner, thief) = (ConnectBoundMobile(), ConnectBoundMobile());
        var login = await SignInForLongAsync(owner);

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.InvalidRefreshToken,
            () => thief.RefreshAsync(Secret(login.RefreshToken!.Reveal()), activity: Log, cancellationToken: Cancel)
        );

        var renewed = await owner.RefreshAsync(login, force: true, activity: Log, cancellationToken: Cancel);
        Assert.Equal("DPoP", renewed.TokenType);
    }

    [Fact]
    public async Task NoProof_IsRepeatedByAnError()
    {
        StartBound();
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/oauth/token",
                StatusCode = 400,
                Body = """{"error":"invalid_dpop_proof"}""",
            }
        );
        string? proof = null;
        Tenant.RequestReceived += (_, request) => proof ??= request.Headers.GetValueOrDefault("DPoP");
        var session = ConnectBound();
        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.InvalidDPoPProof, () => GetTokenAsync(session));
        FaultToken(400, $$"""{"error":"invalid_dpop_proof","error_description":"You sent {{proof}}"}""");

        var failure = await FailsAsync<Auth0TokenException>(Auth0ErrorCode.InvalidDPoPProof, () => GetTokenAsync(session));

        Assert.NotNull(proof);
        Assert.Contains("You sent", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotMatch(JwtText.Start, string.Join(' ', Log.Reports.Select(report => report.Message)));
    }
}
