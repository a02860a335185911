using System.Globalization;
using System.Text.Json;
using Auth0Flows.Basics;
using Auth0Flows.DPoP;
using Auth0Flows.Errors;

namespace Auth0Flows.Tokens;

/// <summary>
/// Tests a DPoP proof as the receiving API does (RFC 9449 §4.3, §7.1), check by check. Only the API itself can tell whether it has
/// received the same proof before: it must remember each <c>jti</c> for as long as it accepts the proof.
/// </summary>
internal static class ProofExamination
{
    // RFC 9449 §11.1: seconds or minutes. Auth0's SDKs for APIs accept proofs of 5 minutes.
    private static readonly TimeSpan _life = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan _skew = TimeSpan.FromSeconds(60);

    /// <param name="requirements">The call.</param>
    /// <param name="token">The access token.</param>
    /// <param name="confirmation">The key that it is bound to.</param>
    /// <param name="now">The current time.</param>
    public static IEnumerable<Auth0TokenCheck> Check(
        Auth0DPoPRequirements requirements,
        string token,
        Auth0TokenConfirmation? confirmation,
        DateTimeOffset now
    )
    {
        if (PresentedProof.TryRead(requirements.Proof.Reveal().Trim()) is not { } proof)
        {
            return [new("ProofFormat", false, "a signed JWT", "no signed JWT"), Binding(confirmation, null)];
        }

        using var key = ProofKey.Read(proof.Header.TryFind("jwk", out var jwk) ? jwk : default, out var fault);
        var algorithm = PresentedProof.Text(proof.Header, "alg");
        var isAccepted = ProofKey.Accepts(algorithm);
        var isSigned = key is not null && isAccepted && key.Verify(algorithm!, proof.Signed, proof.Signature);
        var type = PresentedProof.Text(proof.Header, "typ");
        var isPlain = !proof.Header.TryFind("crit", out _); // RFC 7515 §4.1.11: no extension is known here
        return
        [
            new(
                "ProofFormat",
                isPlain,
                "a signed JWT",
                isPlain ? "a JWT of three parts" : "a JWT with extensions that are not supported (crit)"
            ),
            new("ProofType", string.Equals(type, "dpop+jwt", StringComparison.OrdinalIgnoreCase), "dpop+jwt", Shown(type)),
            new("ProofAlgorithm", isAccepted, ProofKey.Accepted, Shown(algorithm)),
            new("ProofKey", key is not null, "a public key (jwk)", fault ?? "a public key"),
            new(
                "ProofSignature",
                isSigned,
                "the key's",
                isSigned ? "the key's"
                    : key is null || !isAccepted ? "not checked: the key or the algorithm is not accepted"
                    : "a different one"
            ),
            .. CheckClaims(requirements, proof.Claims, now, proof.IssuedAt),
            Hash(PresentedProof.Text(proof.Claims, "ath"), token),
            Binding(confirmation, key?.Thumbprint),
        ];
    }

    private static IEnumerable<Auth0TokenCheck> CheckClaims(
        Auth0DPoPRequirements requirements,
        JsonElement claims,
        DateTimeOffset now,
        DateTimeOffset? issuedAt
    )
    {
        var id = PresentedProof.Text(claims, "jti");
        yield return new("ProofId", id is { Length: > 0 }, "a unique id (jti)", id is { Length: > 0 } ? "an id" : "missing");
        var method = PresentedProof.Text(claims, "htm");
        yield return new("ProofMethod", method == requirements.Method, requirements.Method, Shown(method));
        var target = DPoPProof.TargetOf(requirements.Uri);
        var named = PresentedProof.Text(claims, "htu");
        yield return new(
            "ProofUri",
            Address.TryRead(named, out var uri) && DPoPProof.TargetOf(uri) == target,
            target,
            // Without its query, which may have anything in it.
            uri is null
                ? Shown(named)
                : Shown(DPoPProof.TargetOf(uri))
        );
        yield return new(
            "ProofIssuedAt",
            issuedAt > now - _life && issuedAt <= now + _skew,
            $"from {now - _life:u} to {now + _skew:u}",
            issuedAt is { } at ? at.ToString("u", CultureInfo.InvariantCulture) : "missing"
        );
        if (requirements.Nonce is not null)
        {
            var nonce = PresentedProof.Text(claims, "nonce");
            yield return new(
                "ProofNonce",
                nonce == requirements.Nonce,
                "the API's nonce",
                nonce is null ? "missing"
                    : nonce == requirements.Nonce ? "the API's nonce"
                    : "a different one"
            );
        }
    }

    // RFC 9449 §4.3, step 12.
    private static Auth0TokenCheck Hash(string? hash, string token)
    {
        var isRight = hash == DPoPProof.HashOf(token);
        return new(
            "ProofToken",
            isRight,
            "the token's hash (ath)",
            isRight ? "the token's hash"
                : hash is null ? "missing"
                : "another token's"
        );
    }

    private static Auth0TokenCheck Binding(Auth0TokenConfirmation? confirmation, string? thumbprint) =>
        confirmation?.JwkThumbprint is { } bound
            ? new("ProofBinding", bound == thumbprint, $"the token's key (jkt {ServerText.Clean(bound)})", thumbprint ?? "no key")
            : new("ProofBinding", false, "a token that is bound to a key (cnf.jkt)", "a token that is bound to none");

    private static string Shown(string? text) => string.IsNullOrEmpty(text) ? "missing" : ServerText.Clean(text);
}
