using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Http;

namespace Auth0Flows.LocalTenant;

/// <content>Applications that authenticate with certificates or with assertions of a certain type.</content>
public sealed partial class Auth0LocalTenant
{
    /// <summary>
    /// The only type (<c>typ</c>) that the assertions of private_key_jwt may have, such as <c>client-authentication+jwt</c> at servers
    /// after draft-ietf-oauth-rfc7523bis. Null, the default: any.
    /// </summary>
    public string? RequiredAssertionType
    {
        get => _authentication.Assertions.RequiredType;
        set => _authentication.Assertions.RequiredType = value;
    }

    /// <summary>
    /// Registers the certificate that an application authenticates with (self_signed_tls_client_auth). It can't use its secret any more.
    /// </summary>
    /// <param name="clientId">The application.</param>
    /// <param name="certificatePem">The certificate in PEM, RSA or EC.</param>
    /// <exception cref="ArgumentException">There is no such application, or the PEM is no certificate.</exception>
    public void AddClientCertificate(string clientId, string certificatePem)
    {
        using var certificate = ReadCertificate(certificatePem);
        AddCertificate(
            clientId,
            ClientCertificates.SelfSigned,
            new JsonObject
            {
                ["credential_type"] = "x509_cert",
                ["subject_dn"] = certificate.Subject,
                ["thumbprint_sha256"] = PeerCertificate.ThumbprintOf(certificate),
            }
        );
    }

    /// <summary>
    /// Registers the subject of the certificate that an application authenticates with (tls_client_auth), if an authority of
    /// <see cref="AddCertificateAuthority"/> issued it. It can't use its secret any more.
    /// </summary>
    /// <param name="clientId">The application.</param>
    /// <param name="subjectDn">The subject, such as <c>CN=nightly, O=Acme</c>.</param>
    /// <exception cref="ArgumentException">There is no such application.</exception>
    public void AddClientCertificateSubject(string clientId, string subjectDn)
    {
        ArgumentException.ThrowIfNullOrEmpty(subjectDn);
        AddCertificate(
            clientId,
            ClientCertificates.Authority,
            new JsonObject { ["credential_type"] = "cert_subject_dn", ["subject_dn"] = subjectDn }
        );
    }

    /// <summary>Trusts an authority to issue the certificates of applications, as a customer's edge in front of Auth0 does.</summary>
    /// <param name="certificatePem">Its certificate in PEM.</param>
    /// <exception cref="ArgumentException">The PEM is no certificate.</exception>
    public void AddCertificateAuthority(string certificatePem) => _authentication.Certificates.Trust(ReadCertificate(certificatePem));

    private static X509Certificate2 ReadCertificate(string pem)
    {
        ArgumentException.ThrowIfNullOrEmpty(pem);
        try
        {
            return X509Certificate2.CreateFromPem(pem);
        }
        catch (CryptographicException failure)
        {
            throw new ArgumentException($"This is no certificate: {failure.Message}", nameof(pem), failure);
        }
    }

    private void AddCertificate(string clientId, string method, JsonObject credential)
    {
        ArgumentException.ThrowIfNullOrEmpty(clientId);
        credential.Insert(0, "id", $"cred_{Identifiers.NewDevice()}");
        Change(clientId, client => ClientCertificates.With(client, credential, method));
    }
}
