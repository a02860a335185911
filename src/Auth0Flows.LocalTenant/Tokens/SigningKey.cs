using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Tokens;

/// <summary>An RSA key of 2,048 bits that signs tokens with RS256.</summary>
internal sealed class SigningKey : IDisposable
{
    private const int MostSpare = 16;

    // Creating a key takes 100 ms or more: the next tenant reuses the key of a stopped one, under a new key id.
    private static readonly ConcurrentBag<RSA> _spare = [];

    // RSA instances aren't guaranteed to be thread-safe: every use locks it, even in a tenant that is being stopped.
    private readonly RSA _rsa = _spare.TryTake(out var spare) ? spare : RSA.Create(2048);
    private bool _isDisposed;
    private readonly Lazy<X509Certificate2> _certificate;
    private readonly Lazy<(string Certificate, string Pkcs7)> _pem;

    public SigningKey(string host, DateTimeOffset now)
    {
        KeyId = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        Subject = $"/CN={host}";
        _certificate = new(() => CreateCertificate(host, now));
        _pem = new(() => (_certificate.Value.ExportCertificatePem(), new X509Certificate2Collection(_certificate.Value).ExportPkcs7Pem()));
    }

    public string KeyId { get; }

    /// <summary>The subject of the certificate, in Auth0's format.</summary>
    public string Subject { get; }

    /// <summary>The public key in PEM: SubjectPublicKeyInfo (RFC 7468 §13).</summary>
    public string PublicKeyPem
    {
        get
        {
            lock (_rsa)
            {
                return _rsa.ExportSubjectPublicKeyInfoPem();
            }
        }
    }

    public byte[] Modulus => PublicParameters.Modulus!;

    public string CertificatePem => _pem.Value.Certificate;

    public string Pkcs7Pem => _pem.Value.Pkcs7;

    private RSAParameters PublicParameters
    {
        get
        {
            lock (_rsa)
            {
                return _rsa.ExportParameters(includePrivateParameters: false);
            }
        }
    }

    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        lock (_rsa)
        {
            return _rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }

    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        lock (_rsa)
        {
            return _rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }

    /// <summary>The public key as a JSON Web Key (RFC 7517), with the members that Auth0 publishes.</summary>
    public JsonObject ToJsonWebKey()
    {
        var parameters = PublicParameters;
        return new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["n"] = Base64Url.EncodeToString(parameters.Modulus),
            ["e"] = Base64Url.EncodeToString(parameters.Exponent),
            ["kid"] = KeyId,
            ["x5t"] = Base64Url.EncodeToString(_certificate.Value.GetCertHash()),
            ["x5c"] = new JsonArray(Convert.ToBase64String(_certificate.Value.RawData)),
            ["alg"] = "RS256",
        };
    }

    public void Dispose()
    {
        if (_certificate.IsValueCreated)
        {
            _certificate.Value.Dispose();
        }

        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        if (_spare.Count < MostSpare)
        {
            _spare.Add(_rsa);
        }
        else
        {
            _rsa.Dispose();
        }
    }

    private X509Certificate2 CreateCertificate(string host, DateTimeOffset now)
    {
        var name = new X500DistinguishedName($"CN={host}");
        lock (_rsa)
        {
            // Not CreateSelfSigned: its certificate contains the private key, which macOS would put into a keychain.
            var request = new CertificateRequest(name, _rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            var generator = X509SignatureGenerator.CreateForRSA(_rsa, RSASignaturePadding.Pkcs1);
            return request.Create(name, generator, now.AddDays(-1), now.AddYears(14), RandomNumberGenerator.GetBytes(8));
        }
    }
}
