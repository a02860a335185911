using System.Text.Json;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>/api/v2/organizations/{id}/members, and the members' roles in the organization.</summary>
internal sealed class OrganizationMembers(TenantDirectory directory, int? listLimit)
{
    private readonly ListPaging _members = new(listLimit ?? 1000, HasCheckpoints: true);
    private readonly ListPaging _roles = new(listLimit);

    public ServerResponse Answer(RelationPath path, IReadOnlyList<string> segments) =>
        (path.Method, segments.Count) switch
        {
            ("GET", 0) => List(path),
            ("POST", 0) => Add(path),
            ("DELETE", 0) => Remove(path),
            (_, 2) when segments[1] == "roles" => AnswerRoles(path, segments[0]),
            _ => throw ApiException.NotFound(),
        };

    private ServerResponse List(RelationPath path)
    {
        path.Require("read:organization_members");
        var fields = FieldSelection.Read(path.Query);

        // Auth0's reference: roles are returned only if requested by name, and require a scope of their own.
        var showsRoles = fields.Names("roles");
        if (showsRoles)
        {
            path.Require("read:organization_member_roles");
        }

        return ListAnswer.Of(
            path.Query,
            "members",
            directory.Organizations.MembersOf(path.Id).Snapshot(),
            _members,
            id => id,
            (json, id) =>
            {
                if (directory.Users.Profile(id) is { } user)
                {
                    UserJson.WriteShort(
                        json,
                        user,
                        fields,
                        writer =>
                        {
                            if (showsRoles)
                            {
                                writer.Write("roles", roles => WriteRoles(roles, path.Id, id));
                            }
                        }
                    );
                }
            }
        );
    }

    private ServerResponse Add(RelationPath path)
    {
        path.Require("create:organization_members");
        var members = directory.Organizations.MembersOf(path.Id);
        foreach (var id in ReadUsers(path).Where(id => members.Find(id) is null))
        {
            members.Add(id);
        }

        return new ServerResponse(204);
    }

    private ServerResponse Remove(RelationPath path)
    {
        path.Require("delete:organization_members");
        foreach (var id in path.ReadBody().RequireTexts("members"))
        {
            directory.Organizations.MembersOf(path.Id).Remove(id);
            directory.Organizations.SetRoles(path.Id, id, []);
        }

        return new ServerResponse(204);
    }

    private ServerResponse AnswerRoles(RelationPath path, string userId)
    {
        if (!directory.Organizations.IsMember(path.Id, userId))
        {
            throw ApiException.Inexistent("user", "The user is not a member of the organization.");
        }

        var roles = directory.Organizations.RolesOf(path.Id, userId);
        switch (path.Method)
        {
            case "GET":
                path.Require("read:organization_member_roles");
                var found = roles.Select(directory.Roles.Find).OfType<Applications.JsonResource>().ToArray();
                return ListAnswer.Of(path.Query, "roles", found, _roles, role => role.Id, (json, role) => role.Json.WriteTo(json));
            case "POST":
                path.Require("create:organization_member_roles");
                directory.Organizations.SetRoles(path.Id, userId, [.. roles, .. UserRelations.ReadRoles(path, directory.Roles)]);
                return new ServerResponse(204);
            case "DELETE":
                path.Require("delete:organization_member_roles");
                directory.Organizations.SetRoles(path.Id, userId, roles.Except(UserRelations.ReadRoles(path, directory.Roles)));
                return new ServerResponse(204);
            default:
                throw ApiException.NotFound();
        }
    }

    private string[] ReadUsers(RelationPath path)
    {
        var ids = path.ReadBody().RequireTexts("members");
        return ids.All(id => directory.Users.Profile(id) is not null)
            ? [.. ids.Distinct(StringComparer.Ordinal)]
            : throw ApiException.BadRequest("One or more of the provided users do not exist.", "invalid_body");
    }

    private void WriteRoles(Utf8JsonWriter json, string organizationId, string userId)
    {
        json.WriteStartArray();
        foreach (
            var role in directory
                .Organizations.RolesOf(organizationId, userId)
                .Select(directory.Roles.Find)
                .OfType<Applications.JsonResource>()
        )
        {
            json.WriteStartObject();
            json.WriteString("id", role.Id);
            json.WriteString("name", role.Name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
