using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Auth0Flows.Tokens;

/// <summary>
/// A public key that verifies signatures. What verifies is kept with the key: to import the key takes longer than to verify. The package's
/// own cache is not used, because it outlives a key that was rotated.
/// </summary>
internal sealed class VerificationKey(SecurityKey key)
{
    private const int Shortest = 2048; // bits: RFC 7518 §3.3

    private static readonly CryptoProviderFactory _factory = new() { CacheSignatureProviders = false };

    // By algorithm. One serves all threads.
    private readonly ConcurrentDictionary<string, SignatureProvider> _verifiers = new(StringComparer.Ordinal);

    /// <summary>Whether the key signed this. Not if it is of another type, too short or invalid.</summary>
    public bool HasSigned(byte[] signed, byte[] signature, string algorithm)
    {
        try
        {
            return key.KeySize >= Shortest && _verifiers.GetOrAdd(algorithm, Create).Verify(signed, signature);
        }
        catch (Exception failure)
            when (failure
                    is ArgumentException
                        or FormatException
                        or InvalidOperationException
                        or NotSupportedException
                        or CryptographicException
            )
        {
            _verifiers.TryRemove(algorithm, out _); // it may not be usable any more
            return false;
        }
    }

    private SignatureProvider Create(string algorithm) => _factory.CreateForVerifying(key, algorithm);
}
