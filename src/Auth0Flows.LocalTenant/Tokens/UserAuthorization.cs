using Auth0Flows.LocalTenant.Applications;

namespace Auth0Flows.LocalTenant.Tokens;

/// <summary>What a user let an application do: what its tokens are made of, the first ones and all that a refresh token brings.</summary>
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

    /// <summary>
    /// Whether nobody has to ask for a second factor any more: at the login the user needed one and so brought it, or has brought it since.
    /// </summary>
    public bool HasMetMfa { get; set; }

    public required string ClientId { get; init; }

    /// <summary>The API; null if none was asked for.</summary>
    public required string? Audience { get; init; }

    /// <summary>The scopes that were asked for.</summary>
    public required IReadOnlyList<string> AskedScopes { get; init; }

    /// <summary>The scopes that were granted.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>The grant as the claim <c>gty</c> names it; null for an authorization code, which has none.</summary>
    public string? Grant { get; init; }

    public string? Nonce { get; init; }

    /// <summary>When the user proved who they are; null where ID tokens don't say it.</summary>
    public DateTimeOffset? AuthenticatedAt { get; init; }

    public Organization? Organization { get; init; }
}
