using System.Text.Json;

namespace Auth0Flows.Configuration.Kinds;

/// <summary>Client grants, which are named by their application and API.</summary>
internal sealed class ClientGrantKind() : ListKind(KindName, "client-grants")
{
    public const string KindName = "clientGrants";
    private const string Arrow = " → ";

    public override string NamedBy => "clients";

    /// <summary>The start of the names of an application's grants.</summary>
    public static string StartOf(string client) => client + Arrow;

    /// <summary>The name of the application that a grant is for.</summary>
    public static string ClientOf(string grant) => grant.Split(Arrow)[0];

    /// <summary>The name of an application's grant for an API.</summary>
    public static string NameOf(string client, string audience) => client + Arrow + audience;

    public override string? NameOf(JsonMap properties) =>
        properties.GetValueOrDefault("audience") is string audience
        && JsonTree.IdOf(properties.GetValueOrDefault("client_id") ?? properties.GetValueOrDefault("default_for")) is { } client
            ? NameOf(client, audience) + (properties.GetValueOrDefault("subject_type") is string type and not "client" ? $" ({type})" : "")
            : null;

    // auth0-deploy-cli: the names of the application and of the API.
    public override string? FileNameOf(ConfigurationObject found) =>
        $"{found.Properties.GetValueOrDefault("client_id") ?? "undefined"}-{found.Parts.GetValueOrDefault("api")}";

    public override async Task<IReadOnlyList<KeyValuePair<string, string>>> NamesAsync(
        TenantReader tenant,
        CancellationToken cancellationToken
    )
    {
        var clients = (await tenant.ListAsync("clients?is_global=false", cancellationToken).ConfigureAwait(false)).ToLookup(
            static client => JsonTree.IdIn(client, "client_id"),
            static client => Text(client, "name")
        );
        return
        [
            .. (await tenant.ListAsync("client-grants", cancellationToken).ConfigureAwait(false)).Select(grant =>
                KeyValuePair.Create(
                    JsonTree.IdIn(grant, "id"),
                    NameOf(
                        clients[JsonTree.IdIn(grant, "client_id")].FirstOrDefault() ?? JsonTree.IdIn(grant, "client_id"),
                        Text(grant, "audience") is var audience && audience == tenant.ManagementAudience
                            ? ManagementApi.AnyTenant
                            : audience
                    )
                )
            ),
        ];
    }

    private protected override async Task<ConfigurationObject> CompleteAsync(
        TenantReader tenant,
        ConfigurationObject found,
        CancellationToken cancellationToken
    )
    {
        var audience = found.Properties.GetValueOrDefault("audience") as string ?? "";
        var apis = await tenant.ListIfAnyAsync("resource-servers", cancellationToken).ConfigureAwait(false) ?? [];
        var name = apis.FirstOrDefault(api => Text(api, "identifier") == audience) is { ValueKind: JsonValueKind.Object } api
            ? Text(api, "name")
            : audience;
        return found with { Parts = new Dictionary<string, string> { ["api"] = name } };
    }

    private static string Text(JsonElement json, string name) =>
        json.TryFind(name, out var value) && value.ValueKind == JsonValueKind.String ? value.ReadText() : "";
}
