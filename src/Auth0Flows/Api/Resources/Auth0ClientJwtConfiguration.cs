using System.Collections.Specialized;

namespace Auth0Flows;

/// <summary>How an application's ID tokens are made.</summary>
public sealed class Auth0ClientJwtConfiguration : Auth0Object
{
    /// <summary>How long an ID token lives, in seconds.</summary>
    public long? LifetimeInSeconds { get; init; }

    /// <summary>Whether the secret is encoded as base64, if it is used for signing.</summary>
    public bool? SecretEncoded { get; init; }

    /// <summary>What signs: <c>RS256</c>, <c>PS256</c>, <c>RS512</c>, <c>HS256</c>.</summary>
    public string? Alg { get; init; }

    /// <summary>Scopes with conditions.</summary>
    public OrderedDictionary? Scopes { get; init; }
}
