using System.Text.Json;

namespace Auth0Flows.Configuration.Kinds;

/// <summary>The actions that run at each trigger, in their order.</summary>
internal sealed class TriggerKind() : ConfigurationKind("triggers")
{
    private const string Bindings = "bindings";

    public override string? NameOf(JsonMap properties) => properties.GetValueOrDefault("name") as string;

    public override async Task<IReadOnlyList<ConfigurationObject>> ReadAsync(TenantReader tenant, CancellationToken cancellationToken)
    {
        var listed = await tenant.ListAsync("actions/triggers", cancellationToken).ConfigureAwait(false);
        foreach (var odd in listed.Where(static trigger => JsonTree.IdIn(trigger, "id").Length == 0))
        {
            tenant.LeaveOut(new OddObject(null, $"it is {Shapes.Named(JsonTree.Read(odd, Secrets))} without an id"));
        }

        var triggers = listed
            .Select(static trigger => JsonTree.IdIn(trigger, "id"))
            .Where(static id => id.Length > 0)
            .Distinct() // a trigger has an entry for each of its versions
            .Order(StringComparer.Ordinal)
            .ToList();
        var found = await TenantReader
            .ForEachAsync(triggers, (trigger, token) => ReadAsync(tenant, trigger, token), cancellationToken)
            .ConfigureAwait(false);
        return [.. found.OfType<ConfigurationObject>().Where(static trigger => !JsonTree.IsEmpty(trigger.Properties[Bindings]))];
    }

    public override Task<IReadOnlyList<KeyValuePair<string, string>>> NamesAsync(
        TenantReader tenant,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<KeyValuePair<string, string>>>([]);

    public override IEnumerable<ChangeStep> StepsOf(ObjectChange change)
    {
        var bindings = (change.Wanted?.GetValueOrDefault(Bindings) as List<object?> ?? [])
            .OfType<JsonMap>()
            .Select(static binding =>
                (object?)
                    new JsonMap
                    {
                        ["ref"] = new JsonMap { ["type"] = "action_name", ["value"] = binding.GetValueOrDefault("action_name") },
                        ["display_name"] = binding.GetValueOrDefault("display_name") ?? binding.GetValueOrDefault("action_name"),
                    }
            )
            .ToList();
        yield return new ChangeStep(
            HttpMethod.Patch,
            $"actions/triggers/{Uri.EscapeDataString(change.Name)}/bindings",
            new JsonMap { [Bindings] = bindings }
        )
        {
            Before = change.Current?.Properties,
        };
    }

    private static async Task<ConfigurationObject?> ReadAsync(TenantReader tenant, string trigger, CancellationToken cancellationToken)
    {
        var bindings = await tenant
            .ListIfAnyAsync($"actions/triggers/{Uri.EscapeDataString(trigger)}/bindings", cancellationToken)
            .ConfigureAwait(false);
        if (bindings is null)
        {
            return null;
        }

        return new ConfigurationObject(
            trigger,
            new JsonMap
            {
                ["name"] = trigger,
                [Bindings] = bindings
                    .Select(static binding =>
                        (object?)
                            new JsonMap
                            {
                                ["action_name"] = binding.TryFind("action", out var action) ? Text(action, "name") : "",
                                ["display_name"] = Text(binding, "display_name"),
                            }
                    )
                    .ToList(),
            }
        );
    }

    private static string Text(JsonElement json, string name) =>
        json.TryFind(name, out var value) && value.ValueKind == JsonValueKind.String ? value.ReadText() : "";
}
