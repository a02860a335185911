using System.Text;

namespace Auth0Flows.Configuration.Kinds;

/// <summary>Connections, with the applications that may use them.</summary>
/// <param name="name">The kind's name.</param>
/// <param name="path">The path of the list.</param>
internal sealed class ConnectionKind(string name, string path) : ListKind(name, path)
{
    private const string EnabledClients = "enabled_clients";
    private const string AllKinds = "connections";
    private const int MostAtOnce = 50; // Auth0, "Update enabled clients for a connection"

    /// <inheritdoc/>
    public override string NamedAs => AllKinds;

    /// <summary>The names of all connections, databases too: organizations have both.</summary>
    public override async Task<IReadOnlyList<KeyValuePair<string, string>>> NamesAsync(
        TenantReader tenant,
        CancellationToken cancellationToken
    ) =>
        [
            .. (await tenant.ListAsync("connections", cancellationToken).ConfigureAwait(false)).Select(static connection =>
                KeyValuePair.Create(JsonTree.IdIn(connection, "id"), JsonTree.IdIn(connection, NameProperty))
            ),
        ];

    // auth0-deploy-cli writes the certificates of SAML connections in Base64.
    public override void Clean(JsonMap map)
    {
        base.Clean(map);
        foreach (var certificate in new[] { "options.cert", "options.signingCert" })
        {
            JsonTree.Visit(
                map,
                certificate,
                static value =>
                    value is string text && text.StartsWith("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal)
                        ? Convert.ToBase64String(Encoding.UTF8.GetBytes(text))
                        : value
            );
        }

        // It writes an empty text for e-mails that have the text of Auth0,
        JsonTree.Visit(map, "options.email.body", static body => body is "" ? JsonTree.Removed : body);

        // and a database's scripts next to its options.
        if (map.Remove("customScripts", out var scripts) && scripts is JsonMap { Count: > 0 })
        {
            JsonTree.Set(map, ["options", "customScripts"], scripts);
        }
    }

    private protected override async Task<ConfigurationObject> CompleteAsync(
        TenantReader tenant,
        ConfigurationObject found,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var clients = await tenant
                .ListAsync($"connections/{Uri.EscapeDataString(found.Id!)}/clients", cancellationToken)
                .ConfigureAwait(false);
            found.Properties[EnabledClients] = clients
                .Select(client => JsonTree.IdIn(client, "client_id") is { Length: > 0 } id ? (object?)id : JsonTree.Read(client, Secrets))
                .ToList();
        }
        catch (Auth0ApiException failure) when (failure.Code == Auth0ErrorCode.NotFound && TenantReader.IsTheTenants(failure))
        {
            // A tenant without this path: the connection itself has the list, as it was until 2025.
        }

        return found;
    }

    private protected override IEnumerable<ChangeStep> PartSteps(ObjectChange change)
    {
        if (change.Current is not null && !change.Changed.Contains(EnabledClients))
        {
            return [];
        }

        var (before, after) = (Of(change.Current?.Properties), Of(change.Wanted));
        return after
            .Except(before)
            .Select(static client => Status(client, true))
            .Concat(before.Except(after).Select(static client => Status(client, false)))
            .Chunk(MostAtOnce)
            .Select(statuses => new ChangeStep(HttpMethod.Patch, $"{ObjectPath}/clients", statuses.ToList<object?>())
            {
                Before = new JsonMap { [EnabledClients] = before },
                Shown = new JsonMap { [EnabledClients] = after },
            });
    }

    private static List<object?> Of(JsonMap? connection) => connection?.GetValueOrDefault(EnabledClients) as List<object?> ?? [];

    private static JsonMap Status(object? client, bool isEnabled) => new() { ["client_id"] = client, ["status"] = isEnabled };
}
