namespace Auth0Flows.LocalTenant.Tokens;

/// <summary>What an access token is issued for.</summary>
internal sealed record AccessTokenRequest
{
    public required string ClientId { get; init; }

    public required string Subject { get; init; }

    public required string Audience { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>The grant as the claim <c>gty</c> names it.</summary>
    public required string Grant { get; init; }

    public string? OrganizationId { get; init; }

    public string? OrganizationName { get; init; }
}
