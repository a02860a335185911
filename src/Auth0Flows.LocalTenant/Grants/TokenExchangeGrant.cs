using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Tokens;
using Auth0Flows.LocalTenant.Workloads;

namespace Auth0Flows.LocalTenant.Grants;

/// <summary>Exchanges an external token for tokens of this tenant (RFC 8693 §2; Auth0, "Custom Token Exchange").</summary>
internal sealed class TokenExchangeGrant(
    SubjectTokens subjectTokens,
    WorkloadProvider workloads,
    OnBehalfOfExchange onBehalfOf,
    UserScopes userScopes,
    AuthorizationDetails details,
    OrganizationStore organizations,
    UserLogin login,
    TenantClock clock
) : IGrant
{
    public string GrantType => GrantTypes.TokenExchange;

    public async ValueTask<JsonObject> ExchangeAsync(TokenRequest request, AuthenticatedClient client)
    {
        var subjectToken = request.Require("subject_token");
        var type = request.Require("subject_token_type");
        if (request["actor_token"] is not null != request["actor_token_type"] is not null)
        {
            // RFC 8693 §2.1: both or neither.
            throw OAuthException.InvalidRequest("actor_token and actor_token_type belong together.");
        }

        var known = subjectTokens.Find(type, subjectToken);
        if (known is null && type == SubjectAccessTokens.Type && !subjectTokens.KnowsType(type))
        {
            return await onBehalfOf.ExchangeAsync(request, client).ConfigureAwait(false);
        }

        if (!client.MayExchange("custom_authentication"))
        {
            throw OAuthException.GrantNotAllowed(GrantType);
        }

        var user = known ?? Find(type, subjectToken);
        var asked = request.Scopes;
        var scopes = userScopes.Grant(asked, request["audience"], givesAll: false);
        return await login
            .CompleteAsync(
                new UserAuthorization
                {
                    User = user,
                    ClientId = client.ClientId,
                    Audience = request["audience"],
                    AskedScopes = asked,
                    Scopes = scopes,
                    AuthorizationDetails = details.Read(request["authorization_details"], request["audience"]),
                    Grant = GrantTypes.TokenExchange,
                    AuthenticatedAt = clock.UtcNow,
                    Organization = organizations.Require(request["organization"]),
                },
                client
            )
            .ConfigureAwait(false);
    }

    // The type decides which Action checks the token.
    private Auth0LocalTenantUser Find(string type, string subjectToken) =>
        workloads.KnowsType(type) ? workloads.Authenticate(type, subjectToken)
        : subjectTokens.KnowsType(type) ? throw OAuthException.InvalidRequest("The subject_token is invalid.")
        : throw OAuthException.InvalidRequest($"Unsupported subject_token_type: {type}");
}
