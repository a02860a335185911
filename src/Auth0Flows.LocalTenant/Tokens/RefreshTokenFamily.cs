using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;

namespace Auth0Flows.LocalTenant.Tokens;

/// <summary>A refresh token and all that replaced it, which started with a login. The Management API shows it as one token.</summary>
internal sealed class RefreshTokenFamily(UserAuthorization authorization, DateTimeOffset startedAt)
{
    public string Id { get; } = SeededId.New("rt_");

    public UserAuthorization Authorization { get; } = authorization;

    public DateTimeOffset StartedAt { get; } = startedAt;

    public DateTimeOffset? LastExchangedAt { get; set; }

    /// <summary>What an administrator noted; null for nothing. It is replaced as a whole.</summary>
    public JsonObject? Metadata { get; set; }

    /// <summary>The thumbprint of the key that it is bound to (DPoP), if the application is public; null for none.</summary>
    public string? JwkThumbprint { get; init; }

    public bool IsRevoked { get; set; }
}
