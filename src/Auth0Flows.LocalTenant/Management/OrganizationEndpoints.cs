using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Management.Declared;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>The invitations, client grants and discovery domains of an organization, and who has a role in it.</summary>
internal sealed class OrganizationEndpoints(TenantDirectory directory, ClientStore clients, ApiStore apis, Outbox outbox, TenantClock clock)
{
    private static readonly Schema _domain = Schema.Of(
        "domain! text fixed",
        "status pending|verified",
        "use_for_organization_discovery flag"
    );

    private readonly OrganizationInvitations _invitations = new(directory, clients, outbox, clock);
    private readonly OrganizationConnections _connections = new(directory, "connections");
    private readonly ConcurrentDictionary<string, ImmutableList<string>> _grants = new(StringComparer.Ordinal);
    private readonly KindStore _domains = new(
        new Kind("organizations/discovery-domains", "ord_") { NotFound = "No organization domain found by that id", Unique = "domain" },
        clock
    );

    public void MapTo(EndpointTable table)
    {
        _invitations.MapTo(table);
        new OrganizationClients(directory.Organizations, clients).MapTo(table);
        const string Grants = "organizations/{id}/client-grants";
        table.Map($"GET {Grants}", "read:organization_client_grants", ListGrants);
        table.Map($"POST {Grants}", "create:organization_client_grants", AddGrant);
        table.Map($"DELETE {Grants}/{{grant}}", "delete:organization_client_grants", RemoveGrant);
        table.Map("GET client-grants/{id}/organizations", "read:organization_client_grants", ListOrganizationsOfGrant);

        const string Domains = "organizations/{id}/discovery-domains";
        table.Map($"GET {Domains}", "read:organization_discovery_domains", ListDomains);
        table.Map($"POST {Domains}", "create:organization_discovery_domains", AddDomain);
        table.Map($"GET {Domains}/{{domain}}", "read:organization_discovery_domains", request => Show(FindDomain(request)));
        table.Map($"GET {Domains}/name/{{domain}}", "read:organization_discovery_domains", ShowDomainByName);
        table.Map($"PATCH {Domains}/{{domain}}", "update:organization_discovery_domains", ChangeDomain);
        table.Map($"DELETE {Domains}/{{domain}}", "delete:organization_discovery_domains", RemoveDomain);

        const string Connections = "organizations/{id}/connections";
        table.Map($"GET {Connections}", "read:organization_connections", request => AnswerConnections(request));
        table.Map($"POST {Connections}", "create:organization_connections", request => AnswerConnections(request));
        table.Map($"GET {Connections}/{{connection}}", "read:organization_connections", AnswerConnections);
        table.Map($"PATCH {Connections}/{{connection}}", "update:organization_connections", AnswerConnections);
        table.Map($"DELETE {Connections}/{{connection}}", "delete:organization_connections", AnswerConnections);

        table.Map("GET organizations/{id}/roles/{role}/members", "read:roles&read:organization_members", ListMembersOfRole);
        table.Map("GET organizations/{id}/groups", "read:organization_groups", ListGroups);
        table.Map("GET organizations/{id}/members/{user}/effective-roles", "read:organization_member_effective_roles", ListRolesOfMember);
    }

    private static ServerResponse Show(JsonResource domain)
    {
        var json = domain.ToJson();
        json.Remove("organization_id");
        return ServerResponse.Json(200, json);
    }

    private JsonResource Find(EndpointRequest request) =>
        directory.Organizations.FindById(request.Id)
        ?? throw new ApiException(404, "Not Found", "No organization found by that id or name");

    private ServerResponse AnswerConnections(EndpointRequest request)
    {
        var organization = Find(request);
        return _connections.Answer(
            new RelationPath(request.Request, request.Method, organization.Id, request.Token),
            [.. request.Ids.Skip(1)]
        );
    }

    private ServerResponse ListGrants(EndpointRequest request)
    {
        var organization = Find(request);
        var (audience, clientId) = (request.Query.Text("audience"), request.Query.Text("client_id"));
        return ListAnswer.Of(
            request.Query,
            "client_grants",
            [
                .. _grants
                    .GetValueOrDefault(organization.Id, [])
                    .Select(apis.FindGrant)
                    .OfType<ClientGrant>()
                    .Where(grant => (audience ?? grant.Audience) == grant.Audience && (clientId ?? grant.ClientId) == grant.ClientId),
            ],
            ListForm.Pages,
            grant => grant.Id,
            grant => grant.ToJson()
        );
    }

    private ServerResponse AddGrant(EndpointRequest request)
    {
        var organization = Find(request);
        var id = Schema.Of("grant_id!").Check(request.ReadBody(), isCreation: true).RequireText("grant_id");
        var grant = apis.FindGrant(id) ?? throw ApiException.Inexistent("client_grant", "The grant does not exist.");
        if (grant.OrganizationUsage is not ("allow" or "require"))
        {
            throw ApiException.BadRequest("The client grant can't be used with organizations.", "operation_not_supported");
        }

        var old = _grants.GetValueOrDefault(organization.Id, []);
        if (old.Contains(id))
        {
            throw ApiException.Conflict(
                "The client grant is already associated with the organization.",
                "organization_client_grant_conflict"
            );
        }

        _grants[organization.Id] = old.Add(id);
        return ServerResponse.Json(201, grant.ToJson());
    }

