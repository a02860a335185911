using System.Text.Json.Serialization;
using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// A key that encrypts the tenant's data:
/// <see href="https://auth0.com/docs/api/management/v2/keys/get-encryption-key"/>.
/// </summary>
public sealed class Auth0EncryptionKey : Auth0Object
{
    /// <summary>Its id.</summary>
    [JsonPropertyName("kid")]
    public string? KeyId { get; set; }

    /// <summary>
    /// Its type: <c>environment-root-key</c>, <c>customer-provided-root-key</c>, <c>tenant-master-key</c>,
    /// <c>tenant-encryption-key</c>.
    /// </summary>
    public string? Type { get; set; }

    /// <summary>Its state: <c>pre-activation</c>, <c>active</c>, <c>deactivated</c>, <c>destroyed</c>.</summary>
    public string? State { get; set; }

    /// <summary>The id of the key that encrypts it.</summary>
    [JsonPropertyName("parent_kid")]
    public string? ParentKeyId { get; set; }

    /// <summary>Its public key, as PEM.</summary>
    public string? PublicKey { get; set; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>When it was changed.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }

    /// <summary>Its type and its id.</summary>
    public override string ToString() => $"{Type} {KeyId}";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>Encryption keys: <see href="https://auth0.com/docs/api/management/v2/keys/get-encryption-keys"/>.</summary>
    public static Auth0Resource<Auth0EncryptionKey> EncryptionKeys { get; } =
        new("keys/encryption", "keys", Auth0JsonContext.Default.Auth0EncryptionKey);
}
