using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Authentication;

namespace Auth0Flows.LocalTenant.Tokens;

/// <summary>
/// Decides which access tokens are bound to a client's certificate (Auth0, "Configure Sender Constraining"; RFC 8705 §3.4): those of an API
/// with the mechanism mtls, and those of an application that requires it.
/// </summary>
internal sealed class SenderConstraints(ApiStore apis)
{
    /// <summary>The claim <c>cnf</c> of a token; null if it isn't bound.</summary>
    /// <exception cref="OAuthException">The API or the application requires a certificate, and none was presented.</exception>
    public JsonObject? ConfirmationOf(AuthenticatedClient? client, string? audience)
    {
        var proof = audience is null ? null : apis.Find(audience)?.ProofOfPossession;
        var isMtls = proof?["mechanism"].AsText() == "mtls";
        if (client?.Certificate is { } certificate)
        {
            return isMtls || (proof is null && client.WantsBoundTokens) ? new JsonObject { ["x5t#S256"] = certificate.Thumbprint } : null;
        }

        return isMtls && proof!["required"].AsFlag() == true
            ? throw OAuthException.InvalidRequest(
                $"The API {audience} requires proof of possession with mTLS: no client certificate was presented."
            )
            : null;
    }
}
