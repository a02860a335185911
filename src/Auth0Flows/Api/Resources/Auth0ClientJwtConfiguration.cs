using System.Collections.Specialized;

namespace Auth0Flows;

/// <summary>The settings of an application's ID tokens.</summary>
public sealed class Auth0ClientJwtConfiguration : Auth0Object
{
    /// <summary>The lifetime of an ID token, in seconds.</summary>
    public long? LifetimeInSeconds { get; set; }

    /// <summary>Whether the secret is base64, if it is used for signing.</summary>
    public bool? SecretEncoded { get; set; }

    /// <summary>The signing algorithm: <c>RS256</c>, <c>PS256</c>, <c>RS512</c>, <c>HS256</c>.</summary>
    public string? Alg { get; set; }

    /// <summary>Conditional scopes.</summary>
    public OrderedDictionary? Scopes { get; set; }
}
