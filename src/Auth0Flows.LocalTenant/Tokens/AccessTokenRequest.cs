using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Authentication;

namespace Auth0Flows.LocalTenant.Tokens;

/// <summary>The data for issuing an access token.</summary>
internal sealed record AccessTokenRequest
{
    public required string ClientId { get; init; }

    /// <summary>The application as it authenticated: its certificate may be what the token is bound to. Null for one that didn't.</summary>
    public AuthenticatedClient? Client { get; init; }

    public required string Subject { get; init; }

    /// <summary>The API. Null if none was requested: the token is then opaque, and valid only for /userinfo.</summary>
    public required string? Audience { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>The value of the claim <c>gty</c>; null for a token without it.</summary>
    public required string? Grant { get; init; }

    /// <summary>The thumbprint of the key that it is bound to; null for none.</summary>
    public string? JwkThumbprint { get; init; }

    /// <summary>The granted authorization details (RFC 9396 §9.1); null for none.</summary>
    public JsonArray? AuthorizationDetails { get; init; }

    /// <summary>Who acts for the subject: the value of the claim <c>act</c> (RFC 8693 §4.1); null for nobody.</summary>
    public JsonObject? Actor { get; init; }

    public string? OrganizationId { get; init; }

    public string? OrganizationName { get; init; }

    /// <summary>The token's lifetime; null for the tenant's default.</summary>
    public TimeSpan? Lifetime { get; init; }
}
