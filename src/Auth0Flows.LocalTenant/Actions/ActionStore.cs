using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Management.Declared;

namespace Auth0Flows.LocalTenant.Actions;

/// <summary>
/// The Actions with their versions, and the order in which triggers run them. Their code never runs. A draft is built after the duration of
/// a job, and only then can it be deployed.
/// </summary>
internal sealed class ActionStore
{
    // What a version has of its Action's draft.
    private static readonly string[] _versioned = ["code", "dependencies", "secrets", "runtime", "supported_triggers", "modules"];

    private readonly Lock _lock = new();
    private readonly TenantClock _clock;
    private readonly TimeSpan _buildDuration;
    private ImmutableDictionary<string, ImmutableList<ActionBinding>> _bindings = ImmutableDictionary.Create<
        string,
        ImmutableList<ActionBinding>
    >(StringComparer.Ordinal);

    public ActionStore(TenantClock clock, TimeSpan buildDuration)
    {
        (_clock, _buildDuration) = (clock, buildDuration);
        Drafts = new KindStore(
            new Kind(
                "actions/actions",
                "",
                "name!",
                "supported_triggers! objects",
                "code",
                "dependencies objects",
                "runtime",
                "secrets objects",
                "modules objects",
                "deploy flag fixed"
            )
            {
                Unique = "name",
                NotFound = "That action does not exist.",
                HasTimes = true,
            },
            clock
        );
        Versions = new KindStore(
            new Kind("actions/versions", "") { NotFound = "That action version does not exist.", HasTimes = true },
            clock
        );
    }

    public DateTimeOffset Now => _clock.UtcNow;

    public KindStore Drafts { get; }

    /// <summary>The versions of all Actions, each of which has its <c>action_id</c>.</summary>
    public KindStore Versions { get; }

    public JsonResource Add(JsonObject body)
    {
        var json = (JsonObject)body.DeepClone();
        json.Remove("deploy");
        json["code"] ??= "";
        json["dependencies"] ??= new JsonArray();
        json["runtime"] ??= ActionTrigger.DefaultRuntime;
        json["secrets"] = SecretsAfter([], json["secrets"] as JsonArray);
        json["all_changes_deployed"] = false;
        json["build_started"] = _clock.TimeProvider.GetUtcNow().UtcTicks;
        return Drafts.Add(json);
    }

    public JsonResource Change(string id, JsonObject body) =>
        Drafts.Replace(
            id,
            old =>
            {
                var json = old.With(body).Json;
                if (body["secrets"] is JsonArray secrets)
                {
                    json["secrets"] = SecretsAfter((JsonArray)old.Json["secrets"]!, secrets);
                }

                if (body.Any(property => property.Key != "name"))
                {
                    json["all_changes_deployed"] = false;
                    json["build_started"] = _clock.TimeProvider.GetUtcNow().UtcTicks;
                }

                return json;
            }
        );

    public bool IsBuilt(JsonResource draft) =>
        _clock.TimeProvider.GetUtcNow().UtcTicks >= draft.Json["build_started"]!.GetValue<long>() + _buildDuration.Ticks;

    /// <summary>Makes a version of the draft, or of an older version, which is then the deployed one.</summary>
    public JsonResource Deploy(JsonResource draft, JsonResource? older, bool updatesDraft)
    {
        lock (_lock)
        {
            var source = older ?? draft;
            var json = new JsonObject { ["action_id"] = draft.Id };
            foreach (var name in _versioned.Where(source.Json.ContainsKey))
            {
                json[name] = source.Json[name]!.DeepClone();
            }

            json["number"] = VersionsOf(draft.Id).Count + 1;
            json["status"] = "built";
            json["built_at"] = Timestamp.Of(_clock.UtcNow);
            var version = Versions.Add(json);
            Drafts.Replace(
                draft.Id,
                old =>
                {
                    var changed = updatesDraft
                        ? old.With(new JsonObject(_versioned.Where(json.ContainsKey).Select(name => Property(name, json)))).Json
                        : old.ToJson();
                    changed["deployed_id"] = version.Id;
                    changed["all_changes_deployed"] = older is null || updatesDraft;
                    return changed;
                }
            );
            return version;
        }

        static KeyValuePair<string, JsonNode?> Property(string name, JsonObject json) => new(name, json[name]!.DeepClone());
    }

    /// <summary>The versions of an Action, newest first.</summary>
    public IReadOnlyList<JsonResource> VersionsOf(string actionId) =>
        [.. Versions.Snapshot().Where(version => version.Json["action_id"].AsText() == actionId).Reverse()];

    /// <summary>What a trigger runs, in order.</summary>
    public IReadOnlyList<ActionBinding> BindingsOf(string trigger) => _bindings.GetValueOrDefault(trigger, []);

    public void Bind(string trigger, IEnumerable<ActionBinding> bindings)
    {
        lock (_lock)
        {
            _bindings = _bindings.SetItem(trigger, [.. bindings]);
        }
    }

    public bool IsBound(string actionId) => _bindings.Values.Any(bindings => bindings.Any(binding => binding.ActionId == actionId));

    /// <summary>Deletes an Action with its versions and its bindings.</summary>
    public void Remove(string id)
    {
        lock (_lock)
        {
            foreach (var (trigger, bindings) in _bindings)
            {
                _bindings = _bindings.SetItem(trigger, bindings.RemoveAll(binding => binding.ActionId == id));
            }

            foreach (var version in VersionsOf(id))
            {
                Versions.Remove(version.Id);
            }

            Drafts.Remove(id);
        }
    }

    // A secret that is named without a value keeps the one that it has.
    private JsonArray SecretsAfter(JsonArray old, JsonArray? sent)
    {
        var now = Timestamp.Of(_clock.UtcNow);
        return
        [
            .. (sent ?? [])
                .OfType<JsonObject>()
                .Select(secret =>
                    secret["value"] is null && Find(secret) is { } kept
                        ? (JsonObject)kept.DeepClone()
                        : new JsonObject
                        {
                            ["name"] = secret["name"].AsText(),
                            ["value"] = secret["value"].AsText(),
                            ["updated_at"] = now,
                        }
                ),
        ];

        JsonObject? Find(JsonObject secret) =>
            old.OfType<JsonObject>().FirstOrDefault(other => other["name"].AsText() == secret["name"].AsText());
    }
}
