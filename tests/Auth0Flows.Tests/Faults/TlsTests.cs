using System.Security.Cryptography.X509Certificates;

namespace Auth0Flows.Tests.Faults;

/// <summary>A certificate that isn't valid for the tenant is never accepted, not even on loopback; no switch allows it.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly Certificates _authority = new();
    private readonly FakeTime _time = new() { JumpsOverDelays = true };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _authority.Dispose();

    [Theory]
    [InlineData("self-signed")]
    [InlineData("of an unknown authority")]
    [InlineData("expired")]
    [InlineData("not yet valid")]
    [InlineData("of another name")]
    public async Task Certificate_ThatIsNotTheTenants_IsRefusedBeforeAnythingIsSent(string kind)
    {
        await using var server = new TlsServer(CertificateOf(kind, _authority));
        using var session = Connect(server.Address);

        var failure = await FailsAsync(session);

        Assert.Contains("certificate", failure.Message, StringComparison.Ordinal);
        Assert.Equal((1, 0), (server.Connections, server.Requests)); // permanent, so it is tried only once
        Assert.Empty(_time.Delays);
    }

    [Fact]
    public async Task PlainHttp_OnATlsPort_IsNoSecureConnection()
    {
        await using var server = new FaultServer(_time);
        using var session = Connect(server.Address.Replace("http:", "https:", StringComparison.Ordinal));
        server.Break(
            "",
            new Fault(
                "plain",
                "plain HTTP in the place of TLS",
                static async (line, answer) =>
                {
                    await line.HearAsync();
                    await line.SendAsync("HTTP/1.1 400 Bad Request\r\n\r\n");
                    await line.DrainAsync();
                }
            )
            {
                IsAtAccept = true,
            }
        );

        await FailsAsync(session);
    }

    [Theory]
    [InlineData("alert")]
    [InlineData("close")]
    [InlineData("noise")]
    public async Task Handshake_ThatFails_IsNoSecureConnection(string kind)
    {
        await using var server = new FaultServer(_time);
        using var session = Connect(server.Address.Replace("http:", "https:", StringComparison.Ordinal));
        server.Break(
            "",
            new Fault(
                kind,
                "a handshake that fails",
                async (line, answer) =>
                {
                    await line.HearAsync();
                    await line.SendAsync(
                        kind switch
                        {
                            "alert" => new byte[] { 0x15, 3, 3, 0, 2, 2, 40 }, // handshake_failure
                            "noise" => [.. Enumerable.Range(1, 64).Select(static i => (byte)(i * 73))],
                            _ => [],
                        }
                    );
                    await line.DrainAsync();
                }
            )
            {
                IsAtAccept = true,
            }
        );

        await FailsAsync(session);
    }

    [Fact]
    public async Task Handshake_ThatHangs_IsATimeOut()
    {
        await using var server = new FaultServer(_time);
        using var session = Connect(server.Address.Replace("http:", "https:", StringComparison.Ordinal));
        server.Break(
            "",
            new Fault(
                "silence",
                "no answer to the handshake",
                static async (line, answer) =>
                {
                    await line.HearAsync();
                    await line.HoldAsync();
                }
            )
            {
                IsAtAccept = true,
            }
        );

        var failure = await Assert.ThrowsAsync<Auth0ConnectionException>(() => GetTokenAsync(session));

        Assert.Equal(Auth0ErrorCode.RequestTimeout, failure.Code);
    }

    internal static X509Certificate2 CertificateOf(string kind, Certificates authority) =>
        kind switch
        {
            "self-signed" => Certificates.SelfSigned(),
            "expired" => authority.Issue(fromDays: -60, toDays: -1),
            "not yet valid" => authority.Issue(fromDays: 2, toDays: 30),
            "of another name" => authority.Issue("tenant.example"),
            _ => authority.Issue(),
        };

    private static Task<Auth0Token> GetTokenAsync(Auth0Session session) =>
        session.GetTokenAsync(new ClientCredentialsGrant("urn:api"), cancellationToken: Cancel).AsTask();

    private static async Task<Auth0Exception> FailsAsync(Auth0Session session)
    {
        var failure = await Assert.ThrowsAsync<Auth0ConnectionException>(() => GetTokenAsync(session));
        Assert.Equal(Auth0ErrorCode.SecureConnectionFailed, failure.Code);
        Assert.Empty(session.Tokens);
        return failure;
    }

    private Auth0Session Connect(string domain) =>
        new(
            new Auth0SessionOptions
            {
                Domain = Auth0Domain.Parse(domain),
                Client = Auth0ClientAuthentication.SecretPost("app", Flow.Visit.Secret("secret")),
                MaximumRetryCount = 2,
                Timeout = Line.TimeOut,
                TimeProvider = _time,
            }
        );
}
