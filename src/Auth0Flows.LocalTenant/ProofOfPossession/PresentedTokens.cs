using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.ProofOfPossession;

/// <summary>
/// The access tokens of calls: with <c>Authorization: Bearer</c> (RFC 6750 §2.1) those that are bound to no key, with <c>DPoP</c> and a
/// proof the others (RFC 9449 §7.1, §7.2).
/// </summary>
internal sealed class PresentedTokens(AccessTokens tokens, Proofs proofs)
{
    private const string Bearer = "Bearer ";
    private const string DPoP = "DPoP ";

    /// <summary>Whether a request has a token.</summary>
    public static bool HasOne(ServerRequest request) => TextOf(request, Bearer) is not null || TextOf(request, DPoP) is not null;

    /// <summary>Reads the token of a request.</summary>
    /// <exception cref="OAuthException">It is bound to a key, and the request doesn't prove that the caller has the key.</exception>
    public async ValueTask<(AccessTokenStatus Status, AccessToken? Token)> ReadAsync(ServerRequest request)
    {
        var bearer = TextOf(request, Bearer);
        var text = bearer ?? TextOf(request, DPoP) ?? "";
        var (status, token) = await tokens.ReadAsync(text).ConfigureAwait(false);
        if (status != AccessTokenStatus.Valid)
        {
            return (status, token);
        }

        return
            bearer is not null == token!.JwkThumbprint is null && (bearer is not null || proofs.Check(request, text) == token.JwkThumbprint)
            ? (status, token)
            : throw new OAuthException(
                401,
                "invalid_token",
                bearer is not null ? "The access token is bound to a key: it must be sent with DPoP and a proof."
                    : token.JwkThumbprint is null ? "The access token is bound to no key: it must be sent as a bearer token."
                    : "The access token is bound to another key than the proof's."
            )
            {
                IsOfBoundToken = true,
            };
    }

    private static string? TextOf(ServerRequest request, string scheme) =>
        request.Header("Authorization") is { } value && value.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            ? value[scheme.Length..].Trim()
            : null;
}
