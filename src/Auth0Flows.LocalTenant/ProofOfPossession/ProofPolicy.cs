using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.ProofOfPossession;

/// <summary>
/// Which tokens are bound to the application's key: the table in Auth0, "Configure Sender Constraining". Tokens for /userinfo alone are
/// bound whenever there is a proof.
/// </summary>
internal sealed class ProofPolicy(ApiStore apis, SenderConstraints constraints)
{
    /// <summary>The thumbprint of the key that a token is bound to; null for none.</summary>
    /// <param name="client">The application, with the key of its proof.</param>
    /// <param name="audience">The API; null for none.</param>
    /// <exception cref="OAuthException">The application or the API requires a bound token, and there can't be one.</exception>
    public string? ThumbprintFor(AuthenticatedClient client, string? audience)
    {
        // Also refuses a token that must be bound to a certificate.
        var isConfirmed = constraints.ConfirmationOf(client, audience) is not null;
        var ofApi = audience is null ? Auth0LocalTenantDPoP.Allowed : apis.Find(audience)?.DPoP ?? Auth0LocalTenantDPoP.None;
        var thumbprint = ofApi == Auth0LocalTenantDPoP.None ? null : client.JwkThumbprint;
        return thumbprint is not null ? thumbprint
            : ofApi == Auth0LocalTenantDPoP.Required ? throw Refused($"The API {audience}")
            : client.RequiresProofOfPossession && !isConfirmed ? throw Refused("The application")
            : null;
    }

    private static OAuthException Refused(string who) =>
        OAuthException.InvalidRequest(
            $"{who} requires sender-constrained tokens, so that a DPoP proof is required, for an API that allows DPoP."
        );
}
