using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Authentication;

/// <summary>
/// POST /oauth/revoke (RFC 7009; Auth0, "Revoke Refresh Token"): revokes a refresh token, and all tokens from the same login.
/// </summary>
internal sealed class RevocationEndpoint(ClientAuthenticator authenticator, RefreshTokens refreshTokens)
{
    public ValueTask<ServerResponse> AnswerAsync(ServerRequest request)
    {
        var parameters = TokenRequest.Read(request);
        var token = parameters.Require("token");
        refreshTokens.Revoke(token, Authenticate(request, parameters));

        // RFC 7009 §2.2: the same response if there was nothing to revoke.
        return ValueTask.FromResult(new ServerResponse(200));
    }

    private AuthenticatedClient Authenticate(ServerRequest request, TokenRequest parameters)
    {
        try
        {
            return authenticator.Authenticate(request, parameters);
        }
        catch (OAuthException refusal) when (refusal.IsAccessDenied)
        {
            // The code of RFC 7009 §2.2.1; the token endpoint returns access_denied here.
            throw OAuthException.InvalidClient(refusal.Message);
        }
    }
}
