using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Tokens;
using Auth0Flows.LocalTenant.Users;
using Auth0Flows.LocalTenant.Vault;

namespace Auth0Flows.LocalTenant.Grants;

/// <summary>
/// Exchanges a user's refresh token, or the access token that an API received, for the token of an external provider (Auth0, "Token
/// Vault").
/// </summary>
internal sealed class ConnectionTokenGrant(TokenVault vault, RefreshTokens refreshTokens, SubjectAccessTokens subjects, UserStore users)
    : IGrant
{
    private const string RefreshTokenType = "urn:ietf:params:oauth:token-type:refresh_token";

    public string GrantType => GrantTypes.ConnectionToken;

    public async ValueTask<JsonObject> ExchangeAsync(TokenRequest request, AuthenticatedClient client)
    {
        // "Configure Token Vault": a first-party, confidential application.
        if (client.IsPublic || !client.IsFirstParty)
        {
            throw OAuthException.GrantNotAllowed(GrantType);
        }

        if (request.Require("requested_token_type") != TokenVault.TokenType)
        {
            throw OAuthException.InvalidRequest($"requested_token_type must be {TokenVault.TokenType}.");
        }

        var connection = request.Require("connection");
        var (token, type) = (request.Require("subject_token"), request.Require("subject_token_type"));
        var user = type switch
        {
            RefreshTokenType => OfRefreshToken(token, client),
            SubjectAccessTokens.Type => (await subjects.ReadAsync(token, client).ConfigureAwait(false)).User,
            _ => throw OAuthException.InvalidRequest($"Unsupported subject_token_type: {type}"),
        };
        client.User = user;
        return vault.Answer(user.UserId, connection, request["login_hint"], request.Scopes);
    }

    private Auth0LocalTenantUser OfRefreshToken(string token, AuthenticatedClient client)
    {
        var user = refreshTokens.Find(token, client).User;
        return client.RefreshToken.IsRotating
                ? throw OAuthException.InvalidRequest("Refresh token rotation is not supported: disable it for the application.")
            : !users.Contains(user) || user.IsBlocked ? throw OAuthException.InvalidGrant("The user of the refresh token can't sign in.")
            : user;
    }
}
