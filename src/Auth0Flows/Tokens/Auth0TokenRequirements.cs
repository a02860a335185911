using System.Collections;

namespace Auth0Flows;

/// <summary>What a token must be beside signed by the tenant and alive.</summary>
public sealed class Auth0TokenRequirements
{
    /// <summary>Whom it must be for: one of these.</summary>
    public required IReadOnlyCollection<string> Audience { get; init; }

    /// <summary>The scopes that it must have.</summary>
    public IReadOnlyCollection<string> Scope { get; init; } = [];

    /// <summary>
    /// Claims that it must hold, with their values; of a claim with several, the value must be one of them. Null: the claim must be there,
    /// whatever it holds.
    /// </summary>
    public IDictionary Claims { get; init; } = new Dictionary<string, object?>();

    /// <summary>The tenant's keys as JSON (RFC 7517 §5), for work without a network; asked for at the tenant by default.</summary>
    public string? Jwks { get; init; }
}
