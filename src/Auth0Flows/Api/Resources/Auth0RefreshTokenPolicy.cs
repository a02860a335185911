namespace Auth0Flows;

/// <summary>
/// What a multi-resource refresh token gives:
/// <see href="https://auth0.com/docs/secure/tokens/refresh-tokens/multi-resource-refresh-token"/>.
/// </summary>
public sealed class Auth0RefreshTokenPolicy : Auth0Object
{
    /// <summary>The API.</summary>
    public string? Audience { get; set; }

    /// <summary>The scopes.</summary>
    public string[]? Scope { get; set; }

    /// <summary>The API.</summary>
    public override string ToString() => Audience ?? "";
}
