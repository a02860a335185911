using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Auth0Flows.Tests.Mtls;

/// <summary>The tenant is strict: each wrong certificate or token is refused for its own reason.</summary>
public sealed class MtlsRefusalTests : MtlsTest
{
    // What is wrong, and what the tenant says.
    private static readonly Dictionary<string, (HttpStatusCode Status, string Error, string Reason)> _logins = new()
    {
        ["no certificate"] = (HttpStatusCode.Unauthorized, "invalid_client", "no client certificate was presented"),
        ["another certificate"] = (HttpStatusCode.Unauthorized, "invalid_client", "is not registered for this application"),
        ["another application's certificate"] = (HttpStatusCode.Unauthorized, "invalid_client", "is not registered for this application"),
        ["an expired certificate"] = (HttpStatusCode.Unauthorized, "invalid_client", "has expired"),
        ["a certificate of tomorrow"] = (HttpStatusCode.Unauthorized, "invalid_client", "is not valid yet"),
        ["an authority that is not trusted"] = (HttpStatusCode.Unauthorized, "invalid_client", "no trusted authority issued"),
        ["an authority of the same name"] = (HttpStatusCode.Unauthorized, "invalid_client", "no trusted authority issued"),
        ["a self-signed certificate of the same subject"] = (HttpStatusCode.Unauthorized, "invalid_client", "no trusted authority issued"),
        ["another subject"] = (HttpStatusCode.Unauthorized, "invalid_client", "the subject of the client certificate is not registered"),
        ["a subject with two attributes in a part"] = (
            HttpStatusCode.Unauthorized,
            "invalid_client",
            "the subject of the client certificate is not registered"
        ),
        ["a longer subject"] = (HttpStatusCode.Unauthorized, "invalid_client", "the subject of the client certificate is not registered"),
        ["a secret beside it"] = (HttpStatusCode.BadRequest, "invalid_request", "Only one way of client authentication"),
        ["an assertion beside it"] = (HttpStatusCode.BadRequest, "invalid_request", "Only one way of client authentication"),
    };

    public static TheoryData<string> Logins => [.. _logins.Keys];

    [Theory]
    [MemberData(nameof(Logins))]
    public async Task WrongCertificate_IsRefusedForItsOwnReason(string kind)
    {
        var (status, error, reason) = _logins[kind];
        var (certificate, form) = Prepare(kind);

        var (answered, body) = await SendRawAsync(certificate, "/oauth/token", form);

        Assert.Equal((status, error), (answered, (string)body["error"]!));
        Assert.Contains(reason, (string)body["error_description"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secret_OpensNothingAnyMore_AtEitherPort()
    {
        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.InvalidClient,
            () => GetTokenAsync(Connect(Auth0ClientAuthentication.SecretPost(Tenant.ClientId, Tenant.ClientSecret)))
        );
    }

    [Fact]
    public async Task ForgedCertificate_WithTheRightNameAndKeyId_IsRefused_AndTheSessionSaysWhy()
    {
        var forged = Keep(ClientCertificates.SelfSigned(Time.GetUtcNow()));

        var failure = await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.ClientCertificateRefused,
            () => GetTokenAsync(ConnectWith(forged))
        );

        Assert.Contains(
            "not registered for this application (invalid_client, HTTP 401). The certificate was CN=nightly, O=Acme.",
            failure.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(-30, -1, Auth0ErrorCode.ClientCertificateExpired, "expired at 2026-11-19 12:00:00Z")]
    [InlineData(1, 30, Auth0ErrorCode.ClientCertificateNotYetValid, "is valid from 2026-11-21 12:00:00Z on")]
    public void CertificateOutOfTime_IsRefusedWhenConnecting_BeforeAnythingIsSent(int from, int to, Auth0ErrorCode code, string words)
    {
        var now = Time.GetUtcNow();
        var certificate = Keep(ClientCertificates.Between(now.AddDays(from), now.AddDays(to)));

        var failure = Assert.Throws<Auth0ConfigurationException>(() => ConnectWith(certificate));

        Assert.Equal(code, failure.Code);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.Empty(Tenant.Requests);
    }

    [Fact]
    public async Task CertificateThatExpiresMeanwhile_IsRefusedByTheSession()
    {
        await GetTokenAsync(Nightly);
        Time.Advance(TimeSpan.FromDays(31));

        await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.ClientCertificateExpired, () => GetTokenAsync(Nightly));

        Assert.Single(Encrypted);
    }

    [Fact]
    public void CertificateWithoutItsKey_IsRefused()
    {
        using var bare = X509CertificateLoader.LoadCertificate(Certificate.RawData);

        var failure = Assert.Throws<Auth0ConfigurationException>(() => ConnectWith(bare));

        Assert.Equal(Auth0ErrorCode.ClientCertificateKeyMissing, failure.Code);
    }

    private (X509Certificate2? Certificate, Dictionary<string, string> Form) Prepare(string kind)
    {
        var now = Time.GetUtcNow();
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = Tenant.ClientId,
            ["audience"] = Orders,
        };
        var authority = Keep(ClientCertificates.Authority(now));
        if (kind.Contains("authority", StringComparison.Ordinal) || kind.Contains("subject", StringComparison.Ordinal))
        {
            form["client_id"] = Tenant.GetApplication("nightly-export").ClientId;
            Tenant.AddCertificateAuthority(authority.ExportCertificatePem());
            Tenant.AddClientCertificateSubject(form["client_id"], "CN=nightly, O=Acme");
        }

        X509Certificate2? certificate = Certificate;
        switch (kind)
        {
            case "no certificate":
                certificate = null;
                break;
            case "another certificate":
                certificate = ClientCertificates.SelfSigned(now);
                break;
            case "another application's certificate":
                certificate = ClientCertificates.SelfSigned(now);
                Tenant.AddClientCertificate(WebApplication.ClientId, certificate.ExportCertificatePem());
                break;
            case "an expired certificate":
                certificate = ClientCertificates.Between(now.AddDays(-30), now.AddDays(-1));
                Tenant.AddClientCertificate(Tenant.ClientId, certificate.ExportCertificatePem());
                break;
            case "a certificate of tomorrow":
                certificate = ClientCertificates.Between(now.AddDays(1), now.AddDays(30));
                Tenant.AddClientCertificate(Tenant.ClientId, certificate.ExportCertificatePem());
                break;
            case "an authority that is not trusted":
                certificate = ClientCertificates.Issue(Keep(ClientCertificates.Authority(now, "CN=Other CA")), now);
                break;
            case "an authority of the same name":
                certificate = ClientCertificates.Issue(Keep(ClientCertificates.Authority(now)), now);
                break;
            case "a self-signed certificate of the same subject":
                certificate = ClientCertificates.SelfSigned(now);
                break;
            case "another subject":
                certificate = ClientCertificates.Issue(authority, now, "CN=other, O=Acme");
                break;
            case "a subject with two attributes in a part":
                certificate = ClientCertificates.Issue(authority, now, ClientCertificates.NameWithTwoAttributesInAPart());
                break;
            case "a longer subject":
                certificate = ClientCertificates.Issue(authority, now, "CN=nightly, O=Acme, OU=Mallory");
                break;
            case "a secret beside it":
                form["client_secret"] = "anything";
                break;
            default:
                form["client_assertion"] = "a.b.c";
                break;
        }

        return (certificate is null ? null : Keep(certificate), form);
    }
}
