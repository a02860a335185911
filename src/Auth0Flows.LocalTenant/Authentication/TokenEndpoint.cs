using Auth0Flows.LocalTenant.Grants;
using Auth0Flows.LocalTenant.Http;

namespace Auth0Flows.LocalTenant.Authentication;

/// <summary>POST /oauth/token.</summary>
internal sealed class TokenEndpoint(ClientAuthenticator authenticator, IEnumerable<IGrant> grants)
{
    private readonly Dictionary<string, IGrant> _grants = grants.ToDictionary(grant => grant.GrantType, StringComparer.Ordinal);

    public async ValueTask<ServerResponse> AnswerAsync(ServerRequest request)
    {
        var parameters = TokenRequest.Read(request);
        var grantType = parameters.Require("grant_type");
        if (!_grants.TryGetValue(grantType, out var grant))
        {
            throw new OAuthException(403, "unsupported_grant_type", $"Unsupported grant type: {grantType}");
        }

        var client = authenticator.Authenticate(request, parameters);
        return client.GrantTypes.Contains(grantType)
            ? ServerResponse.Json(200, await grant.ExchangeAsync(parameters, client).ConfigureAwait(false))
            : throw OAuthException.GrantNotAllowed(grantType);
    }
}
