using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Applications;

/// <summary>The scopes of an API that an application may request on its own behalf.</summary>
internal sealed record ClientGrant(string Id, string ClientId, string Audience, IReadOnlyList<string> Scopes)
{
    public string? OrganizationUsage { get; init; }

    public bool AllowsAnyOrganization { get; init; }

    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["id"] = Id,
            ["client_id"] = ClientId,
            ["audience"] = Audience,
            ["scope"] = new JsonArray([.. Scopes.Select(scope => JsonValue.Create(scope))]),
            ["subject_type"] = "client",
        };
        if (OrganizationUsage is not null)
        {
            json["organization_usage"] = OrganizationUsage;
            json["allow_any_organization"] = AllowsAnyOrganization;
        }

        return json;
    }
}
