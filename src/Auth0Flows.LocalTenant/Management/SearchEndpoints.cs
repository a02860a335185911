using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Management.Declared;
using Auth0Flows.LocalTenant.Management.Search;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>The searches of applications, organizations and APIs: <c>q</c>, in Lucene's syntax, and checkpoints.</summary>
internal sealed class SearchEndpoints(ClientStore clients, OrganizationStore organizations, ApiStore apis)
{
    // Which a search never shows.
    private static readonly string[] _secretProperties =
    [
        "client_secret",
        "signing_keys",
        "encryption_key",
        "client_authentication_methods",
    ];

    public void MapTo(EndpointTable table)
    {
        table.Map("GET clients/search", "read:clients read:client_summary", request => Search(request, "clients", "client_id", Clients()));
        table.Map("GET organizations/search", "read:organizations", request => Search(request, "organizations", "id", Organizations()));
        table.Map("GET resource-servers/search", "read:resource_servers", request => Search(request, "resource_servers", "id", Apis()));
    }

    private IEnumerable<JsonObject> Clients()
    {
        foreach (var client in clients.Snapshot())
        {
            var json = client.ToJson();
            foreach (var name in _secretProperties)
            {
                json.Remove(name);
            }

            yield return json;
        }
    }

    private IEnumerable<JsonObject> Organizations() => organizations.Snapshot().Select(organization => organization.ToJson());

    private IEnumerable<JsonObject> Apis() => apis.Snapshot().Select(api => api.ToJson());

    private static ServerResponse Search(EndpointRequest request, string name, string idName, IEnumerable<JsonObject> all)
    {
        var text = request.Query.Text("q");
        var query = string.IsNullOrWhiteSpace(text) ? null : SearchQuery.Parse(text, ["name", "display_name", "identifier"]);
        var fields = FieldSelection.Read(request.Query);
        return ListAnswer.Of(
            request.Query,
            name,
            [.. all.Where(one => query?.Matches(field => JsonValues.At(one, field)) != false)],
            ListForm.Checkpoints,
            one => one[idName].AsText() ?? "",
            one => fields.Apply((JsonObject)one.DeepClone())
        );
    }
}
