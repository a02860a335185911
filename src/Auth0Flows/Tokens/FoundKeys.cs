using Microsoft.IdentityModel.Tokens;

namespace Auth0Flows.Tokens;

/// <summary>Keys that may have signed a token.</summary>
/// <param name="Keys">The keys.</param>
/// <param name="Fault">
/// Why there is none that can be used, in words, where that is not for the token to answer for; null if it just names another one.
/// </param>
internal sealed record FoundKeys(IReadOnlyList<SecurityKey> Keys, string? Fault)
{
    public bool IsEmpty => Keys.Count == 0;
}
