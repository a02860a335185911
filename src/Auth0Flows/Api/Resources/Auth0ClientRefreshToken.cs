namespace Auth0Flows;

/// <summary>
/// How an application's refresh tokens live: <see
/// href="https://auth0.com/docs/secure/tokens/refresh-tokens/configure-refresh-token-rotation"/>.
/// </summary>
public sealed class Auth0ClientRefreshToken : Auth0Object
{
    /// <summary><c>rotating</c> or <c>non-rotating</c>.</summary>
    public string? RotationType { get; init; }

    /// <summary><c>expiring</c> or <c>non-expiring</c>.</summary>
    public string? ExpirationType { get; init; }

    /// <summary>For how many seconds a rotated token is still taken.</summary>
    public long? Leeway { get; init; }

    /// <summary>How long one lives, in seconds.</summary>
    public long? TokenLifetime { get; init; }

    /// <summary>Whether it lives for ever.</summary>
    public bool? InfiniteTokenLifetime { get; init; }

    /// <summary>How long one lives unused, in seconds.</summary>
    public long? IdleTokenLifetime { get; init; }

    /// <summary>Whether it may lie unused for ever.</summary>
    public bool? InfiniteIdleTokenLifetime { get; init; }
}
