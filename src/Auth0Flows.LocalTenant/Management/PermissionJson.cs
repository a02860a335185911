using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>Permissions in request and response bodies.</summary>
internal static class PermissionJson
{
    public static void Write(Utf8JsonWriter json, Permission permission, ApiStore apis, IEnumerable<JsonResource?>? sources = null)
    {
        json.WriteStartObject();
        json.WriteString("permission_name", permission.Name);
        json.WriteString("description", permission.Name.Replace(':', ' '));
        json.WriteString("resource_server_name", apis.Find(permission.Identifier)?.Name);
        json.WriteString("resource_server_identifier", permission.Identifier);
        if (sources is not null)
        {
            json.WriteStartArray("sources");
            foreach (var role in sources)
            {
                json.WriteStartObject();
                json.WriteString("source_id", role?.Id ?? "");
                json.WriteString("source_name", role?.Name ?? "");
                json.WriteString("source_type", role is null ? "DIRECT" : "ROLE");
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>The permissions in a body, all of which must exist.</summary>
    public static IReadOnlyList<Permission> Read(BodyReader body, ApiStore apis)
    {
        var array = body.Array("permissions") ?? throw ApiException.InvalidBody("Missing required property: permissions");
        return [.. array.Select(Read)];

        Permission Read(JsonNode? node, int place)
        {
            var item = new BodyReader(
                node as JsonObject
                    ?? throw ApiException.InvalidBody(
                        $"Expected type object but found type {JsonBody.TypeOf(node)}",
                        $"permissions[{place}]"
                    )
            );
            var permission = new Permission(item.RequireText("resource_server_identifier"), item.RequireText("permission_name"));
            var api =
                apis.Find(permission.Identifier)
                ?? throw ApiException.BadRequest(
                    $"The resource server '{permission.Identifier}' does not exist",
                    "inexistent_resource_server"
                );
            return api.Scopes.Contains(permission.Name)
                ? permission
                : throw ApiException.BadRequest(
                    $"The permission '{permission.Name}' does not exist in the resource server '{permission.Identifier}'",
                    "inexistent_permission"
                );
        }
    }
}
