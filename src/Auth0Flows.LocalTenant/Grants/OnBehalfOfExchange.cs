using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.ProofOfPossession;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Grants;

/// <summary>
/// An API exchanges the access token of its user for one of another API (Auth0, "On-Behalf-Of Token Exchange"). The claim <c>act</c> names
/// who acts for the user.
/// </summary>
internal sealed class OnBehalfOfExchange(
    SubjectAccessTokens subjects,
    AccessTokens tokens,
    ApiStore apis,
    UserScopes userScopes,
    OrganizationStore organizations,
    ProofPolicy policy
)
{
    private const string ProfileType = "on_behalf_of_token_exchange";
    private const int DeepestChain = 5;

    public async ValueTask<JsonObject> ExchangeAsync(TokenRequest request, AuthenticatedClient client)
    {
        if (client.IsPublic || client.ResourceServerIdentifier is null || !client.MayExchange(ProfileType))
        {
            throw OAuthException.GrantNotAllowed(GrantTypes.TokenExchange);
        }

        if (request.Require("requested_token_type") != SubjectAccessTokens.Type)
        {
            throw OAuthException.InvalidRequest($"requested_token_type must be {SubjectAccessTokens.Type}.");
        }

        var audience = request.Require("audience");
        var (user, claims) = await subjects.ReadAsync(request.Require("subject_token"), client).ConfigureAwait(false);
        client.User = user;
        var actor = new JsonObject { ["sub"] = client.ClientId, ["act"] = ActorOf(claims) };
        var api = apis.Find(audience) ?? throw OAuthException.AccessDenied($"Service not found: {audience}");
        var granted =
            apis.GrantOf(client.ClientId, audience)?.Scopes
            ?? throw OAuthException.AccessDenied(
                $"Client is not authorized to access \"{audience}\". You need to create a \"client-grant\" associated to this API."
            );
        var asked = request.Scopes.Count > 0 ? request.Scopes : api.Scopes;
        var scopes = userScopes.Grant(asked, audience, givesAll: false).Intersect(granted, StringComparer.Ordinal).ToArray();
        var organization = OrganizationOf(claims, user);
        var thumbprint = policy.ThumbprintFor(client, audience);
        var (token, expiresIn) = await tokens
            .IssueAsync(
                new AccessTokenRequest
                {
                    ClientId = client.ClientId,
                    Client = client,
                    Subject = user.UserId,
                    Audience = audience,
                    Scopes = scopes,
                    Grant = GrantTypes.TokenExchange,
                    Lifetime = api.TokenLifetime,
                    OrganizationId = organization?.Id,
                    OrganizationName = organization?.Name,
                    Actor = actor,
                    JwkThumbprint = thumbprint,
                }
            )
            .ConfigureAwait(false);

        // An access token alone: neither a refresh token nor an ID token.
        return new JsonObject
        {
            ["access_token"] = token,
            ["scope"] = string.Join(' ', scopes),
            ["expires_in"] = expiresIn,
            ["token_type"] = thumbprint is null ? "Bearer" : "DPoP",
            ["issued_token_type"] = SubjectAccessTokens.Type,
        };
    }

    // The chain so far, or the application that the user signed in to.
    private static JsonObject ActorOf(JsonObject claims)
    {
        if (claims["act"] is not JsonObject chain)
        {
            return new JsonObject { ["sub"] = claims["azp"].AsText() };
        }

        var depth = 0;
        for (JsonObject? link = chain; link is not null; link = link["act"] as JsonObject)
        {
            depth++;
        }

        return depth >= DeepestChain
            ? throw OAuthException.InvalidRequest(
                $"Delegation chain (`act` claim) depth exceeds the maximum allowed limit of {DeepestChain}"
            )
            : (JsonObject)chain.DeepClone();
    }

    private Organization? OrganizationOf(JsonObject claims, Auth0LocalTenantUser user) =>
        claims["org_id"].AsText() is not { } id ? null
        : organizations.Find(id) is { } found && organizations.IsMember(found.Id, user.UserId) ? found
        : throw OAuthException.InvalidRequest("The user of the subject_token is no member of its organization.");
}
