using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Grants;

/// <summary>A code from a browser login (RFC 6749 §4.1.3), with PKCE (RFC 7636 §4.6) if the login had a challenge.</summary>
internal sealed class AuthorizationCodeGrant(AuthorizationCodes codes, UserTokens tokens) : IGrant
{
    public string GrantType => GrantTypes.AuthorizationCode;

    public async ValueTask<JsonObject> ExchangeAsync(TokenRequest request, AuthenticatedClient client)
    {
        var redirectUri = request["redirect_uri"];

        // Any error from here on uses up the code, so that it can be guessed only once.
        var code = codes.Use(request.Require("code"), client.ClientId) ?? throw OAuthException.InvalidGrant("Invalid authorization code");
        if (redirectUri != code.RedirectUri)
        {
            throw OAuthException.InvalidGrant(
                $"The redirect URI is wrong. You sent {redirectUri ?? "null"}, and we expected {code.RedirectUri}"
            );
        }

        if (code.JwkThumbprint is { } bound && bound != client.JwkThumbprint)
        {
            throw OAuthException.InvalidGrant("The authorization code is bound to another key than the DPoP proof's (dpop_jkt).");
        }

        CheckVerifier(request["code_verifier"], code.CodeChallenge);
        return await tokens.IssueAsync(code.Authorization, client, alwaysNamesScopes: true).ConfigureAwait(false);
    }

    private static void CheckVerifier(string? verifier, string? challenge)
    {
        // RFC 9700 §2.1.1: a verifier without a challenge means that somebody removed the challenge.
        var right = verifier is null ? null : Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        if ((verifier is not null || challenge is not null) && !ConstantTime.AreEqual(right, challenge))
        {
            throw OAuthException.InvalidGrant("Failed to verify code verifier");
        }
    }
}
