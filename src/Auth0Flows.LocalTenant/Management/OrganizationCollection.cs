using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Management.Search;
using Auth0Flows.LocalTenant.Tokens;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>/api/v2/organizations. Tokens may name organizations, too.</summary>
internal sealed class OrganizationCollection(TenantDirectory directory, int? listLimit)
    : ResourceCollection<JsonResource>(new ListPaging(listLimit ?? UsualLimit, HasCheckpoints: true))
{
    private readonly OrganizationMembers _members = new(directory, listLimit);
    private readonly OrganizationConnections _connections = new(directory, "enabled_connections");

    public override string Name => "organizations";

    protected override string Singular => "organization";

    // As recorded: without an error code.
    protected override ApiException Inexistent() => new(404, "Not Found", "No organization found by that id or name");

    protected override IReadOnlyList<JsonResource> Select(QueryReader query) =>
        SearchOrder.Read(query)?.Apply(directory.Organizations.Snapshot(), (organization, field) => JsonValues.At(organization.Json, field))
        ?? directory.Organizations.Snapshot();

    protected override JsonResource? Find(string id) => directory.Organizations.FindById(id);

    protected override string IdOf(JsonResource resource) => resource.Id;

    protected override void Write(Utf8JsonWriter json, JsonResource resource, FieldSelection fields, AccessToken token) =>
        fields.Apply(resource.ToJson()).WriteTo(json);

    protected override JsonResource Create(JsonObject body, AccessToken token)
    {
        var reader = Check(body);
        var name = reader.RequireText("name");
        CheckName(name, ownId: null);
        var json = new JsonObject { ["name"] = name, ["display_name"] = reader.Text("display_name") ?? name };
        foreach (var property in new[] { "branding", "metadata" })
        {
            if (reader.Object(property) is { } value)
            {
                json[property] = value.DeepClone();
            }
        }

        var enabled = ReadConnections(reader);
        var created = directory.Organizations.Add(json);
        directory.Organizations.SetConnections(created.Id, enabled);
        return created;
    }

    protected override JsonResource? Update(string id, JsonObject body, AccessToken token)
    {
        if (Check(body).Text("name") is { } name)
        {
            CheckName(name, id);
        }

        return directory.Organizations.Change(id, body);
    }

    protected override void Delete(string id) => directory.Organizations.Remove(id);

    protected override ServerResponse AnswerBelow(ServerRequest request, string method, IReadOnlyList<string> segments, AccessToken token)
    {
        if (segments[0] == "name")
        {
            Require(token, "read:organizations");
            return method == "GET" && segments.Count == 2
                ? Show(directory.Organizations.FindByName(segments[1]) ?? throw Inexistent(), token)
                : throw ApiException.NotFound();
        }

        var path = new RelationPath(request, method, FindOrThrow(segments[0]).Id, token);
        return segments[1] switch
        {
            "members" => _members.Answer(path, [.. segments.Skip(2)]),
            "enabled_connections" => _connections.Answer(path, [.. segments.Skip(2)]),
            _ => throw ApiException.NotFound(),
        };
    }

    private static BodyReader Check(JsonObject body)
    {
        var reader = new BodyReader(body);
        reader.AllowOnly("", "name", "display_name", "branding", "metadata", "enabled_connections", "token_quota");
        reader.Text("display_name");
        reader.Object("branding");
        reader.Object("metadata");
        return reader;
    }

    private JsonObject[] ReadConnections(BodyReader reader) =>
        [
            .. (reader.Array("enabled_connections") ?? [])
                .OfType<JsonObject>()
                .Select(one => new BodyReader(one))
                .Select(one =>
                    directory.Connections.Find(one.RequireText("connection_id")) is { } connection
                        ? new JsonObject
                        {
                            ["connection_id"] = connection.Id,
                            ["assign_membership_on_login"] = one.Flag("assign_membership_on_login") ?? false,
                            ["show_as_button"] = one.Flag("show_as_button") ?? true,
                            ["is_signup_enabled"] = one.Flag("is_signup_enabled") ?? false,
                        }
                        : throw new ApiException(404, "Not Found", "No connection found by that id")
                ),
        ];

    private void CheckName(string name, string? ownId)
    {
        // Auth0's reference: 1 to 50 lower-case letters, digits, dashes and underscores, not starting with a dash or underscore.
        if (
            name.Length > 50
            || !char.IsAsciiLetterOrDigit(name[0])
            || name.Any(character => !char.IsAsciiLetterLower(character) && !char.IsAsciiDigit(character) && character is not ('-' or '_'))
        )
        {
            throw ApiException.InvalidBody($"Object didn't pass validation for format organization-name: {name}", "name");
        }

        if (directory.Organizations.FindByName(name) is { } other && other.Id != ownId)
        {
            throw ApiException.Conflict("An organization with this name already exists.", "organization_conflict");
        }
    }
}
