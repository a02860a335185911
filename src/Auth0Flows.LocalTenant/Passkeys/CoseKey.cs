using System.Security.Cryptography;

namespace Auth0Flows.LocalTenant.Passkeys;

/// <summary>
/// The public key of a passkey in COSE (RFC 9052 §7, RFC 9053 §7.1.1, RFC 8230 §4; WebAuthn Level 2 §5.8.5): ES256 or RS256.
/// </summary>
internal sealed class CoseKey
{
    public const long Es256 = -7;

    public const long Rs256 = -257;

    private const int CoordinateLength = 32;
    private const int MinimumBits = 2048;

    private readonly Func<byte[], byte[], bool> _verify;

    private CoseKey(long algorithm, Func<byte[], byte[], bool> verify) => (Algorithm, _verify) = (algorithm, verify);

    /// <summary>The algorithms that the tenant offers. Auth0 offers EdDSA (-8) too, which .NET doesn't have.</summary>
    public static IReadOnlyList<long> Algorithms { get; } = [Es256, Rs256];

    public long Algorithm { get; }

    /// <summary>Whether a signature is by this key.</summary>
    public bool Verifies(byte[] signed, byte[] signature) => _verify(signed, signature);

    /// <exception cref="FormatException">It is not a key of one of the algorithms.</exception>
    public static CoseKey Read(Dictionary<object, object?> key)
    {
        try
        {
            return (key.GetValueOrDefault(1L), key.GetValueOrDefault(3L)) switch
            {
                (2L, Es256) => ReadEc(key),
                (3L, Rs256) => ReadRsa(key),
                (_, long algorithm) => throw new FormatException($"the key's algorithm {algorithm} is not one of those that were offered"),
                _ => throw new FormatException("the key has no algorithm"),
            };
        }
        catch (CryptographicException)
        {
            throw new FormatException("the key is not valid");
        }
    }

    private static CoseKey ReadEc(Dictionary<object, object?> key)
    {
        if (
            key.Count != 5
            || key.GetValueOrDefault(-1L) is not 1L
            || key.GetValueOrDefault(-2L) is not byte[] { Length: CoordinateLength } x
            || key.GetValueOrDefault(-3L) is not byte[] { Length: CoordinateLength } y
        )
        {
            throw new FormatException("the key is not one of the curve P-256 with both coordinates");
        }

        var parameters = new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = x, Y = y },
        };
        using (ECDsa.Create(parameters)) // the point must be on the curve
        {
            return new CoseKey(
                Es256,
                (signed, signature) =>
                {
                    using var ec = ECDsa.Create(parameters);
                    // WebAuthn Level 2 §6.5.6: ASN.1, not the two numbers alone.
                    return ec.VerifyData(signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
                }
            );
        }
    }

    private static CoseKey ReadRsa(Dictionary<object, object?> key)
    {
        if (key.Count != 4 || key.GetValueOrDefault(-1L) is not byte[] modulus || key.GetValueOrDefault(-2L) is not byte[] exponent)
        {
            throw new FormatException("the key is not an RSA key with a modulus and an exponent");
        }

        var parameters = new RSAParameters { Modulus = modulus, Exponent = exponent };
        using (var rsa = RSA.Create(parameters))
        {
            return rsa.KeySize < MinimumBits
                ? throw new FormatException("the RSA key has less than 2,048 bits")
                : new CoseKey(
                    Rs256,
                    (signed, signature) =>
                    {
                        using var created = RSA.Create(parameters);
                        return created.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
                    }
                );
        }
    }
}
