using System.Buffers.Text;
using System.Net;
using System.Text;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Mtls;

/// <summary>Tokens that are bound to a certificate (RFC 8705 §3): checked when they arrive, and presented with it.</summary>
public sealed class BoundTokenTests : MtlsTest
{
    private Uri Echo => new($"{Tenant.MtlsDomain}/echo/orders");

    [Fact]
    public async Task Token_OfAnApiThatWantsIt_IsBoundToTheCertificate_AndOthersAreNot()
    {
        BindTokensOf(Orders);

        var bound = await GetTokenAsync(Nightly);
        var other = await GetTokenAsync(Nightly, "urn:example:reports");

        Assert.Equal(Thumbprint, bound.Confirmation?.CertificateThumbprint);
        Assert.Null(other.Confirmation);
    }

    [Theory]
    [InlineData("""{"tls_client_certificate_bound_access_tokens":true}""")]
    [InlineData("""{"require_proof_of_possession":true}""")]
    public async Task Application_MayWantAllItsTokensBound(string settings)
    {
        Tenant.ConfigureApplication(Tenant.ClientId, settings);

        Assert.Equal(Thumbprint, (await GetTokenAsync(Nightly)).Confirmation?.CertificateThumbprint);
    }

    [Fact]
    public async Task Call_WithABoundToken_PresentsTheCertificate()
    {
        BindTokensOf(Orders);

        var answer = await Nightly.SendAsync(new Auth0ApiRequest { Uri = Echo, Audience = Orders }, Log, Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(Thumbprint, Encrypted.Last(static request => request.Path == "/echo/orders").CertificateThumbprint);
    }

    [Fact]
    public async Task Call_WithATokenThatIsNotBound_PresentsNothing()
    {
        var token = await GetTokenAsync(Nightly);

        await Nightly.SendAsync(new Auth0ApiRequest { Uri = new Uri($"{Tenant.Domain}/echo/orders"), Token = token }, Log, Cancel);
        // The pool of all sessions doesn't trust the local tenant's certificate: without the certificate, nothing is sent there.
        await FailsAsync<Auth0ConnectionException>(
            Auth0ErrorCode.SecureConnectionFailed,
            () => Nightly.SendAsync(new Auth0ApiRequest { Uri = Echo, Token = token }, Log, Cancel)
        );

        Assert.Equal(["/oauth/token"], Encrypted.Select(static request => request.Path));
    }

    // The application authenticates itself with its certificate, and its tokens are bound to the session's key.
    [Fact]
    public async Task SessionWithDPoPToo_AuthenticatesByTheCertificate_AndProvesItsKey()
    {
        Start(static options => (options.Mtls, options.DPoP) = (true, Auth0LocalTenantDPoP.Allowed));
        Tenant.AddClientCertificate(Tenant.ClientId, Certificate.ExportCertificatePem());
        var session = Connect(Auth0ClientAuthentication.MutualTls(Tenant.ClientId, Certificate, SelfSigned), dpop: true);

        var token = await GetTokenAsync(session);
        var answer = await session.SendAsync(
            new Auth0ApiRequest { Uri = new Uri($"{Tenant.Domain}/echo/orders"), Audience = Orders },
            Log,
            Cancel
        );

        Assert.Equal("DPoP", token.TokenType);
        Assert.NotNull(token.Confirmation?.JwkThumbprint);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var asked = Encrypted.Single(static request => request.Path == "/oauth/token");
        Assert.Equal(Thumbprint, asked.CertificateThumbprint);
        Assert.Contains("DPoP", asked.Headers.Keys);
        var called = Tenant.Requests.Last(static request => request.Path == "/echo/orders");
        Assert.StartsWith("DPoP ", called.Headers["Authorization"], StringComparison.Ordinal);
        Assert.Contains("DPoP", called.Headers.Keys);
    }

    // An API has one of the two mechanisms. Its token isn't what a session with DPoP asked for, and the error says what it is.
    [Fact]
    public async Task TokenThatIsBoundToTheCertificateAlone_IsNoneForDPoP()
    {
        BindTokensOf(Orders);
        var session = Connect(Auth0ClientAuthentication.MutualTls(Tenant.ClientId, Certificate, SelfSigned), dpop: true);

        var failure = await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.BearerTokenIssued, () => GetTokenAsync(session));

        Assert.Contains("bound to a certificate alone: its API wants mTLS, not DPoP", failure.Message, StringComparison.Ordinal);
        Assert.Empty(session.Tokens);
    }

