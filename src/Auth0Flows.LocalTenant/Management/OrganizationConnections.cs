using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>/api/v2/organizations/{id}/enabled_connections, whose newer name is connections.</summary>
internal sealed class OrganizationConnections(TenantDirectory directory, string listName)
{
    public ServerResponse Answer(RelationPath path, IReadOnlyList<string> segments)
    {
        // Requests that arrive at the same time, as auth0-deploy-cli sends them, each add to the list.
        lock (directory.Organizations.ConnectionsLock)
        {
            return AnswerAlone(path, segments);
        }
    }

    private ServerResponse AnswerAlone(RelationPath path, IReadOnlyList<string> segments)
    {
        var enabled = directory.Organizations.ConnectionsOf(path.Id, directory.Connections);
        switch ((path.Method, segments.Count))
        {
            case ("GET", 0):
                path.Require("read:organization_connections");
                return ListAnswer.Of(path.Query, listName, enabled, new ListPaging(null), IdOf, (json, one) => Show(one).WriteTo(json));
            case ("POST", 0):
                path.Require("create:organization_connections");
                return Add(path, enabled);
            case ("GET", 1):
                path.Require("read:organization_connections");
                return ServerResponse.Json(200, Show(Find(enabled, segments[0])));
            case ("PATCH", 1):
                path.Require("update:organization_connections");
                return Change(path, enabled, Find(enabled, segments[0]));
            case ("DELETE", 1):
                path.Require("delete:organization_connections");
                directory.Organizations.SetConnections(path.Id, enabled.Where(one => IdOf(one) != segments[0]));
                return new ServerResponse(204);
            default:
                throw ApiException.NotFound();
        }
    }

    private static string IdOf(JsonObject enabled) => enabled["connection_id"].AsText() ?? "";

    private static JsonObject Find(IReadOnlyList<JsonObject> enabled, string id) =>
        enabled.FirstOrDefault(one => IdOf(one) == id) ?? throw new ApiException(404, "Not Found", "No connection found by that id");

    private ServerResponse Add(RelationPath path, IReadOnlyList<JsonObject> enabled)
    {
        var body = path.ReadBody();
        var id = body.RequireText("connection_id");
        if (directory.Connections.Find(id) is null)
        {
            throw new ApiException(404, "Not Found", "No connection found by that id");
        }

        if (enabled.Any(one => IdOf(one) == id))
        {
            throw ApiException.Conflict("The connection is already enabled for the organization.", "connection_conflict");
        }

        var added = new JsonObject { ["connection_id"] = id };
        Put(added, body);
        directory.Organizations.SetConnections(path.Id, [.. enabled, added]);
        return ServerResponse.Json(201, Show(added));
    }

    private ServerResponse Change(RelationPath path, IReadOnlyList<JsonObject> enabled, JsonObject old)
    {
        var changed = (JsonObject)old.DeepClone();
        Put(changed, path.ReadBody());
        directory.Organizations.SetConnections(path.Id, enabled.Select(one => one == old ? changed : one));
        return ServerResponse.Json(200, Show(changed));
    }

    private void Put(JsonObject target, BodyReader body)
    {
        body.AllowOnly(
            "",
            "connection_id",
            "assign_membership_on_login",
            "show_as_button",
            "is_signup_enabled",
            "organization_connection_name",
            "organization_access_level",
            "is_enabled"
        );
        var assigns = body.Flag("assign_membership_on_login") ?? target["assign_membership_on_login"].AsFlag() ?? false;
        if (body.Flag("is_signup_enabled") == true && (!assigns || !IsDirectory(target)))
        {
            throw ApiException.BadRequest(
                "Only database connections with assign_membership_on_login = true support is_signup_enabled = true.",
                "invalid_body"
            );
        }

        target["assign_membership_on_login"] =
            body.Flag("assign_membership_on_login") ?? target["assign_membership_on_login"].AsFlag() ?? false;
        target["show_as_button"] = body.Flag("show_as_button") ?? target["show_as_button"].AsFlag() ?? true;
        target["is_signup_enabled"] = body.Flag("is_signup_enabled") ?? target["is_signup_enabled"].AsFlag() ?? false;
    }

    private bool IsDirectory(JsonObject enabled) => directory.Connections.Find(IdOf(enabled))?.Json["strategy"].AsText() == "auth0";

    private JsonObject Show(JsonObject enabled)
    {
        var json = (JsonObject)enabled.DeepClone();
        if (directory.Connections.Find(IdOf(enabled)) is { } connection)
        {
            json["connection"] = new JsonObject { ["name"] = connection.Name, ["strategy"] = connection.Json["strategy"].AsText() };
        }

        return json;
    }
}
