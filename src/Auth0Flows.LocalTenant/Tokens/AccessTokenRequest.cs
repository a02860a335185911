namespace Auth0Flows.LocalTenant.Tokens;

/// <summary>What an access token is issued for.</summary>
internal sealed record AccessTokenRequest
{
    public required string ClientId { get; init; }

    public required string Subject { get; init; }

    /// <summary>The API. Null if none was asked for: the token is an opaque one then, which is good for /userinfo alone.</summary>
    public required string? Audience { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>The grant as the claim <c>gty</c> names it; null for a token without that claim.</summary>
    public required string? Grant { get; init; }

    public string? OrganizationId { get; init; }

    public string? OrganizationName { get; init; }

    /// <summary>How long the token lives; null for as long as the tenant's do.</summary>
    public TimeSpan? Lifetime { get; init; }
}
