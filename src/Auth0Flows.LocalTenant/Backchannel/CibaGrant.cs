using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Grants;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Backchannel;

/// <summary>An application polls for its user's approval (OpenID Connect CIBA Core §10.1).</summary>
internal sealed class CibaGrant(BackchannelAuthorizations logins, UserTokens tokens) : IGrant
{
    public string GrantType => GrantTypes.Ciba;

    public async ValueTask<JsonObject> ExchangeAsync(TokenRequest request, AuthenticatedClient client)
    {
        var id = request.Require("auth_req_id");
        var login = client.IsPublic ? throw OAuthException.GrantNotAllowed(GrantType) : logins.Redeem(id, client.ClientId);
        return await tokens.IssueAsync(login.Granted!, client, alwaysNamesScopes: true).ConfigureAwait(false);
    }
}
