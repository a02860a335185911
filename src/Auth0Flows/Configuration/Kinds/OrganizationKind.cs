using System.Text.Json;

namespace Auth0Flows.Configuration.Kinds;

/// <summary>Organizations, with their connections, client grants and domains. Members are data, and not configuration.</summary>
internal sealed class OrganizationKind() : ListKind("organizations", "organizations")
{
    private const string Connections = "connections";
    private const string ClientGrants = "client_grants";
    private const string Domains = "discovery_domains";
    private const string ClientId = "client_id";

    private protected override async Task<ConfigurationObject> CompleteAsync(
        TenantReader tenant,
        ConfigurationObject found,
        CancellationToken cancellationToken
    )
    {
        var path = $"organizations/{Uri.EscapeDataString(found.Id!)}";
        var map = found.Properties;
        map[Connections] = (await tenant.ListAsync($"{path}/enabled_connections", cancellationToken).ConfigureAwait(false))
            .Select(connection =>
            {
                if (JsonTree.Read(connection, Secrets) is not JsonMap properties)
                {
                    return null; // which is left out
                }

                properties.Remove("connection");
                properties.Remove("connection_id", out var id);
                properties[NameProperty] = JsonTree.IdOf(id); // the name, once it is known
                return (object?)properties;
            })
            .ToList();
        if (await ReadGrantsAsync(tenant, path, cancellationToken).ConfigureAwait(false) is { } grants)
        {
            map[ClientGrants] = grants;
        }

        var domains = await tenant.ListIfAnyAsync($"{path}/discovery-domains", cancellationToken).ConfigureAwait(false) ?? [];
        if (domains.Count > 0)
        {
            map[Domains] = domains.Select(domain => JsonTree.Read(domain, Secrets)).ToList();
        }

        return found with
        {
            Parts = domains
                .DistinctBy(static domain => Text(domain, "domain"))
                .ToDictionary(
                    static domain => Text(domain, "domain"),
                    static domain => JsonTree.IdIn(domain, "id"),
                    StringComparer.Ordinal
                ),
        };
    }

    private protected override IEnumerable<ChangeStep> PartSteps(ObjectChange change)
    {
        bool Changes(string property) => change.Current is null || change.Changed.Contains(property);
        return (Changes(Connections) ? ConnectionSteps(change) : [])
            .Concat(Changes(ClientGrants) && change.Wanted?.ContainsKey(ClientGrants) != false ? GrantSteps(change) : [])
            .Concat(Changes(Domains) ? DomainSteps(change) : []);
    }

    private IEnumerable<ChangeStep> ConnectionSteps(ObjectChange change)
    {
        const string Path = "enabled_connections";
        var (before, after) = (By(NameProperty, change.Current?.Properties, Connections), By(NameProperty, change.Wanted, Connections));
        foreach (var (name, connection) in after)
        {
            var body = JsonTree.Copy(connection);
            body.Remove(NameProperty, out var reference);
            if (!before.TryGetValue(name, out var current))
            {
                body["connection_id"] = reference;
                yield return new ChangeStep(HttpMethod.Post, $"{ObjectPath}/{Path}", body);
            }
            else if (!JsonTree.AreSame(connection, current, isPartial: true))
            {
                yield return new ChangeStep(HttpMethod.Patch, $"{ObjectPath}/{Path}/{{0}}", body)
                {
                    InPath = reference as NameReference,
                    Before = current,
                };
            }
        }

        foreach (var (_, connection) in before.Where(one => !after.ContainsKey(one.Key)))
        {
            yield return new ChangeStep(HttpMethod.Delete, $"{ObjectPath}/{Path}/{{0}}")
            {
                InPath = connection[NameProperty] as NameReference,
            };
        }
    }

