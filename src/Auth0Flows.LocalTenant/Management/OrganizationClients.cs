using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Management.Declared;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>/api/v2/organizations/{id}/clients: the applications that are associated with an organization.</summary>
internal sealed class OrganizationClients(OrganizationStore organizations, ClientStore clients)
{
    private static readonly Schema _association = Schema.Of("client_id!", "use_for_member_access flag");

    private readonly ConcurrentDictionary<string, ImmutableList<Association>> _associations = new(StringComparer.Ordinal);

    public void MapTo(EndpointTable table)
    {
        const string Path = "organizations/{id}/clients";
        table.Map($"GET {Path}", "read:organization_clients", List);
        table.Map($"POST {Path}", "create:organization_clients", Add);
        table.Map($"DELETE {Path}", "delete:organization_clients", Remove);
        table.Map($"GET {Path}/{{client}}", "read:organization_clients", request => ServerResponse.Json(200, Show(Find(request))));
        table.Map($"PATCH {Path}/{{client}}", "update:organization_clients", Change);
    }

    private ImmutableList<Association> Of(EndpointRequest request) =>
        organizations.FindById(request.Id) is { } organization
            ? _associations.GetValueOrDefault(organization.Id, [])
            : throw new ApiException(404, "Not Found", "No organization found by that id or name");

    private Association Find(EndpointRequest request) =>
        Of(request).Find(one => one.ClientId == request.Ids[1])
        ?? throw ApiException.Inexistent("client", "The client is not associated with the organization.");

    private JsonObject Show(Association association) =>
        new()
        {
            ["client_id"] = association.ClientId,
            ["use_for_member_access"] = association.IsForMembers,
            ["client"] = new JsonObject { ["name"] = clients.Find(association.ClientId)?.ToJson()["name"].AsText() },
        };

    private ServerResponse List(EndpointRequest request) =>
        ListAnswer.Of(request.Query, "clients", Of(request), ListForm.Checkpoints, one => one.ClientId, Show);

    private ServerResponse Add(EndpointRequest request)
    {
        var old = Of(request);
        var body = Schema.Of("clients! objects").Check(request.ReadBody(), isCreation: true);
        var added = body.Array("clients")!
            .Select(item => _association.Check((JsonObject)item!, isCreation: true))
            .Select(item => new Association(item.RequireText("client_id"), item.Flag("use_for_member_access") ?? false))
            .ToArray();
        if (added.FirstOrDefault(one => clients.Find(one.ClientId) is null) is not null)
        {
            throw ApiException.Inexistent("client");
        }

        if (added.Any(one => old.Any(other => other.ClientId == one.ClientId)))
        {
            throw ApiException.Conflict("The client is already associated with the organization.", "organization_client_conflict");
        }

        _associations[request.Id] = old.AddRange(added);
        return ServerResponse.Json(201, new JsonArray([.. added.Select(Show)]));
    }

    private ServerResponse Change(EndpointRequest request)
    {
        var old = Find(request);
        var body = Schema.Of("use_for_member_access flag").Check(request.ReadBody(), isCreation: false);
        var changed = old with { IsForMembers = body.Flag("use_for_member_access") ?? old.IsForMembers };
        _associations[request.Id] = Of(request).Replace(old, changed);
        return ServerResponse.Json(200, Show(changed));
    }

    private ServerResponse Remove(EndpointRequest request)
    {
        var old = Of(request);
        var ids = Schema.Of("clients! texts").Check(request.ReadBody(), isCreation: true).RequireTexts("clients");
        _associations[request.Id] = old.RemoveAll(one => ids.Contains(one.ClientId));
        return new ServerResponse(204);
    }

    private sealed record Association(string ClientId, bool IsForMembers);
}
