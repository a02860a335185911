using System.Net;
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

    [Fact]
    public async Task UsersToken_OfAnotherCertificate_IsRenewed()
    {
        var (old, next) = PrepareChange();
        await SignInForLongAsync(NewProcess(old, WebApplication.ClientId));
        Tenant.ClearRequests();
        var session = NewProcess(next, WebApplication.ClientId);

        var answer = await session.SendAsync(
            new Auth0ApiRequest { Uri = new Uri($"{Tenant.MtlsDomain}/echo/orders"), Audience = Orders },
            Log,
            Cancel
        );
        var token = await session.GetTokenAsync(Orders, activity: Log, cancellationToken: Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(ThumbprintOf(next), token.Confirmation?.CertificateThumbprint);
        Assert.Equal(["/oauth/token", "/echo/orders"], Encrypted.Select(static request => request.Path));
        Assert.Equal("refresh_token", Encrypted[0].Form["grant_type"]);
    }

    [Fact]
    public async Task UsersToken_ThatAProcessWithAnotherCertificateRenewed_IsNotTaken()
    {
        var (old, next) = PrepareChange();
        await SignInForLongAsync(NewProcess(old, WebApplication.ClientId));
        var (first, second) = (NewProcess(old, WebApplication.ClientId), NewProcess(next, WebApplication.ClientId));
        var held = await first.GetTokenAsync(Orders, activity: Log, cancellationToken: Cancel);
        await second.GetTokenAsync(Orders, activity: Log, cancellationToken: Cancel); // stores one of its own
        Time.Advance(held.ExpiresAt - Time.GetUtcNow() - TimeSpan.FromSeconds(1));
        await second.GetTokenAsync(Orders, activity: Log, cancellationToken: Cancel);

        var renewed = await first.GetTokenAsync(Orders, activity: Log, cancellationToken: Cancel);

        Assert.Equal(ThumbprintOf(old), renewed.Confirmation?.CertificateThumbprint);
        Assert.NotEqual(held.ExpiresAt, renewed.ExpiresAt);
    }

    [Fact]
    public async Task UsersToken_OfAnotherCertificate_WithoutARefreshToken_IsNotSent()
    {
        var (old, next) = PrepareChange();
        await SignInAsync(NewProcess(old, WebApplication.ClientId));
        Tenant.ClearRequests();
        var session = NewProcess(next, WebApplication.ClientId);

        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.CertificateBindingMismatch,
            () =>
                session.SendAsync(new Auth0ApiRequest { Uri = new Uri($"{Tenant.MtlsDomain}/echo/orders"), Audience = Orders }, Log, Cancel)
        );

        Assert.Empty(Encrypted);
    }

    // An application whose users' tokens are bound, and whose certificate is replaced.
    private (X509Certificate2 Old, X509Certificate2 Next) PrepareChange()
    {
        BindTokensOf(Orders);
        var next = Keep(ClientCertificates.SelfSigned(Time.GetUtcNow(), "EC"));
        Tenant.AddClientCertificate(WebApplication.ClientId, Certificate.ExportCertificatePem());
        Tenant.AddClientCertificate(WebApplication.ClientId, next.ExportCertificatePem());
        return (Certificate, next);
    }

    private Auth0Session NewProcess(X509Certificate2 certificate, string? clientId = null) =>
        Connect(
            Auth0ClientAuthentication.MutualTls(clientId ?? Tenant.ClientId, certificate, SelfSigned),
            store: new MemoryTokenStore(_content),
            cacheKey: "a key that both have"
        );
}
