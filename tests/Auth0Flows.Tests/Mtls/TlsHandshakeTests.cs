using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Mtls;

/// <summary>Handshakes with a client certificate: the server refuses it, or isn't who it should be.</summary>
public sealed class TlsHandshakeTests : MtlsTest
{
    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task ServerThatRefusesTheCertificate_HasItsOwnError_WhichNamesTheCertificate(SslProtocols protocol)
    {
        using var server = new RefusingServer(Tenant, protocol);

        var failure = await FailsAsync<Auth0ConnectionException>(
            Auth0ErrorCode.TlsHandshakeRefused,
            () => GetTokenAsync(ConnectTo(server.Certificate))
        );

        Assert.Contains("it may not accept the certificate CN=nightly, O=Acme.", failure.Message, StringComparison.Ordinal);
        Assert.True(server.Refused > 0);
    }

    [Fact]
    public async Task ServerCertificate_ThatNobodyHandedOver_IsNotTrusted()
    {
        await FailsAsync<Auth0ConnectionException>(Auth0ErrorCode.SecureConnectionFailed, () => GetTokenAsync(ConnectTo(null)));

        Assert.Empty(Encrypted);
    }

    [Fact]
    public async Task ServerCertificate_OfAnotherLocalTenant_IsNotTrusted()
    {
        await using var other = Auth0LocalTenant.Start(new Auth0LocalTenantOptions { Mtls = true });

        await FailsAsync<Auth0ConnectionException>(
            Auth0ErrorCode.SecureConnectionFailed,
            () => GetTokenAsync(ConnectTo(other.MtlsCertificate))
        );

        Assert.Empty(Encrypted);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("localhost", true)]
    [InlineData("::1", true)]
    [InlineData("login.acme.com", false)]
    [InlineData("127.0.0.1.evil.example", false)]
    [InlineData("", false)]
    public void HandedOverCertificate_CountsOnLoopbackAlone(string host, bool isTrusted)
    {
        var trust = new LocalTenantTrust(Tenant.MtlsCertificate!);

        Assert.Equal(isTrusted, trust.Accepts(host, Tenant.MtlsCertificate, SslPolicyErrors.RemoteCertificateChainErrors));
        Assert.False(trust.Accepts(host, Certificate, SslPolicyErrors.RemoteCertificateChainErrors));
        Assert.False(trust.Accepts(host, null, SslPolicyErrors.RemoteCertificateNotAvailable));
        Assert.True(trust.Accepts(host, Certificate, SslPolicyErrors.None)); // the system's own decision
    }

    private Auth0Session ConnectTo(X509Certificate2? trusted) =>
        Keep(
            new Auth0Session(
                new Auth0SessionOptions
                {
                    Domain = Auth0Domain.Parse(Tenant.Domain),
                    Client = Auth0ClientAuthentication.MutualTls(Tenant.ClientId, Certificate, SelfSigned),
                    MaximumRetryCount = 1,
                    LocalTenantCertificate = trusted,
                    TimeProvider = Time,
                }
            )
        );

    // Takes the place of the tenant's aliases, and refuses every certificate.
    private sealed class RefusingServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private int _refused;

        public RefusingServer(Auth0LocalTenant tenant, SslProtocols protocol)
        {
            _listener.Start();
            var port = ((IPEndPoint)_listener.LocalEndpoint).Port;
            tenant.AddFault(
                new Auth0LocalTenantFault
                {
                    Path = "/.well-known/openid-configuration",
                    StatusCode = 200,
                    Body = $$$"""{"mtls_endpoint_aliases":{"token_endpoint":"https://127.0.0.1:{{{port}}}/oauth/token"}}""",
                }
            );
            _ = AcceptAsync(protocol);
        }

        public X509Certificate2 Certificate { get; } = Faults.Certificates.SelfSigned();

        public int Refused => _refused;

        public void Dispose()
        {
            _listener.Dispose();
            Certificate.Dispose();
        }

        private async Task AcceptAsync(SslProtocols protocol)
        {
            while (true)
            {
                using var caller = await _listener.AcceptTcpClientAsync();
                await using var stream = new SslStream(caller.GetStream());
                try
                {
                    await stream.AuthenticateAsServerAsync(
                        new SslServerAuthenticationOptions
                        {
                            ServerCertificate = Certificate,
                            ClientCertificateRequired = true,
                            EnabledSslProtocols = protocol,
                            RemoteCertificateValidationCallback = static (_, _, _, _) => false,
                        }
                    );
                }
                catch (Exception failure) when (failure is AuthenticationException or IOException)
                {
                    Interlocked.Increment(ref _refused);
                }
            }
        }
    }
}
