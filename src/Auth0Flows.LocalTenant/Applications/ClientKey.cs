using System.Security.Cryptography;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Applications;

/// <summary>A public key (credential) of an application.</summary>
/// <param name="rsa">The key. This object takes ownership of it.</param>
/// <param name="credentialId">The credential's id.</param>
/// <param name="keyId">The key id (<c>kid</c>) that an assertion may give.</param>
/// <param name="algorithm">The only algorithm that assertions may use; null for any algorithm that Auth0 supports.</param>
internal sealed class ClientKey(RSA rsa, string credentialId, string keyId, string? algorithm) : IDisposable
{
    // RSA instances aren't guaranteed to be thread-safe.
    private readonly Lock _lock = new();

    public static IReadOnlyList<string> Algorithms { get; } = ["RS256", "RS384", "PS256"];

    public string CredentialId { get; } = credentialId;

    public string KeyId { get; } = keyId;

    /// <summary>From when on it signs nobody in; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    public bool Accepts(string? name) => name is not null && (algorithm is null ? Algorithms.Contains(name) : algorithm == name);

    public bool Verify(Jwt jwt)
    {
        if (!Accepts(jwt.Algorithm))
        {
            return false;
        }

        var hash = jwt.Algorithm == "RS384" ? HashAlgorithmName.SHA384 : HashAlgorithmName.SHA256;
        lock (_lock)
        {
            return rsa.VerifyData(
                jwt.Signed,
                jwt.Signature,
                hash,
                jwt.Algorithm == "PS256" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1
            );
        }
    }

    public void Dispose() => rsa.Dispose();
}
