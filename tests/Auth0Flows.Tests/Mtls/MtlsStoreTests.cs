using System.Security.Cryptography.X509Certificates;
using Auth0Flows.Tests.Storage;

namespace Auth0Flows.Tests.Mtls;

/// <summary>Stored tokens that are bound to a certificate: another process uses them only if it has the same one.</summary>
public sealed class MtlsStoreTests : MtlsTest
{
    private readonly MemoryContent _content = new();

    [Fact]
    public async Task BoundToken_IsUsedByTheNextProcessWithItsCertificate_AndByNoOther()
    {
        BindTokensOf(Orders);
        var other = Keep(ClientCertificates.SelfSigned(Time.GetUtcNow()));
        Tenant.AddClientCertificate(Tenant.ClientId, other.ExportCertificatePem());
        await GetTokenAsync(NewProcess(Certificate));

        var same = await GetTokenAsync(NewProcess(Certificate));
        var own = await GetTokenAsync(NewProcess(other));

        Assert.Equal(
            (Thumbprint, ThumbprintOf(other)),
            (same.Confirmation?.CertificateThumbprint, own.Confirmation?.CertificateThumbprint)
        );
        Assert.Equal([Thumbprint, ThumbprintOf(other)], Encrypted.Select(static request => request.CertificateThumbprint));
    }

    private Auth0Session NewProcess(X509Certificate2 certificate) =>
        Connect(
            Auth0ClientAuthentication.MutualTls(Tenant.ClientId, certificate, SelfSigned),
            store: new MemoryTokenStore(_content),
            cacheKey: "a key that both have"
        );
}
