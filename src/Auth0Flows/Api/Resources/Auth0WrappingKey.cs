using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// A public key that wraps your own key material, to send it to the tenant:
/// <see href="https://auth0.com/docs/api/management/v2/keys/post-encryption-wrapping-key"/>.
/// </summary>
public sealed class Auth0WrappingKey : Auth0Object
{
    /// <summary>The public key, as PEM.</summary>
    public string? PublicKey { get; set; }

    /// <summary>How it wraps: <c>CKM_RSA_AES_KEY_WRAP</c>.</summary>
    public string? Algorithm { get; set; }

    /// <summary>Its algorithm.</summary>
    public override string ToString() => Algorithm ?? "";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>Wrapping keys: <see href="https://auth0.com/docs/api/management/v2/keys/post-encryption-wrapping-key"/>.</summary>
    /// <param name="keyId">The id of the encryption key whose material will be wrapped.</param>
    public static Auth0Resource<Auth0WrappingKey> WrappingKeys(string keyId) =>
        new(
            PathTemplate.Expand("keys/encryption/{kid}/wrapping-key", _ => keyId),
            "keys",
            Auth0JsonContext.Default.Auth0WrappingKey,
            Auth0Paging.None
        );
}