    private ServerResponse RemoveGrant(EndpointRequest request)
    {
        var organization = Find(request);
        _grants[organization.Id] = _grants.GetValueOrDefault(organization.Id, []).Remove(request.Ids[1]);
        return new ServerResponse(204);
    }

    private ServerResponse ListOrganizationsOfGrant(EndpointRequest request)
    {
        var grant = apis.FindGrant(request.Id) ?? throw ApiException.Inexistent("client_grant", "The grant does not exist.");
        return ListAnswer.Of(
            request.Query,
            "organizations",
            [
                .. _grants
                    .Where(pair => pair.Value.Contains(grant.Id))
                    .Select(pair => directory.Organizations.FindById(pair.Key))
                    .OfType<JsonResource>()
                    .OrderBy(organization => organization.Name, StringComparer.Ordinal),
            ],
            ListForm.PagesOrCheckpoints,
            organization => organization.Id,
            organization => organization.ToJson()
        );
    }

    private ServerResponse ListDomains(EndpointRequest request)
    {
        var organization = Find(request);
        return ListAnswer.Of(
            request.Query,
            "domains",
            [.. _domains.Snapshot().Where(domain => domain.Json["organization_id"].AsText() == organization.Id)],
            ListForm.Checkpoints,
            domain => domain.Id,
            domain =>
            {
                var json = domain.ToJson();
                json.Remove("organization_id");
                return json;
            }
        );
    }

    private JsonResource FindDomain(EndpointRequest request)
    {
        var organization = Find(request);
        var domain = _domains.FindOrThrow(request.Ids[1]);
        return domain.Json["organization_id"].AsText() == organization.Id ? domain : throw _domains.Kind.Inexistent(domain.Id);
    }

    private ServerResponse ShowDomainByName(EndpointRequest request)
    {
        var organization = Find(request);
        return Show(
            _domains
                .Snapshot()
                .FirstOrDefault(one =>
                    one.Json["domain"].AsText() == request.Ids[1] && one.Json["organization_id"].AsText() == organization.Id
                )
                ?? throw _domains.Kind.Inexistent("")
        );
    }

    private ServerResponse AddDomain(EndpointRequest request)
    {
        var organization = Find(request);
        var body = _domain.Check(request.ReadBody(), isCreation: true);
        var name = body.RequireText("domain");
        var created = _domains.Add(
            new JsonObject
            {
                ["domain"] = name,
                ["status"] = body.Text("status") ?? "pending",
                ["verification_host"] = $"_ss-verification.{organization.Id}.{name}",
                ["verification_txt"] = Identifiers.SeededHexadecimal($"domain {organization.Id} {name}", 32),
                ["use_for_organization_discovery"] = body.Flag("use_for_organization_discovery") ?? true,
                ["organization_id"] = organization.Id,
            }
        );
        var json = created.ToJson();
        json.Remove("organization_id");
        return ServerResponse.Json(201, json);
    }

    private ServerResponse ChangeDomain(EndpointRequest request)
    {
        var domain = FindDomain(request);
        var body = request.ReadBody();
        _domain.Check(body, isCreation: false);
        return Show(_domains.Change(domain.Id, body));
    }

    private ServerResponse RemoveDomain(EndpointRequest request)
    {
        _domains.Remove(FindDomain(request).Id);
        return new ServerResponse(204);
    }

    private ServerResponse ListGroups(EndpointRequest request)
    {
        Find(request);
        return ServerResponse.Json(200, new JsonObject { ["groups"] = new JsonArray() });
    }

    private ServerResponse ListMembersOfRole(EndpointRequest request)
    {
        var organization = Find(request);
        var role = directory.Roles.Find(request.Ids[1]) ?? throw ApiException.Inexistent("role");
        return ListAnswer.Of(
            request.Query,
            "members",
            [
                .. directory
                    .Organizations.MembersOf(organization.Id)
                    .Snapshot()
                    .Where(user => directory.Organizations.RolesOf(organization.Id, user).Contains(role.Id)),
            ],
            ListForm.Checkpoints,
            user => user,
            user => new JsonObject { ["user_id"] = user, ["email"] = directory.Users.Profile(user)?.Email }
        );
    }

    private ServerResponse ListRolesOfMember(EndpointRequest request)
    {
        var organization = Find(request);
        return ListAnswer.Of(
            request.Query,
            "roles",
            [.. directory.Organizations.RolesOf(organization.Id, request.Ids[1]).Select(directory.Roles.Find).OfType<JsonResource>()],
            ListForm.Checkpoints,
            role => role.Id,
            role => role.ToJson()
        );
    }
}