    private IEnumerable<ChangeStep> GrantSteps(ObjectChange change)
    {
        const string Path = "client-grants";
        var (before, after) = (GrantsOf(change.Current?.Properties), GrantsOf(change.Wanted));
        foreach (var added in after.Except(before))
        {
            yield return new ChangeStep(HttpMethod.Post, $"{ObjectPath}/{Path}", new JsonMap { ["grant_id"] = added });
        }

        foreach (var removed in before.Except(after))
        {
            yield return new ChangeStep(HttpMethod.Delete, $"{ObjectPath}/{Path}/{{0}}") { InPath = removed };
        }
    }

    private IEnumerable<ChangeStep> DomainSteps(ObjectChange change)
    {
        const string Path = "discovery-domains";
        const string Key = "domain";
        var (before, after) = (By(Key, change.Current?.Properties, Domains), By(Key, change.Wanted, Domains));
        foreach (var (domain, properties) in after)
        {
            if (!before.TryGetValue(domain, out var current))
            {
                yield return new ChangeStep(HttpMethod.Post, $"{ObjectPath}/{Path}", JsonTree.Copy(properties));
            }
            else if (!JsonTree.AreSame(properties, current, isPartial: true))
            {
                var body = JsonTree.Copy(properties);
                body.Remove(Key);
                yield return new ChangeStep(HttpMethod.Patch, $"{ObjectPath}/{Path}/{PartId(change, domain)}", body) { Before = current };
            }
        }

        foreach (var (domain, _) in before.Where(one => !after.ContainsKey(one.Key)))
        {
            yield return new ChangeStep(HttpMethod.Delete, $"{ObjectPath}/{Path}/{PartId(change, domain)}");
        }
    }

    private static string PartId(ObjectChange change, string part) =>
        Uri.EscapeDataString(change.Current!.Parts.GetValueOrDefault(part) ?? part);

    private static Dictionary<string, JsonMap> By(string key, JsonMap? organization, string property)
    {
        var found = new Dictionary<string, JsonMap>(StringComparer.Ordinal);
        foreach (var item in (organization?.GetValueOrDefault(property) as List<object?> ?? []).OfType<JsonMap>())
        {
            found[TextOf(item.GetValueOrDefault(key))] = item;
        }

        return found;
    }

    private static List<NameReference> GrantsOf(JsonMap? organization) =>
        [
            .. (organization?.GetValueOrDefault(ClientGrants) as List<object?> ?? [])
                .OfType<JsonMap>()
                .Select(static grant =>
                {
                    var client = TextOf(grant.GetValueOrDefault(ClientId));
                    return grant.GetValueOrDefault("audience") is string audience
                        ? new NameReference(ClientGrantKind.KindName, ClientGrantKind.NameOf(client, audience))
                        : new NameReference(ClientGrantKind.KindName, ClientGrantKind.StartOf(client), IsStart: true);
                }),
        ];

    // auth0-deploy-cli names a grant by its application; the API is added where the application has several.
    private static async Task<List<object?>?> ReadGrantsAsync(TenantReader tenant, string path, CancellationToken cancellationToken)
    {
        var grants = await tenant.ListIfAnyAsync($"{path}/client-grants", cancellationToken).ConfigureAwait(false);
        if (grants is null or [])
        {
            return grants is null ? null : [];
        }

        var all = await tenant.ListAsync("client-grants", cancellationToken).ConfigureAwait(false);
        return grants
            .Select(grant =>
            {
                var client = JsonTree.IdIn(grant, ClientId);
                var named = new JsonMap { [ClientId] = client };
                if (all.Count(other => JsonTree.IdIn(other, ClientId) == client) > 1)
                {
                    named["audience"] = Text(grant, "audience");
                }

                return (object?)named;
            })
            .ToList();
    }

    private static string TextOf(object? value) => value is NameReference reference ? reference.Name : value as string ?? "";

    private static string Text(JsonElement json, string name) =>
        json.TryFind(name, out var value) && value.ValueKind == JsonValueKind.String ? value.ReadText() : "";
}
