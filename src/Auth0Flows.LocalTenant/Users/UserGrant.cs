using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Users;

/// <summary>What a user has authorized an application to do at an API.</summary>
internal sealed record UserGrant(string Id, string UserId, string ClientId, string Audience, IReadOnlyList<string> Scopes)
{
    public JsonObject ToJson() =>
        new()
        {
            ["id"] = Id,
            ["clientID"] = ClientId,
            ["user_id"] = UserId,
            ["audience"] = Audience,
            ["scope"] = new JsonArray([.. Scopes.Select(scope => JsonValue.Create(scope))]),
        };
}
