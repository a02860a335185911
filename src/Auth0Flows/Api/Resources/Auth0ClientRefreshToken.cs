namespace Auth0Flows;

/// <summary>
/// The lifetimes of an application's refresh tokens:
/// <see href="https://auth0.com/docs/secure/tokens/refresh-tokens/configure-refresh-token-rotation"/>.
/// </summary>
public sealed class Auth0ClientRefreshToken : Auth0Object
{
    /// <summary><c>rotating</c> or <c>non-rotating</c>.</summary>
    public string? RotationType { get; set; }

    /// <summary><c>expiring</c> or <c>non-expiring</c>.</summary>
    public string? ExpirationType { get; set; }

    /// <summary>For how many seconds a rotated token is still accepted.</summary>
    public long? Leeway { get; set; }

    /// <summary>The lifetime of a token, in seconds.</summary>
    public long? TokenLifetime { get; set; }

    /// <summary>Whether a token never expires.</summary>
    public bool? InfiniteTokenLifetime { get; set; }

    /// <summary>The lifetime of an unused token, in seconds.</summary>
    public long? IdleTokenLifetime { get; set; }

    /// <summary>Whether an unused token never expires.</summary>
    public bool? InfiniteIdleTokenLifetime { get; set; }

    /// <summary>The APIs, and their scopes, that one refresh token gives tokens for (multi-resource refresh tokens).</summary>
    public Auth0RefreshTokenPolicy[]? Policies { get; set; }
}
