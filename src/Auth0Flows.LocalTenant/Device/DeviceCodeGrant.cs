using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Grants;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Device;

/// <summary>A device polls for its user's approval (RFC 8628 §3.4).</summary>
internal sealed class DeviceCodeGrant(DeviceAuthorizations devices, UserTokens tokens) : IGrant
{
    public string GrantType => GrantTypes.DeviceCode;

    public async ValueTask<JsonObject> ExchangeAsync(TokenRequest request, AuthenticatedClient client)
    {
        var deviceCode = request.Require("device_code");
        var authorization = client.IsPublic ? devices.Redeem(deviceCode, client.ClientId) : throw OAuthException.GrantNotAllowed(GrantType);
        return await tokens.IssueAsync(authorization, client, alwaysNamesScopes: true).ConfigureAwait(false);
    }
}
