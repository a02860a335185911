using Auth0Flows.LocalTenant.Http;

namespace Auth0Flows.LocalTenant.Authentication;

/// <summary>POST /oauth/token.</summary>
internal sealed class TokenEndpoint(ClientAuthenticator authenticator, IEnumerable<IGrant> grants)
{
    private readonly Dictionary<string, IGrant> _grants = grants.ToDictionary(grant => grant.GrantType, StringComparer.Ordinal);

    public async ValueTask<ServerResponse> AnswerAsync(ServerRequest request)
    {
        ServerResponse response;
        try
        {
            var parameters = TokenRequest.Read(request);
            var grantType = parameters.Require("grant_type");
            if (!_grants.TryGetValue(grantType, out var grant))
            {
                throw new OAuthException(403, "unsupported_grant_type", $"Unsupported grant type: {grantType}");
            }

            var client = authenticator.Authenticate(request, parameters);
            if (!client.GrantTypes.Contains(grantType))
            {
                throw OAuthException.GrantNotAllowed(grantType);
            }

            response = ServerResponse.Json(200, await grant.ExchangeAsync(parameters, client).ConfigureAwait(false));
        }
        catch (OAuthException refusal)
        {
            response = refusal.ToResponse();
        }

        // RFC 6749 §5.1: answers with tokens are not to be stored on their way.
        return response.With("Cache-Control", "no-store").With("Pragma", "no-cache");
    }
}
