using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>The roles, permissions and organizations of a user.</summary>
internal sealed class UserRelations(TenantDirectory directory, ApiStore apis)
{
    private static readonly ListPaging _paging = new(null);

    public ServerResponse AnswerRoles(RelationPath path)
    {
        switch (path.Method)
        {
            case "GET":
                path.RequireAll("read:users", "read:roles");
                return ListAnswer.Of(
                    path.Query,
                    "roles",
                    directory.Roles.Of(path.Id),
                    _paging,
                    role => role.Id,
                    (json, role) => role.Json.WriteTo(json)
                );
            case "POST":
                path.Require("update:users", "create:role_members");
                foreach (var role in ReadRoles(path, directory.Roles).Where(role => directory.Roles.UsersOf(role).Find(path.Id) is null))
                {
                    directory.Roles.UsersOf(role).Add(path.Id);
                }

                return new ServerResponse(204);
            case "DELETE":
                path.Require("update:users", "delete:role_members");
                foreach (var role in ReadRoles(path, directory.Roles))
                {
                    directory.Roles.UsersOf(role).Remove(path.Id);
                }

                return new ServerResponse(204);
            default:
                throw ApiException.NotFound();
        }
    }

    public ServerResponse AnswerPermissions(RelationPath path)
    {
        var direct = directory.Roles.PermissionsOf(path.Id);
        switch (path.Method)
        {
            case "GET":
                path.Require("read:users");
                return ListAnswer.Of(
                    path.Query,
                    "permissions",
                    SourcesOf(path.Id),
                    _paging,
                    pair => pair.Key.Name,
                    (json, pair) => PermissionJson.Write(json, pair.Key, apis, pair.Value)
                );
            case "POST":
                path.Require("update:users");
                directory.Roles.SetPermissions(path.Id, [.. direct, .. PermissionJson.Read(path.ReadBody(), apis)]);
                return ServerResponse.Json(201, new JsonObject());
            case "DELETE":
                path.Require("update:users");
                directory.Roles.SetPermissions(path.Id, direct.Except(PermissionJson.Read(path.ReadBody(), apis)));
                return new ServerResponse(204);
            default:
                throw ApiException.NotFound();
        }
    }

    public ServerResponse ListOrganizations(RelationPath path)
    {
        path.Require("read:organizations");
        return ListAnswer.Of(
            path.Query,
            "organizations",
            directory.Organizations.Of(path.Id),
            _paging,
            organization => organization.Id,
            (json, organization) => organization.Json.WriteTo(json)
        );
    }

    /// <summary>The ids of roles in a body, all of which must exist.</summary>
    public static string[] ReadRoles(RelationPath path, RoleStore roles)
    {
        var ids = path.ReadBody().RequireTexts("roles");
        return ids.FirstOrDefault(id => roles.Find(id) is null) is { } unknown
            ? throw ApiException.Inexistent("role", $"The role {unknown} does not exist.")
            : [.. ids.Distinct(StringComparer.Ordinal)];
    }

    // A permission may have several sources; null means the user's own.
    private KeyValuePair<Permission, List<JsonResource?>>[] SourcesOf(string userId)
    {
        var sources = new Dictionary<Permission, List<JsonResource?>>();
        foreach (var permission in directory.Roles.PermissionsOf(userId))
        {
            sources[permission] = [null];
        }

        foreach (var role in directory.Roles.Of(userId))
        {
            foreach (var permission in directory.Roles.PermissionsOf(role.Id))
            {
                sources.TryAdd(permission, []);
                sources[permission].Add(role);
            }
        }

        return [.. sources];
    }
}
