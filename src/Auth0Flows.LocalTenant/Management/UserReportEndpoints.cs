using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Management.Declared;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>
/// What a user has in effect, from whatever source; and lists that are always empty, because the local tenant has no groups.
/// </summary>
internal sealed class UserReportEndpoints(TenantDirectory directory)
{
    public void MapTo(EndpointTable table)
    {
        table.Map("GET users/{id}/effective-roles", "read:user_effective_roles", ListRoles);
        table.Map("GET users/{id}/effective-permissions", "read:user_effective_permissions", ListPermissions);
        table.Map("GET users/{id}/connected-accounts", "read:users", request => ListNothing(request, "connected_accounts"));
        table.Map("GET users/{id}/groups", "read:groups", request => ListNothing(request, "groups"));
        table.Map("POST users/{id}/risk-assessments/clear", "update:users", ClearRisks);
    }

    private IUserProfile Find(EndpointRequest request) =>
        directory.Users.Profile(request.Id) ?? throw ApiException.Inexistent("user", "The user does not exist.");

    private ServerResponse ListRoles(EndpointRequest request) =>
        ListAnswer.Of(
            request.Query,
            "roles",
            directory.Roles.Of(Find(request).UserId),
            ListForm.Checkpoints,
            role => role.Id,
            role => role.ToJson()
        );

    private ServerResponse ListPermissions(EndpointRequest request)
    {
        var user = Find(request);
        var audience = request.Query.RequireText("resource_server_identifier");
        IReadOnlyList<Permission> found =
        [
            .. directory
                .Roles.Of(user.UserId)
                .SelectMany(role => directory.Roles.PermissionsOf(role.Id))
                .Concat(directory.Roles.PermissionsOf(user.UserId))
                .Distinct()
                .Where(permission => permission.Identifier == audience),
        ];
        return ListAnswer.Of(
            request.Query,
            "permissions",
            found,
            ListForm.Checkpoints,
            permission => permission.Name,
            permission => new JsonObject { ["permission_name"] = permission.Name, ["resource_server_identifier"] = permission.Identifier }
        );
    }

    private ServerResponse ListNothing(EndpointRequest request, string name)
    {
        Find(request);
        return ServerResponse.Json(200, new JsonObject { [name] = new JsonArray() });
    }

    private ServerResponse ClearRisks(EndpointRequest request)
    {
        Find(request);
        Schema.Of("connection!", "assessors! texts").Check(request.ReadBody(), isCreation: true);
        return new ServerResponse(204);
    }
}
