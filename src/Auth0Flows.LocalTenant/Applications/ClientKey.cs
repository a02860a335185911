using System.Security.Cryptography;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Applications;

/// <summary>One public key of an application (a credential).</summary>
/// <param name="rsa">The key, which belongs to this object from now on.</param>
/// <param name="credentialId">The credential's id.</param>
/// <param name="keyId">The key id that an assertion may name it by.</param>
/// <param name="algorithm">The one algorithm that assertions are signed by; null for each that Auth0 knows.</param>
internal sealed class ClientKey(RSA rsa, string credentialId, string keyId, string? algorithm) : IDisposable
{
    // RSA instances don't promise to be safe for threads.
    private readonly Lock _lock = new();

    public static IReadOnlyList<string> Algorithms { get; } = ["RS256", "RS384", "PS256"];

    public string CredentialId { get; } = credentialId;

    public string KeyId { get; } = keyId;

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
