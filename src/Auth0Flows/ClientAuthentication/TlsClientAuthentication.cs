using System.Net.Http.Headers;
using System.Text;
using Auth0Flows.Http;

namespace Auth0Flows.ClientAuthentication;

/// <summary>
/// <c>tls_client_auth</c> and <c>self_signed_tls_client_auth</c>: the request has only the client id; the connection has the certificate
/// (RFC 8705 §2). <see href="https://auth0.com/docs/get-started/authentication-and-authorization-flow/authenticate-with-mtls"/>
/// </summary>
/// <param name="clientId">The application's client id.</param>
/// <param name="method">Which of the two.</param>
/// <param name="certificate">Its certificate; disposed with this object.</param>
internal sealed class TlsClientAuthentication(string clientId, Auth0ClientAuthenticationMethod method, ClientCertificate certificate)
    : ClientProof(clientId)
{
    private volatile bool _isDisposed;

    public override Auth0ClientAuthenticationMethod Method => method;

    public override ClientCertificate Certificate => certificate;

    public override void CheckUsable(DateTimeOffset now) => certificate.CheckTime(now);

    public override void Apply(FieldContent body, HttpRequestHeaders headers, string issuer, DateTimeOffset now)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        certificate.CheckTime(now);
        body.Add("client_id", ClientId);
    }

    // Sessions with another certificate share nothing with this one: their tokens may be bound to it.
    public override byte[] Fingerprint()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return Encoding.ASCII.GetBytes(certificate.Thumbprint);
    }

    public override byte[]? KeyMaterial() => certificate.ExportKey();

    public override void Dispose()
    {
        _isDisposed = true;
        certificate.Dispose();
    }
}
