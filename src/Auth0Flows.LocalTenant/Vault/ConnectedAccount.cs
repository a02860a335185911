namespace Auth0Flows.LocalTenant.Vault;

/// <summary>A user's account at an external provider, with the provider's token.</summary>
internal sealed class ConnectedAccount(string userId, string connection, string account, IReadOnlyList<string> scopes)
{
    public string UserId => userId;

    public string Connection => connection;

    /// <summary>The account's id at the provider, which a login hint names.</summary>
    public string Account => account;

    public IReadOnlyList<string> Scopes => scopes;

    /// <summary>Whether the provider has revoked the refresh token.</summary>
    public bool IsRevoked { get; set; }

    public string? Token { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }
}
