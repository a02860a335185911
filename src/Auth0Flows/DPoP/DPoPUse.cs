using System.Net.Http.Headers;

namespace Auth0Flows.DPoP;

/// <summary>What a request's proofs are made with.</summary>
/// <param name="Key">The key.</param>
/// <param name="AccessToken">The token of a call to an API; null for a request to the authorization server.</param>
internal sealed record DPoPUse(DPoPKey Key, Auth0Secret? AccessToken = null)
{
    /// <summary>The scheme of <c>Authorization</c> (RFC 9449 §7.1).</summary>
    public const string Scheme = "DPoP";

    /// <summary>The <c>Authorization</c> of a call.</summary>
    /// <param name="use">The proofs of the call; null for a token that is bound to no key.</param>
    /// <param name="accessToken">The token.</param>
    public static AuthenticationHeaderValue Authorize(DPoPUse? use, Auth0Secret accessToken) =>
        new(use is null ? "Bearer" : Scheme, accessToken.Reveal());
}
