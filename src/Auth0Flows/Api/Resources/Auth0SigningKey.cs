using System.Text.Json.Serialization;
using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// A key that signs the tenant's tokens:
/// <see href="https://auth0.com/docs/api/management/v2/keys/get-signing-key"/>.
/// </summary>
public sealed class Auth0SigningKey : Auth0Object
{
    /// <summary>Its key id, as in a token's header.</summary>
    [JsonPropertyName("kid")]
    public string? KeyId { get; set; }

    /// <summary>Whether it signs tokens now.</summary>
    public bool? Current { get; set; }

    /// <summary>Whether it is the next one.</summary>
    public bool? Next { get; set; }

    /// <summary>Whether it was the last one.</summary>
    public bool? Previous { get; set; }

    /// <summary>Whether it is revoked: tokens that it signed are no longer valid.</summary>
    public bool? Revoked { get; set; }

    /// <summary>Since when it signs tokens.</summary>
    public DateTimeOffset? CurrentSince { get; set; }

    /// <summary>Until when it signed tokens.</summary>
    public DateTimeOffset? CurrentUntil { get; set; }

    /// <summary>When it was revoked.</summary>
    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>The SHA-256 fingerprint of its certificate.</summary>
    public string? Fingerprint { get; set; }

    /// <summary>The SHA-1 thumbprint of its certificate.</summary>
    public string? Thumbprint { get; set; }

    /// <summary>Its certificate, as PEM.</summary>
    [JsonPropertyName("cert")]
    public string? Certificate { get; set; }

    /// <summary>Its certificate, as PKCS #7.</summary>
    public string? Pkcs7 { get; set; }

    /// <summary>Its use: <c>current</c>, <c>next</c>, <c>previous</c> or <c>revoked</c>.</summary>
    [JsonIgnore]
    public string? Use =>
        Revoked == true ? "revoked"
        : Current == true ? "current"
        : Next == true ? "next"
        : Previous == true ? "previous"
        : null;

    /// <summary>Its key id.</summary>
    public override string ToString() => KeyId ?? "";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>Signing keys: <see href="https://auth0.com/docs/api/management/v2/keys/get-signing-keys"/>.</summary>
    public static Auth0Resource<Auth0SigningKey> SigningKeys { get; } =
        new("keys/signing", "keys", Auth0JsonContext.Default.Auth0SigningKey, Auth0Paging.None);
}
