using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.ProofOfPossession;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Grants;

/// <summary>An application requests a token for itself (RFC 6749 §4.4).</summary>
internal sealed class ClientCredentialsGrant(
    ApiStore apis,
    AuthorizationDetails details,
    OrganizationStore organizations,
    AccessTokens tokens,
    ProofPolicy policy
) : IGrant
{
    public string GrantType => GrantTypes.ClientCredentials;

    public async ValueTask<JsonObject> ExchangeAsync(TokenRequest request, AuthenticatedClient client)
    {
        if (client.IsPublic)
        {
            throw OAuthException.GrantNotAllowed(GrantType);
        }

        var audience =
            request["audience"]
            ?? throw OAuthException.AccessDenied("No audience parameter was provided, and no default audience has been configured.");
        var api = apis.Find(audience) ?? throw OAuthException.AccessDenied($"Service not found: {audience}");

        var granted =
            apis.GrantOf(client.ClientId, audience)?.Scopes
            ?? throw OAuthException.AccessDenied(
                $"Client is not authorized to access \"{audience}\". You need to create a \"client-grant\" associated to this API. "
                    + "See: https://auth0.com/docs/api/v2#!/Client_Grants/post_client_grants"
            );
        var asked = request.Scopes;
        var beyond = asked.Except(granted, StringComparer.Ordinal).ToArray();
        if (beyond.Length > 0)
        {
            throw OAuthException.AccessDenied($"Client has not been granted scopes: {string.Join(", ", beyond)}");
        }

        var granting = details.Read(request["authorization_details"], audience);
        var organization = organizations.Require(request["organization"]);
        var scopes = asked.Count > 0 ? asked : granted;
        var thumbprint = policy.ThumbprintFor(client, audience);
        var (token, expiresIn) = await tokens
            .IssueAsync(
                new AccessTokenRequest
                {
                    ClientId = client.ClientId,
                    Client = client,
                    Subject = $"{client.ClientId}@clients",
                    Audience = audience,
                    Scopes = scopes,
                    AuthorizationDetails = granting,
                    Grant = "client-credentials",
                    Lifetime = api.TokenLifetime,
                    JwkThumbprint = thumbprint,
                    OrganizationId = organization?.Id,
                    OrganizationName = organization?.Name,
                }
            )
            .ConfigureAwait(false);

        var answer = new JsonObject { ["access_token"] = token };
        if (scopes.Count > 0)
        {
            answer["scope"] = string.Join(' ', scopes);
        }

        if (granting is not null)
        {
            answer["authorization_details"] = granting.DeepClone();
        }

        answer["expires_in"] = expiresIn;
        answer["token_type"] = thumbprint is null ? "Bearer" : "DPoP";
        return answer;
    }
}