    [Theory]
    [InlineData(false, "and none was presented")]
    [InlineData(true, "is bound to another client certificate")]
    public async Task StolenToken_IsOfNoUse(bool hasCertificate, string reason)
    {
        BindTokensOf(Orders);
        var token = await GetTokenAsync(Nightly);
        var thief = hasCertificate ? Keep(ClientCertificates.SelfSigned(Time.GetUtcNow())) : null;

        var (status, body) = await SendRawAsync(thief, "/echo/orders", bearer: token.AccessToken.Reveal());

        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_token"), (status, (string)body["error"]!));
        Assert.Contains(reason, (string)body["error_description"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StolenToken_OpensNeitherUserInfoNorTheManagementApi()
    {
        Tenant.ConfigureApplication(Tenant.ClientId, """{"require_proof_of_possession":true}""");
        Tenant.ConfigureApplication(WebApplication.ClientId, """{"require_proof_of_possession":true}""");
        Tenant.AddClientCertificate(WebApplication.ClientId, Certificate.ExportCertificatePem());
        var management = await GetTokenAsync(Nightly, Tenant.ManagementAudience);
        var user = await SignInAsync(ConnectWith(Certificate, clientId: WebApplication.ClientId), "alice", "openid");

        var (first, _) = await SendRawAsync(null, "/api/v2/clients", bearer: management.AccessToken.Reveal());
        var (second, body) = await SendRawAsync(null, "/userinfo", bearer: user.AccessToken.Reveal());

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (first, second));
        Assert.Contains("none was presented", (string)body["error_description"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TokenOfAnotherCertificate_IsRefused_AndNotKept()
    {
        FaultToken(200, $$"""{"access_token":"{{Forged("QUJD")}}","token_type":"Bearer","expires_in":3600}""");

        var failure = await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.CertificateBindingMismatch, () => GetTokenAsync(Nightly));

        Assert.Contains(
            $"(x5t#S256 QUJD) than the session's, CN=nightly, O=Acme ({Thumbprint}). No token was kept.",
            failure.Message,
            StringComparison.Ordinal
        );
        Assert.Empty(Nightly.Tokens);
    }

    [Fact]
    public async Task TokenOfAnotherCertificate_IsNotSentToAnApi()
    {
        BindTokensOf(Orders);
        var other = Keep(ClientCertificates.SelfSigned(Time.GetUtcNow()));
        Tenant.AddClientCertificate(Tenant.ClientId, other.ExportCertificatePem());
        var token = await GetTokenAsync(ConnectWith(other));

        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.CertificateBindingMismatch,
            () => Nightly.SendAsync(new Auth0ApiRequest { Uri = Echo, Token = token }, Log, Cancel)
        );

        Assert.Equal(0, Tenant.CountRequests(path: "/echo/orders"));
    }

    [Fact]
    public async Task Api_ThatRequiresIt_GivesNoTokenWithoutACertificate()
    {
        BindTokensOf(Orders);
        var worker = Tenant.GetApplication("nightly-export");
        Tenant.AddClientGrant(worker.ClientId, Orders, "read:orders");

        var failure = await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.ClientCertificateRequired,
            () => GetTokenAsync(Connect(Auth0ClientAuthentication.SecretPost(worker.ClientId, worker.ClientSecret!)))
        );

        Assert.Contains("requires proof of possession with mTLS", failure.Message, StringComparison.Ordinal);
    }

    // Only its API can read an encrypted token; Auth0 calls the ones that a certificate confirms DPoP.
    [Fact]
    public async Task EncryptedToken_WithTheTypeDPoP_IsTaken_AndPresentedWithTheCertificate()
    {
        FaultToken(200, """{"access_token":"eyJhbGciOiJkaXIifQ..aXY.dGV4dA.dGFn","token_type":"DPoP","expires_in":3600}""");

        var token = await GetTokenAsync(Nightly);
        var failure = await Assert.ThrowsAsync<Auth0ApiException>(() =>
            Nightly.SendAsync(new Auth0ApiRequest { Uri = Echo, Token = token }, Log, Cancel)
        );

        Assert.Equal(("DPoP", false), (token.TokenType, token.NeedsProof));
        Assert.Equal(HttpStatusCode.Unauthorized, failure.StatusCode); // the local tenant's API encrypts nothing
        Assert.All(
            Encrypted.Where(static request => request.Path == "/echo/orders"),
            request => Assert.Equal((Thumbprint, false), (request.CertificateThumbprint, request.Headers.ContainsKey("DPoP")))
        );
        Assert.Contains(Encrypted, static request => request.Path == "/echo/orders");
    }

    [Fact]
    public async Task Refresh_WithoutTheCertificate_IsRefused_AndTheRefreshTokenStays()
    {
        BindTokensOf(Orders);
        var mobile = Tenant.GetApplication("Mobile for iOS");
        Tenant.ConfigureApplication(mobile.ClientId, """{"refresh_token":{"rotation_type":"rotating","leeway":0}}""");
        BindTokensOf(Orders, isRequired: false);
        var session = ConnectMobile();
        var token = await SignInForLongAsync(session);
        BindTokensOf(Orders);

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.ClientCertificateRequired,
            () => session.RefreshAsync(token, force: true, activity: Log, cancellationToken: Cancel)
        );
        BindTokensOf(Orders, isRequired: false);

        Assert.NotNull(await session.RefreshAsync(token, force: true, activity: Log, cancellationToken: Cancel));
    }

    // An API that allows DPoP doesn't make a token unbound that the application requires to be bound.
    [Fact]
    public async Task Application_ThatRequiresIt_GetsNoUnboundToken()
    {
        Tenant.ConfigureApplication(Tenant.ClientId, """{"require_proof_of_possession":true}""");
        Tenant.Apis.Single(api => api.Identifier == Orders).DPoP = Auth0LocalTenantDPoP.Allowed;

        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.DPoPRequired, () => GetTokenAsync(Nightly));
    }

    [Fact]
    public async Task Refresh_BindsTheNewTokenToo()
    {
        BindTokensOf(Orders);
        Tenant.AddClientCertificate(WebApplication.ClientId, Certificate.ExportCertificatePem());
        var session = ConnectWith(Certificate, clientId: WebApplication.ClientId);
        var token = await SignInAsync(session, "alice", "offline_access");

        var next = await session.RefreshAsync(token, activity: Log, cancellationToken: Cancel);

        Assert.Equal((Thumbprint, Thumbprint), (token.Confirmation?.CertificateThumbprint, next.Confirmation?.CertificateThumbprint));
    }

    private static string Forged(string thumbprint)
    {
        string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
        return $"{Part("""{"alg":"RS256"}""")}.{Part($$$"""{"aud":"{{{Orders}}}","cnf":{"x5t#S256":"{{{thumbprint}}}"}}""")}.c2ln";
    }
}
