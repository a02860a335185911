namespace Auth0Flows;

/// <summary>
/// A call that came with a DPoP proof, for the API that received it: the proof is tested together with the token (RFC 9449 §4.3, §7.1).
/// </summary>
public sealed class Auth0DPoPRequirements
{
    /// <summary>The proof: the value of the call's header <c>DPoP</c>.</summary>
    public required Auth0Secret Proof { get; init; }

    /// <summary>The call's method: <c>GET</c>.</summary>
    public required string Method { get; init; }

    /// <summary>The call's address as the caller sees it, before any proxy. Query and fragment don't matter.</summary>
    public required Uri Uri { get; init; }

    /// <summary>The nonce that the API gave, which the proof must contain; null if it gives none.</summary>
    public string? Nonce { get; init; }
}
