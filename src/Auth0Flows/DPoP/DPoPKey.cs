using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Auth0Flows.DPoP;

/// <summary>
/// A key pair that tokens are bound to: ECDSA with P-256 and SHA-256, which Auth0 supports (RFC 7518 §3.4: ES256). Thread-safe.
/// <see href="https://auth0.com/docs/secure/sender-constraining/demonstrating-proof-of-possession-dpop"/>
/// </summary>
internal sealed class DPoPKey : IDisposable
{
    public const string Algorithm = "ES256";

    private readonly Lock _gate = new(); // an ECDSA key is not thread-safe
    private readonly ECDsa _key;
    private readonly string _x;
    private readonly string _y;
    private bool _isDisposed;

    private DPoPKey(ECDsa key)
    {
        _key = key;
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        (_x, _y) = (Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
        // RFC 7638 §3.2: the required members in lexicographic order, without white space.
        Thumbprint = Base64Url.EncodeToString(
            SHA256.HashData(Encoding.ASCII.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{_x}}","y":"{{_y}}"}"""))
        );
    }

    /// <summary>The SHA-256 thumbprint of the public key (RFC 7638 §3), as tokens have it: <c>cnf.jkt</c>.</summary>
    public string Thumbprint { get; }

    /// <summary>Creates a new key.</summary>
    public static DPoPKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Reads a key that was stored; null if it is not one.</summary>
    /// <param name="privateKey">PKCS #8, which the caller clears.</param>
    public static DPoPKey? TryImport(ReadOnlySpan<byte> privateKey)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportPkcs8PrivateKey(privateKey, out _);
            if (key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value)
            {
                return new DPoPKey(key);
            }
        }
        catch (CryptographicException)
        {
            // Damaged, or a key of another type.
        }

        key.Dispose();
        return null;
    }

    /// <summary>The private key, for an encrypted store: PKCS #8, which the caller clears.</summary>
    /// <exception cref="ObjectDisposedException">It is wiped.</exception>
    public byte[] Export()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _key.ExportPkcs8PrivateKey();
        }
    }

    /// <summary>The public key as a JWK (RFC 7517 §4), without anything private.</summary>
    public JsonObject ToJsonWebKey() =>
        new()
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["x"] = _x,
            ["y"] = _y,
        };

    /// <summary>Signs: RFC 7518 §3.4, the two numbers one after the other.</summary>
    /// <exception cref="ObjectDisposedException">It is wiped.</exception>
    public byte[] Sign(byte[] data)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
    }

    /// <summary>Wipes the private key.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _key.Dispose();
        }
    }
}
