using System.Net;

namespace Auth0Flows.Tests.LocalTenant;

/// <summary>
/// The local tenant's endpoints against the module's catalogue, which was written without it: what the tenant answers, with which scopes,
/// and what it doesn't know.
/// </summary>
public sealed class CatalogueTests(SharedTenant shared) : TenantTest(shared), IClassFixture<SharedTenant>
{
    /// <summary>The beginnings of the paths that the tenant doesn't know: docs/guides/testing-with-a-local-tenant.md lists them.</summary>
    private static readonly string[] _unknown =
    [
        "actions/modules/{id}/",
        "client-profiles",
        "clients/cimd/",
        "connection-profiles/templates/",
        "connections/{id}/directory-provisioning",
        "connections/{id}/keys",
        "event-streams/{event_stream_id}/",
        "events",
        "experimentation/",
        "flows/{flow_id}/executions/",
        "groups/",
        "hooks/{id}/secrets",
        "organizations/{id}/groups/",
        "organizations/{id}/members/{user_id}/effective-roles/sources/",
        "organizations/{id}/organization-templates",
        "organizations/{id}/roles/{role_id}/groups",
        "roles/{id}/groups",
        "rules-configs/",
        "user-attribute-profiles/templates/",
        "users/{user_id}/effective-permissions/sources/",
        "users/{user_id}/effective-roles/sources/",
        "verifiable-credentials/",
    ];

    /// <summary>A single endpoint that the tenant doesn't know.</summary>
    private static readonly string[] _unknownCalls = ["POST device-credentials"];

    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    [Fact]
    public async Task Endpoint_OfTheCatalogue_IsThere_OrListedAsUnknown()
    {
        var token = await ManagementTokenAsync("read:stats");
        var wrong = new List<string>();
        foreach (var endpoint in Auth0Endpoints.All)
        {
            var listed =
                _unknown.Any(start => endpoint.Path.StartsWith(start, StringComparison.Ordinal))
                || _unknownCalls.Contains(endpoint.ToString());
            if (await IsKnownAsync(endpoint, token) == listed)
            {
                wrong.Add($"{(listed ? "is there, but listed as unknown" : "is unknown")}: {endpoint}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    [Fact]
    public async Task Scopes_ThatARefusalNames_AreThoseOfTheCatalogue_AndTheTenantHasThem()
    {
        var token = await ManagementTokenAsync("read:stats");
        var known = Tenant.Apis.Single(api => api.Identifier == Tenant.ManagementAudience).Scopes;
        var wrong = new List<string>();
        var refusals = 0;
        foreach (var endpoint in Auth0Endpoints.All)
        {
            using var response = await CallAsync(endpoint, token);
            if (response.StatusCode != HttpStatusCode.Forbidden)
            {
                continue;
            }

            refusals++;
            var message = (await ReadAsync(response))["message"]!.GetValue<string>();
            var named = message[(message.IndexOf("of: ", StringComparison.Ordinal) + 4)..].Split(',');
            if (named.Except(endpoint.Scopes, StringComparer.Ordinal).Any() || named.Except(known, StringComparer.Ordinal).Any())
            {
                wrong.Add($"{endpoint}: {string.Join(' ', named)} instead of {string.Join(' ', endpoint.Scopes)}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
        Assert.True(refusals > 300, $"only {refusals} endpoints refused");
    }

    private async Task<bool> IsKnownAsync(Auth0Endpoint endpoint, string token)
    {
        using var response = await CallAsync(endpoint, token);
        if (response.StatusCode != HttpStatusCode.NotFound)
        {
            return true;
        }

        // What is there but not found says what.
        var answer = await ReadAsync(response);
        return answer["errorCode"] is not null || answer["message"]!.GetValue<string>() != "Not Found";
    }

    private async Task<HttpResponseMessage> CallAsync(Auth0Endpoint endpoint, string token)
    {
        var first = await FirstIdAsync(endpoint.Path.Split('/')[0]);
        var segments = endpoint.Path.Split('/').Select(segment => segment[0] == '{' ? "x" : segment).ToArray();
        var place = Array.FindIndex(endpoint.Path.Split('/'), segment => segment[0] == '{');
        if (place >= 0 && first is not null)
        {
            segments[place] = first;
        }

        return await SendAsync(
            new HttpMethod(endpoint.Method),
            $"/api/v2/{string.Join('/', segments)}",
            token,
            endpoint.Method is "POST" or "PUT" or "PATCH" ? Json("{}") : null
        );
    }

    // Relations of what doesn't exist are not found, whatever the token.
    private async Task<string?> FirstIdAsync(string collection)
    {
        if (collection is not ("users" or "roles" or "organizations"))
        {
            return null;
        }

        if (!_ids.TryGetValue(collection, out var id))
        {
            var list = await SendAsync(HttpStatusCode.OK, HttpMethod.Get, $"/api/v2/{collection}", await ManagementTokenAsync());
            id = Uri.EscapeDataString(list[0]![collection == "users" ? "user_id" : "id"]!.GetValue<string>());
            _ids[collection] = id;
        }

        return id;
    }
}
