using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;

namespace Auth0Flows.LocalTenant.Passkeys;

/// <summary>A passkey of a user.</summary>
/// <param name="id">Its id, as base64url.</param>
/// <param name="userId">The user.</param>
/// <param name="userHandle">The user's handle, as base64url.</param>
/// <param name="key">Its public key.</param>
internal sealed class PasskeyCredential(string id, string userId, string userHandle, CoseKey key)
{
    private readonly Lock _lock = new();
    private uint _signCount;

    public string Id => id;

    public string UserId => userId;

    public string UserHandle => userHandle;

    public CoseKey Key => key;

    /// <summary>Its id as an authentication method.</summary>
    public string MethodId { get; } = $"passkey|dev_{Identifiers.NewDevice()}";

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The name that an administrator gave it; null for none.</summary>
    public string? Label { get; set; }

    /// <summary>The counter of its last signature.</summary>
    public uint SignCount
    {
        init => _signCount = value;
    }

    /// <summary>
    /// Takes the counter of a signature (WebAuthn Level 2 §7.2, step 21). Returns false if it isn't larger than the last one: then the
    /// passkey may have been copied. A passkey without a counter always has zero.
    /// </summary>
    public bool TryAdvance(uint signCount)
    {
        lock (_lock)
        {
            if ((signCount != 0 || _signCount != 0) && signCount <= _signCount)
            {
                return false;
            }

            _signCount = signCount;
            return true;
        }
    }

    /// <summary>The passkey as the Management API shows it.</summary>
    public JsonObject ShowMethod()
    {
        var json = new JsonObject
        {
            ["id"] = MethodId,
            ["type"] = "passkey",
            ["confirmed"] = true,
            ["key_id"] = Id,
            ["user_handle"] = UserHandle,
            ["relying_party_identifier"] = PasskeyVerifier.RelyingPartyId,
            ["identity_user_id"] = UserId[(UserId.IndexOf('|', StringComparison.Ordinal) + 1)..],
            ["created_at"] = Timestamp.Of(CreatedAt),
        };
        if (Label is not null)
        {
            json["name"] = Label;
        }

        return json;
    }
}
