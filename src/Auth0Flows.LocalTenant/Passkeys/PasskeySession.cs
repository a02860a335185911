using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;

namespace Auth0Flows.LocalTenant.Passkeys;

/// <summary>A login or a registration with a passkey that waits for the answer of an authenticator.</summary>
internal sealed class PasskeySession
{
    public required string ClientId { get; init; }

    /// <summary>The connection.</summary>
    public required string Realm { get; init; }

    /// <summary>The organization; null for none.</summary>
    public required Organization? Organization { get; init; }

    /// <summary>The challenge, as base64url.</summary>
    public required string Challenge { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Whether the authenticator must verify the user.</summary>
    public required bool RequiresUserVerification { get; init; }

    /// <summary>The profile of the new user; null for a login.</summary>
    public JsonObject? Profile { get; init; }

    /// <summary>The metadata of the new user; null for none.</summary>
    public JsonObject? Metadata { get; init; }

    /// <summary>The handle of the new user, as base64url; null for a login.</summary>
    public string? UserHandle { get; init; }

    public bool IsRegistration => Profile is not null;
}
