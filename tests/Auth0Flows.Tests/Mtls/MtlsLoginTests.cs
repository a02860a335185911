using System.Security.Cryptography.X509Certificates;

namespace Auth0Flows.Tests.Mtls;

/// <summary>tls_client_auth and self_signed_tls_client_auth (RFC 8705 §2): what arrives, and where.</summary>
public sealed class MtlsLoginTests : MtlsTest
{
    [Theory]
    [InlineData("RSA")]
    [InlineData("EC")]
    public async Task SelfSignedCertificate_AuthenticatesWithTheClientIdAlone_AtTheAlias(string kind)
    {
        var certificate = Keep(ClientCertificates.SelfSigned(Time.GetUtcNow(), kind));
        Tenant.AddClientCertificate(Tenant.ClientId, certificate.ExportCertificatePem());

        var token = await GetTokenAsync(ConnectWith(certificate));

        var request = Assert.Single(Encrypted);
        Assert.Equal(("POST", "/oauth/token", 200), (request.Method, request.Path, request.StatusCode));
        Assert.Equal(ThumbprintOf(certificate), request.CertificateThumbprint);
        Assert.Equal(["audience", "client_id", "grant_type"], request.Form.Keys.Order());
        Assert.False(request.Headers.ContainsKey("Authorization"));
        Assert.Equal($"{Tenant.ClientId}@clients", token.Subject);
    }

    [Theory]
    [InlineData("CN=nightly, O=Acme")]
    [InlineData("O=Acme,CN=nightly")]
    public async Task CertificateOfAnAuthority_IsKnownByItsSubject(string registered)
    {
        var now = Time.GetUtcNow();
        var authority = Keep(ClientCertificates.Authority(now));
        var certificate = Keep(ClientCertificates.Issue(authority, now));
        var worker = Tenant.GetApplication("nightly-export");
        Tenant.AddCertificateAuthority(authority.ExportCertificatePem());
        Tenant.AddClientCertificateSubject(worker.ClientId, registered);
        Tenant.AddClientGrant(worker.ClientId, Orders, "read:orders");

        await GetTokenAsync(ConnectWith(certificate, ByAuthority, worker.ClientId));

        Assert.Equal(ThumbprintOf(certificate), Assert.Single(Encrypted).CertificateThumbprint);
    }

    [Fact]
    public async Task Intermediate_IsSentWithTheCertificate()
    {
        var now = Time.GetUtcNow();
        var root = Keep(ClientCertificates.Authority(now));
        var intermediate = Keep(ClientCertificates.Issue(root, now, "CN=Acme Issuing CA", isAuthority: true));
        var certificate = Keep(ClientCertificates.Issue(intermediate, now));
        Tenant.AddCertificateAuthority(root.ExportCertificatePem());
        var worker = Tenant.GetApplication("nightly-export");
        Tenant.AddClientCertificateSubject(worker.ClientId, certificate.Subject);
        Tenant.AddClientGrant(worker.ClientId, Orders, "read:orders");
        using var file = new TemporaryFile(
            certificate.ExportCertificatePem() + "\n" + ClientCertificates.KeyPem(certificate) + "\n" + intermediate.ExportCertificatePem()
        );

        await GetTokenAsync(Connect(Auth0ClientAuthentication.CertificateFile(worker.ClientId, file.Path, method: ByAuthority)));

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.ClientCertificateRefused,
            () => GetTokenAsync(ConnectWith(certificate, ByAuthority, worker.ClientId))
        ); // without it, the chain has a gap
    }

    [Fact]
    public async Task DiscoveryDocument_IsReadOncePerSession_WithoutTheCertificate()
    {
        await GetTokenAsync(Nightly);
        await GetTokenAsync(Nightly, "urn:example:reports");

        var request = Assert.Single(Tenant.Requests, static request => request.Path == "/.well-known/openid-configuration");
        Assert.Equal(("http", null), (request.Scheme, request.CertificateThumbprint));
        Assert.Equal(2, Encrypted.Length);
    }

    [Fact]
    public async Task EachEndpointThatAuthenticates_IsTheAlias()
    {
        var portal = WebApplication.ClientId;
        Tenant.AddClientCertificate(portal, Certificate.ExportCertificatePem());
        var session = ConnectWith(Certificate, clientId: portal);

        var token = await session.GetTokenAsync(Password("alice", Orders, "openid", "offline_access"), Log, cancellationToken: Cancel);
        await session.GetUserInfoAsync(token, Log, Cancel);
        await session.RefreshAsync(token, activity: Log, cancellationToken: Cancel);
        await session.CreateAuthorizeRequestAsync(
            new Auth0AuthorizeOptions { RedirectUri = new Uri("http://localhost:3000/callback"), IsPushed = true },
            Log,
            Cancel
        );
        await session.RevokeAsync(token, Log, Cancel);

        Assert.Equal(
            ["/oauth/token", "/userinfo", "/oauth/token", "/oauth/par", "/oauth/revoke"],
            Encrypted.Select(static request => request.Path)
        );
        Assert.All(Encrypted, request => Assert.Equal(Thumbprint, request.CertificateThumbprint));
        Assert.All(Encrypted, static request => Assert.False(request.Form.ContainsKey("client_secret")));
        Assert.All(Encrypted, static request => Assert.False(request.Form.ContainsKey("client_assertion")));
        Assert.All(
            Tenant.Requests.Where(static request => request.Scheme == "http"),
            static request => Assert.StartsWith("/.well-known/", request.Path, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Certificate_OutlivesTheSession()
    {
        var session = ConnectWith(Certificate);
        await GetTokenAsync(session);
        session.Dispose();

        await GetTokenAsync(ConnectWith(Certificate));

        Assert.Equal(2, Encrypted.Length);
        await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.SessionClosed, () => GetTokenAsync(session));
    }

    [Fact]
    public async Task SessionsOfDifferentCertificates_ShareNoTokens()
    {
        Start(static options =>
        {
            options.Mtls = true;
            options.TimeProvider = TimeProvider.System; // only sessions on the system clock share tokens
        });
        var (one, two) = (
            Keep(ClientCertificates.SelfSigned(DateTimeOffset.UtcNow)),
            Keep(ClientCertificates.SelfSigned(DateTimeOffset.UtcNow))
        );
        Tenant.AddClientCertificate(Tenant.ClientId, one.ExportCertificatePem());
        Tenant.AddClientCertificate(Tenant.ClientId, two.ExportCertificatePem());
        var first = ConnectWith(one, systemTime: true);
        await GetTokenAsync(first);

        Assert.Empty(ConnectWith(two, systemTime: true).Tokens);
        Assert.Single(ConnectWith(one, systemTime: true).Tokens);
        Assert.Empty(ConnectWith(one, ByAuthority, systemTime: true).Tokens);
    }

    [Fact]
    public async Task ManyThreads_ReadTheDiscoveryDocumentOnce()
    {
        var session = Nightly; // the threads would create several: it is a lazy property of the test
        await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(i => Task.Run(() => GetTokenAsync(session, Orders, i % 2 == 0 ? "read:orders" : "create:orders"), Cancel))
        );

        Assert.Equal(1, Tenant.CountRequests("GET", "/.well-known/openid-configuration"));
    }
}
