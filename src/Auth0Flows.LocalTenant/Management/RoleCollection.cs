using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Tokens;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>/api/v2/roles, with their users and permissions.</summary>
internal sealed class RoleCollection(TenantDirectory directory, ApiStore apis, int? listLimit)
    : ResourceCollection<JsonResource>(new ListPaging(listLimit))
{
    private readonly ListPaging _users = new(listLimit ?? UsualLimit, HasCheckpoints: true);
    private readonly ListPaging _permissions = new(listLimit);

    public override string Name => "roles";

    protected override string Singular => "role";

    // As recorded: this creation returns 200, others 201.
    protected override int CreatedStatus => 200;

    protected override IReadOnlyList<JsonResource> Select(QueryReader query) =>
        query.Text("name_filter") is { Length: > 0 } part
            ? [.. directory.Roles.Snapshot().Where(role => role.Name.Contains(part, StringComparison.OrdinalIgnoreCase))]
            : directory.Roles.Snapshot();

    protected override JsonResource? Find(string id) => directory.Roles.Find(id);

    protected override string IdOf(JsonResource resource) => resource.Id;

    protected override void Write(Utf8JsonWriter json, JsonResource resource, FieldSelection fields, AccessToken token) =>
        fields.Apply(resource.ToJson()).WriteTo(json);

    protected override JsonResource Create(JsonObject body, AccessToken token)
    {
        var reader = Check(body);
        var name = reader.RequireText("name");
        return directory.Roles.FindByName(name) is null
            ? directory.Roles.Add(new JsonObject { ["name"] = name, ["description"] = reader.Text("description") })
            : throw ApiException.Conflict("The role already exists.", "role_conflict");
    }

    protected override JsonResource? Update(string id, JsonObject body, AccessToken token)
    {
        var name = Check(body).Text("name");
        return name is null || directory.Roles.FindByName(name) is not { } other || other.Id == id
            ? directory.Roles.Change(id, body)
            : throw ApiException.Conflict("The role already exists.", "role_conflict");
    }

    protected override void Delete(string id) => directory.Roles.Remove(id);

    protected override ServerResponse AnswerBelow(ServerRequest request, string method, IReadOnlyList<string> segments, AccessToken token)
    {
        var path = new RelationPath(request, method, FindOrThrow(segments[0]).Id, token);
        return (method, segments.Count == 2 ? segments[1] : "") switch
        {
            ("GET", "users") => ListUsers(path),
            ("POST", "users") => AddUsers(path),
            (_, "permissions") => AnswerPermissions(path),
            _ => throw ApiException.NotFound(),
        };
    }

    private static BodyReader Check(JsonObject body)
    {
        var reader = new BodyReader(body);
        reader.AllowOnly("", "name", "description");
        reader.Text("name");
        reader.Text("description");
        return reader;
    }

    private ServerResponse ListUsers(RelationPath path)
    {
        path.RequireAll("read:users", "read:roles");
        return ListAnswer.Of(
            path.Query,
            "users",
            directory.Roles.UsersOf(path.Id).Snapshot(),
            _users,
            id => id,
            (json, id) =>
            {
                if (directory.Users.Profile(id) is { } user)
                {
                    UserJson.WriteShort(json, user, FieldSelection.All);
                }
            }
        );
    }

    private ServerResponse AddUsers(RelationPath path)
    {
        path.Require("update:roles", "create:role_members");
        var users = directory.Roles.UsersOf(path.Id);
        var ids = path.ReadBody().RequireTexts("users");
        if (ids.Any(id => directory.Users.Profile(id) is null))
        {
            throw ApiException.Inexistent("user", "The user does not exist.");
        }

        foreach (var id in ids.Distinct(StringComparer.Ordinal).Where(id => users.Find(id) is null))
        {
            users.Add(id);
        }

        return ServerResponse.Json(200, new JsonObject());
    }

    private ServerResponse AnswerPermissions(RelationPath path)
    {
        var permissions = directory.Roles.PermissionsOf(path.Id);
        path.Require(path.Method == "GET" ? "read:roles" : "update:roles");
        switch (path.Method)
        {
            case "GET":
                return ListAnswer.Of(
                    path.Query,
                    "permissions",
                    permissions,
                    _permissions,
                    permission => permission.Name,
                    (json, permission) => PermissionJson.Write(json, permission, apis)
                );
            case "POST":
                directory.Roles.SetPermissions(path.Id, [.. permissions, .. PermissionJson.Read(path.ReadBody(), apis)]);
                return ServerResponse.Json(201, new JsonObject());
            case "DELETE":
                directory.Roles.SetPermissions(path.Id, permissions.Except(PermissionJson.Read(path.ReadBody(), apis)));
                return new ServerResponse(204);
            default:
                throw ApiException.NotFound();
        }
    }
}
