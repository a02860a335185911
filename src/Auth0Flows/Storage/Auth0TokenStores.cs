using System.Security;
using Auth0Flows.Storage;

namespace Auth0Flows;

/// <summary>The token stores of this library.</summary>
public static class Auth0TokenStores
{
    /// <summary>
    /// The store that a text names: <c>File</c>, <c>Keyring</c>, or the address of a Redis server, <c>redis://host:6379/0</c> or
    /// <c>rediss://user@host:6380</c> with TLS.
    /// </summary>
    /// <param name="text">The text, in any case.</param>
    /// <param name="password">The Redis server's password, unless the address has one.</param>
    /// <exception cref="Auth0ConfigurationException">
    /// The text names no store (<see cref="Auth0ErrorCode.InvalidTokenStore"/>).
    /// </exception>
    public static Auth0TokenStore Parse(string text, SecureString? password = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        return trimmed.ToUpperInvariant() switch
        {
            "FILE" => new FileTokenStore(DataFolder.OfTokens()),
            "KEYRING" => new KeyringTokenStore(DataFolder.OfTokens()),
            _ when RedisAddress.TryParse(trimmed, password) is { } address => new RedisTokenStore(address),
            _ => throw new Auth0ConfigurationException(
                Auth0ErrorCode.InvalidTokenStore,
                "This is not a token store. Specify File, Keyring, or the address of a Redis server: rediss://host:6380."
            ),
        };
    }

    /// <summary>Encrypted files in a folder; it is created with the first one.</summary>
    /// <param name="folder">The folder.</param>
    public static Auth0TokenStore InFolder(string folder) => new FileTokenStore(folder);
}
