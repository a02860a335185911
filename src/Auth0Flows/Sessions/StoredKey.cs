using Auth0Flows.DPoP;

namespace Auth0Flows.Sessions;

/// <summary>A private key in a store, encrypted like the tokens that are bound to it.</summary>
internal sealed class StoredKey
{
    /// <summary>Its thumbprint (RFC 7638 §3).</summary>
    public required string Thumbprint { get; init; }

    /// <summary>PKCS #8 in base64.</summary>
    public required string PrivateKey { get; init; }

    public static StoredKey Of(DPoPKey key)
    {
        var bytes = key.Export();
        var stored = new StoredKey { Thumbprint = key.Thumbprint, PrivateKey = Convert.ToBase64String(bytes) };
        Array.Clear(bytes);
        return stored;
    }

    /// <summary>The key; null if it is damaged, or not the one that it is said to be.</summary>
    public DPoPKey? Read()
    {
        var bytes = new byte[PrivateKey.Length];
        try
        {
            if (!Convert.TryFromBase64String(PrivateKey, bytes, out var length))
            {
                return null;
            }

            var key = DPoPKey.TryImport(bytes.AsSpan(0, length));
            if (key?.Thumbprint == Thumbprint)
            {
                return key;
            }

            key?.Dispose();
            return null;
        }
        finally
        {
            Array.Clear(bytes);
        }
    }
}
