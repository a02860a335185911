using Auth0Flows.Storage;

namespace Auth0Flows.Sessions;

/// <summary>The key that encrypts a client's stored tokens.</summary>
internal static class StorageKey
{
    private const int ShortestKey = 16;

    /// <exception cref="Auth0ConfigurationException">
    /// There is none (<see cref="Auth0ErrorCode.CacheKeyMissing"/>), or it is too short (<see cref="Auth0ErrorCode.WeakCacheKey"/>).
    /// </exception>
    public static EntrySeal Create(Auth0TokenStore store, Auth0ClientAuthentication client, Auth0Secret? key, string identity)
    {
        if (key is { Length: < ShortestKey })
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.WeakCacheKey,
                $"The key for stored tokens (AUTH0_CACHE_KEY) has {key.Length} characters; it needs at least {ShortestKey}."
            );
        }

        var material = key?.ToUtf8() ?? client.KeyMaterial();
        if (material is null)
        {
            return store.IsPersonal
                ? EntrySeal.None()
                : throw new Auth0ConfigurationException(
                    Auth0ErrorCode.CacheKeyMissing,
                    $"The tokens of {client.ClientId} can't be encrypted for the store {store.Name}: the application has no secret or exportable key, and AUTH0_CACHE_KEY is not set."
                )
                {
                    ClientId = client.ClientId,
                };
        }

        try
        {
            return EntrySeal.From(material, identity);
        }
        finally
        {
            Array.Clear(material);
        }
    }
}
