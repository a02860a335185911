using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Grants;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Logs;
using Auth0Flows.LocalTenant.ProofOfPossession;

namespace Auth0Flows.LocalTenant.Authentication;

/// <summary>POST /oauth/token.</summary>
internal sealed class TokenEndpoint(
    ClientAuthenticator authenticator,
    IEnumerable<IGrant> grants,
    Proofs proofs,
    TenantLog log,
    Func<string?> defaultAudience
)
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

        // Auth0, "Tenant Settings": the default audience is added to the requests that can name one.
        if (GrantTypes.OfAudience.Contains(grantType))
        {
            parameters.Default("audience", defaultAudience());
        }

        AuthenticatedClient? client = null;
        try
        {
            client = authenticator.Authenticate(request, parameters);
            client.JwkThumbprint = proofs.Check(request, client);
            var answer = client.MayUse(grantType)
                ? await grant.ExchangeAsync(parameters, client).ConfigureAwait(false)
                : throw OAuthException.GrantNotAllowed(grantType);
            LogSuccess(parameters, client, answer);
            return ServerResponse.Json(200, answer);
        }
        catch (OAuthException refusal) when (!refusal.IsNotLogged)
        {
            LogFailure(parameters, client, refusal);
            throw;
        }
    }

    private void LogSuccess(TokenRequest parameters, AuthenticatedClient client, JsonObject answer)
    {
        if (GrantTypes.EventsOf(parameters["grant_type"]) is { } codes)
        {
            // The password login itself is logged before the exchange.
            if (codes.Success == "sepft")
            {
                log.Add("s", "Successful login", parameters.Request, client.ClientId, client.User);
            }

            log.Add(
                codes.Success,
                codes.Description,
                parameters.Request,
                client.ClientId,
                client.User,
                audience: parameters["audience"],
                scope: answer["scope"].AsText()
            );
        }
    }

    private void LogFailure(TokenRequest parameters, AuthenticatedClient? client, OAuthException refusal)
    {
        if (GrantTypes.EventsOf(parameters["grant_type"]) is { } codes)
        {
            log.Add(
                refusal.LogType ?? codes.Failure,
                refusal.Message,
                parameters.Request,
                client?.ClientId ?? parameters["client_id"],
                client?.User,
                parameters["username"],
                parameters["audience"],
                parameters["scope"]
            );
        }
    }
}
