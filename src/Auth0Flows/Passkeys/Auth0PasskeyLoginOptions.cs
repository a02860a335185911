namespace Auth0Flows;

/// <summary>
/// What a login or a registration with a passkey is for. <see href="https://auth0.com/docs/native-passkeys-api"/> documents no
/// <c>authorization_details</c>; they are sent as with every other grant.
/// </summary>
public sealed record Auth0PasskeyLoginOptions
{
    /// <summary>The user's database connection. Default: the application's.</summary>
    public string? Realm { get; init; }

    /// <summary>The organization, by id or name.</summary>
    public string? Organization { get; init; }

    /// <summary>The API that the login is for.</summary>
    public string? Audience { get; init; }

    /// <summary>The scopes to request.</summary>
    public IReadOnlyCollection<string> Scope { get; init; } = [];

    /// <summary>What exactly the token is requested for (RFC 9396), if it is more than the scopes say.</summary>
    public Auth0AuthorizationDetails? AuthorizationDetails { get; init; }
}
