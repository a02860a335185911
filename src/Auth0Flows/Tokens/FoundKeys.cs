namespace Auth0Flows.Tokens;

/// <summary>The keys that may have signed a token.</summary>
/// <param name="Keys">The keys.</param>
/// <param name="Fault">Why no key can be used, if the token is not the cause; null if the token just specifies another key.</param>
internal sealed record FoundKeys(IReadOnlyList<VerificationKey> Keys, string? Fault)
{
    public bool IsEmpty => Keys.Count == 0;
}
