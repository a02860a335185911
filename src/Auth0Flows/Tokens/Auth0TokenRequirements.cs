using System.Collections;
using System.Security.Cryptography.X509Certificates;

namespace Auth0Flows;

/// <summary>The requirements for a token, in addition to the tenant's signature and a valid lifetime.</summary>
public sealed class Auth0TokenRequirements
{
    /// <summary>The allowed audiences: the token must be for one of these.</summary>
    public required IReadOnlyCollection<string> Audience { get; init; }

    /// <summary>The scopes that it must have.</summary>
    public IReadOnlyCollection<string> Scope { get; init; } = [];

    /// <summary>
    /// The required claims with their values; for a claim with several values, the value must be one of them. Null: the claim must exist,
    /// with any value.
    /// </summary>
    public IDictionary Claims { get; init; } = new Dictionary<string, object?>();

    /// <summary>The proof that came with the token, if the token must be bound to a key (DPoP).</summary>
    public Auth0DPoPRequirements? DPoP { get; init; }

    /// <summary>
    /// The certificate that the caller presented with TLS: the token must be bound to it (<c>cnf.x5t#S256</c>, RFC 8705 §3). Null: it is
    /// not checked.
    /// </summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The tenant's keys as JSON (RFC 7517 §5), for offline use. Default: requested from the tenant.</summary>
    public string? Jwks { get; init; }
}
