using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;

namespace Auth0Flows.LocalTenant.Tokens;

/// <summary>
/// What a user has authorized an application to do. All its tokens are based on it: the first ones, and those from a refresh token.
/// </summary>
internal sealed class UserAuthorization
{
    public required Auth0LocalTenantUser User
    {
        get;
        init
        {
            field = value;
            HasMetMfa = value.RequiresMfa;
        }
    }

    /// <summary>Whether no second factor is required any more: the user needed and used one at the login, or has used one since.</summary>
    public bool HasMetMfa { get; set; }

    public required string ClientId { get; init; }

    /// <summary>The API; null if none was requested.</summary>
    public required string? Audience { get; init; }

    /// <summary>The requested scopes.</summary>
    public required IReadOnlyList<string> AskedScopes { get; init; }

    /// <summary>The granted scopes.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>The granted authorization details (RFC 9396); null for none. They must not be changed.</summary>
    public JsonArray? AuthorizationDetails { get; init; }

    /// <summary>The value of the claim <c>gty</c>; null for an authorization code, which has none.</summary>
    public string? Grant { get; init; }

    public string? Nonce { get; init; }

    /// <summary>When the user authenticated; null if ID tokens don't contain it.</summary>
    public DateTimeOffset? AuthenticatedAt { get; init; }

    public Organization? Organization { get; init; }

    /// <summary>The authentication context that the user met, of those asked for (<c>acr</c>); null for none.</summary>
    public string? Acr { get; init; }

    /// <summary>Whether a session transfer token signed the user in: such a login can't create another one.</summary>
    public bool IsTransferred { get; init; }

    /// <summary>The session that the login belongs to; null for a login without a browser.</summary>
    public string? SessionId { get; init; }
}
