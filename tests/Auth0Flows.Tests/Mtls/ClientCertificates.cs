using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Auth0Flows.Tests.Mtls;

/// <summary>Creates certificates of applications.</summary>
internal static class ClientCertificates
{
    public const string Password = "päss wörd";

    public static readonly PbeParameters Encryption = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);

    /// <summary>A self-signed certificate, valid from a day before a time on.</summary>
    public static X509Certificate2 SelfSigned(DateTimeOffset now, string kind = "RSA", string subject = "CN=nightly, O=Acme") =>
        Create(subject, kind, request => request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30)));

    /// <summary>A self-signed certificate with these limits.</summary>
    public static X509Certificate2 Between(DateTimeOffset from, DateTimeOffset to) =>
        Create("CN=nightly, O=Acme", "EC", request => request.CreateSelfSigned(from, to));

    /// <summary>An authority.</summary>
    public static X509Certificate2 Authority(DateTimeOffset now, string name = "CN=Acme CA") =>
        Create(
            name,
            "EC",
            request =>
            {
                request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
                return request.CreateSelfSigned(now.AddYears(-1), now.AddYears(1));
            }
        );

    /// <summary>A certificate that an authority issued.</summary>
    public static X509Certificate2 Issue(
        X509Certificate2 authority,
        DateTimeOffset now,
        string subject = "CN=nightly, O=Acme",
        string kind = "EC",
        bool isAuthority = false
    ) => Issue(authority, now, new X500DistinguishedName(subject), kind, isAuthority);

    /// <summary>A certificate that an authority issued, for any name.</summary>
    public static X509Certificate2 Issue(
        X509Certificate2 authority,
        DateTimeOffset now,
        X500DistinguishedName subject,
        string kind = "EC",
        bool isAuthority = false
    )
    {
        using AsymmetricAlgorithm key = kind == "RSA" ? RSA.Create(2048) : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = RequestOf(subject, key);
        if (isAuthority)
        {
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        }

        using var issuer = authority.GetECDsaPrivateKey()!;
        using var issued = request.Create(
            authority.SubjectName,
            X509SignatureGenerator.CreateForECDsa(issuer),
            now.AddDays(-1),
            now.AddDays(30),
            RandomNumberGenerator.GetBytes(8)
        );
        return WithKey(issued, key);
    }

    public static CertificateRequest RequestOf(string subject, AsymmetricAlgorithm key) =>
        RequestOf(new X500DistinguishedName(subject), key);

    /// <summary>
    /// A name whose last part has two attributes, a unit and a place: "CN=nightly, O=Acme, OU=Mallory + L=Zug". No text makes one
    /// everywhere.
    /// </summary>
    public static X500DistinguishedName NameWithTwoAttributesInAPart()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            Write(("2.5.4.3", "nightly"));
            Write(("2.5.4.10", "Acme"));
            Write(("2.5.4.7", "Zug"), ("2.5.4.11", "Mallory"));
        }

        return new X500DistinguishedName(writer.Encode());

        void Write(params (string Type, string Value)[] attributes)
        {
            using var part = writer.PushSetOf();
            foreach (var (type, value) in attributes)
            {
                using var attribute = writer.PushSequence();
                writer.WriteObjectIdentifier(type);
                writer.WriteCharacterString(UniversalTagNumber.UTF8String, value);
            }
        }
    }

    private static CertificateRequest RequestOf(X500DistinguishedName subject, AsymmetricAlgorithm key) =>
        key is RSA rsa
            ? new(subject, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new(subject, (ECDsa)key, HashAlgorithmName.SHA256);

    /// <summary>The key of a certificate in PEM.</summary>
    public static string KeyPem(X509Certificate2 certificate)
    {
        using AsymmetricAlgorithm key = (AsymmetricAlgorithm?)certificate.GetRSAPrivateKey() ?? certificate.GetECDsaPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static X509Certificate2 Create(string subject, string kind, Func<CertificateRequest, X509Certificate2> sign)
    {
        using AsymmetricAlgorithm key = kind == "RSA" ? RSA.Create(2048) : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = sign(RequestOf(subject, key));
        return Usable(certificate);
    }

    private static X509Certificate2 WithKey(X509Certificate2 issued, AsymmetricAlgorithm key)
    {
        using var whole = key is RSA rsa ? issued.CopyWithPrivateKey(rsa) : issued.CopyWithPrivateKey((ECDsa)key);
        return Usable(whole);
    }

    // Windows doesn't take a key for TLS that is only in memory.
    private static X509Certificate2 Usable(X509Certificate2 certificate) =>
        X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
}
