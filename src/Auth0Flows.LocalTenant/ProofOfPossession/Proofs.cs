using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.ProofOfPossession;

/// <summary>Checks the proofs of requests (header <c>DPoP</c>): RFC 9449 §4.3. Each one counts once.</summary>
internal sealed class Proofs(TenantClock clock, bool alwaysNeedsNonce, TimeSpan nonceLifetime)
{
    private const int MaximumBytes = 8192;
    private const int MaximumIdLength = 256;
    private const double MaximumAge = 60; // seconds
    private const double MaximumSkew = 10;

    private readonly ProofNonces _nonces = new(clock, nonceLifetime);
    private readonly UsedIds _used = new(clock);

    /// <summary>Checks a proof for the authorization server. Public applications need a nonce, as in Auth0.</summary>
    /// <returns>The thumbprint of the key; null if the request has no proof.</returns>
    /// <exception cref="OAuthException">The proof isn't valid.</exception>
    public string? Check(ServerRequest request, AuthenticatedClient client) =>
        request.Header("DPoP") is null
            ? null
            : Check(
                request,
                accessToken: null,
                needsNonce: alwaysNeedsNonce || client.IsPublic,
                static (error, why) => new(400, error, why)
            );

    /// <summary>Checks the proof of a call with an access token.</summary>
    /// <returns>The thumbprint of the key.</returns>
    /// <exception cref="OAuthException">There is no valid proof.</exception>
    public string Check(ServerRequest request, string accessToken) =>
        Check(request, accessToken, alwaysNeedsNonce, static (error, why) => new(401, error, why) { IsOfBoundToken = true });

    private string Check(ServerRequest request, string? accessToken, bool needsNonce, Func<string, string, OAuthException> refuse)
    {
        var isApi = accessToken is not null;
        if (needsNonce)
        {
            request.AnswerHeaders["DPoP-Nonce"] = _nonces.Create(isApi);
        }

        var text = request.Header("DPoP");
        if (
            text is null
            || Encoding.UTF8.GetByteCount(text) > MaximumBytes
            || text.Contains(',', StringComparison.Ordinal)
            || !Jwt.TryRead(text, out var proof)
        )
        {
            throw Invalid(text is null ? "there is none" : "the header must be one signed JWT");
        }

        var jwk = proof.Header["jwk"] as JsonObject;
        if (FaultOf(proof, jwk) is { } fault)
        {
            throw Invalid(fault);
        }

        if (FaultOf(proof, request, accessToken) is { } wrong)
        {
            throw Invalid(wrong);
        }

        var nonce = proof.Text("nonce");
        if (nonce is null ? needsNonce : _nonces.FaultOf(nonce, isApi) is not null)
        {
            request.AnswerHeaders["DPoP-Nonce"] = _nonces.Create(isApi);
            var server = isApi ? "Resource server" : "Authorization server";
            throw refuse("use_dpop_nonce", nonce is null ? $"{server} requires nonce in DPoP proof" : _nonces.FaultOf(nonce, isApi)!);
        }

        // Last: nobody else can use up an application's ids.
        return _used.TryUse("", proof.Text("jti")!, proof.Time("iat")!.Value + MaximumAge)
            ? ProofKey.ThumbprintOf(jwk!)
            : throw Invalid("the jti has been used already");

        OAuthException Invalid(string reason) => refuse("invalid_dpop_proof", $"Invalid DPoP proof: {reason}.");
    }

    private static string? FaultOf(Jwt proof, JsonObject? jwk) =>
        proof.Header["typ"].AsText() != "dpop+jwt" ? "the typ must be dpop+jwt"
        : proof.Algorithm != ProofKey.Algorithm ? $"the alg must be {ProofKey.Algorithm}"
        : proof.Header.ContainsKey("crit") ? "no extension (crit) is known"
        : ProofKey.FaultOf(jwk) is { } fault ? fault
        : !ProofKey.Verify(jwk!, proof) ? "the signature is not the key's"
        : null;

    private string? FaultOf(Jwt proof, ServerRequest request, string? accessToken)
    {
        var now = clock.UtcNow.ToUnixTimeMilliseconds() / 1000.0;
        var target = proof.Text("htu")?.Split('?', '#')[0];
        return proof.Text("jti") is not { Length: > 0 and <= MaximumIdLength } ? $"the jti must have 1 to {MaximumIdLength} characters"
            : proof.Text("htm") != request.Method ? $"the htm must be {request.Method}"
            : target != request.Address ? $"the htu must be {request.Address}"
            : proof.Time("iat") is not { } issuedAt ? "the iat is missing"
            : issuedAt < now - MaximumAge ? "the iat is too old"
            : issuedAt > now + MaximumSkew ? "the iat lies in the future"
            : accessToken is not null && proof.Text("ath") != HashOf(accessToken) ? "the ath is not the access token's hash"
            : null;
    }

    private static string HashOf(string accessToken) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(accessToken)));
}
