using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Authentication;

/// <summary>
/// POST /oauth/revoke (RFC 7009; Auth0, "Revoke Refresh Token"): ends a refresh token, and all that came of the same login.
/// </summary>
internal sealed class RevocationEndpoint(ClientAuthenticator authenticator, RefreshTokens refreshTokens)
{
    public ValueTask<ServerResponse> AnswerAsync(ServerRequest request)
    {
        var parameters = TokenRequest.Read(request);
        var token = parameters.Require("token");
        refreshTokens.Revoke(token, Authenticate(request, parameters));

        // RFC 7009 §2.2: the same where there was nothing to revoke.
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
            // The code of RFC 7009 §2.2.1 here, where the token endpoint says access_denied.
            throw OAuthException.InvalidClient(refusal.Message);
        }
    }
}
