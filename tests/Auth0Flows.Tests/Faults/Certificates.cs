using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Auth0Flows.Tests.Faults;

/// <summary>A developer's own certificate authority, and its certificates.</summary>
internal sealed class Certificates : IDisposable
{
    private static readonly DateTimeOffset _now = DateTimeOffset.UtcNow;

    private readonly X509Certificate2 _authority;

    public Certificates()
    {
        using var key = RSA.Create(2048);
        var request = RequestOf("Auth0Flows tests", key);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true)
        );
        _authority = request.CreateSelfSigned(_now.AddYears(-3), _now.AddYears(1));
    }

    /// <summary>The authority's certificate, in the format of a trust store file.</summary>
    public string Pem => _authority.ExportCertificatePem();

    public void Dispose() => _authority.Dispose();

    /// <summary>Issues a certificate of the authority.</summary>
    public X509Certificate2 Issue(string name = "localhost", int fromDays = -1, int toDays = 30)
    {
        using var key = RSA.Create(2048);
        var request = RequestOf(name, key);
        request.CertificateExtensions.Add(NamesOf(name));
        using var issued = request.Create(_authority, _now.AddDays(fromDays), _now.AddDays(toDays), RandomNumberGenerator.GetBytes(8));
        using var whole = issued.CopyWithPrivateKey(key);
        return Usable(whole);
    }

    /// <summary>Creates a self-signed certificate.</summary>
    public static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = RequestOf("localhost", key);
        request.CertificateExtensions.Add(NamesOf("localhost"));
        using var whole = request.CreateSelfSigned(_now.AddDays(-1), _now.AddDays(30));
        return Usable(whole);
    }

    private static CertificateRequest RequestOf(string name, RSA key) =>
        new($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private static X509Extension NamesOf(string name)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        if (name == "localhost")
        {
            names.AddIpAddress(IPAddress.Loopback);
        }

        return names.Build();
    }

    // Windows doesn't accept a TLS key that is only in memory.
    private static X509Certificate2 Usable(X509Certificate2 certificate) =>
        X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
}
