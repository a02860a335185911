using Auth0Flows.DPoP;

namespace Auth0Flows.Sessions;

/// <summary>Which proofs a call with a token needs, and who sends it.</summary>
internal sealed class TokenProofs(DPoPSender sender)
{
    public DPoPSender Sender => sender;

    /// <summary>What the proofs of a call are made with; null for a token that is bound to no key.</summary>
    /// <exception cref="Auth0ConfigurationException">
    /// The session doesn't have the token's key (<see cref="Auth0ErrorCode.DPoPKeyMissing"/>).
    /// </exception>
    public DPoPUse? For(Auth0Token token)
    {
        if (!token.NeedsProof)
        {
            return null;
        }

        var thumbprint = token.Confirmation?.JwkThumbprint ?? token.KeyThumbprint;
        return thumbprint is not null && sender.TryFind(thumbprint, out var key)
            ? new DPoPUse(key, token.AccessToken)
            : throw DPoPSender.Missing(thumbprint, $"The token for {string.Join(' ', token.Audience)}");
    }
}
