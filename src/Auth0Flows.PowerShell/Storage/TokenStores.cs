using System.Net;
using System.Security;

namespace Auth0Flows.PowerShell;

/// <summary>Token stores as parameters, profiles and environment variables name them: those of the library, and vaults.</summary>
internal static class TokenStores
{
    private const string None = "None";

    private const string Vault = "vault:";

    /// <summary>The store that <c>AUTH0_TOKEN_STORE</c> names.</summary>
    public static string? FromEnvironment => Read("AUTH0_TOKEN_STORE");

    /// <summary>Opens a store, and checks that it can be used if only a try can tell.</summary>
    /// <param name="text">Its name or address; null or None for no store.</param>
    /// <exception cref="Auth0ConfigurationException">The text names no store, or the keyring can't be used.</exception>
    public static Auth0TokenStore? Open(string? text)
    {
        var store = text is null ? null : Create(text);
        store?.Check();
        return store;
    }

    /// <summary>The options of a session with this store.</summary>
    /// <param name="options">The options without it.</param>
    /// <param name="text">Its name or address; null for what the environment names.</param>
    /// <param name="key">The key; null for what the environment has.</param>
    public static Auth0SessionOptions WithStore(this Auth0SessionOptions options, string? text, SecureString? key = null) =>
        Open(text ?? FromEnvironment) is { } store
            ? options with
            {
                TokenStore = store,
                CacheKey =
                    key is not null ? Auth0Secret.FromSecureString(key)
                    : Read("AUTH0_CACHE_KEY") is { } inEnvironment ? Auth0Secret.FromPlainText(inEnvironment)
                    : null,
            }
            : options;

    /// <summary>The store of this name or address, not checked; null for None.</summary>
    /// <exception cref="Auth0ConfigurationException">The text names no store.</exception>
    public static Auth0TokenStore? Create(string text)
    {
        text = text.Trim();
        if (text.Equals(None, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (text.StartsWith(Vault, StringComparison.OrdinalIgnoreCase) && text.Length > Vault.Length)
        {
            return new VaultTokenStore(text[Vault.Length..]);
        }

        var password = Read("AUTH0_TOKEN_STORE_PASSWORD") is { } secret ? new NetworkCredential("", secret).SecurePassword : null;
        return Auth0TokenStores.Parse(text, password);
    }

    private static string? Read(string name) =>
        Environment.GetEnvironmentVariable(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
}
