using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Actions;

/// <summary>A trigger that runs Actions (Auth0, "Explore Triggers").</summary>
/// <param name="Id">Its id.</param>
/// <param name="Versions">Its versions; the last one is current.</param>
/// <param name="IsEntityBound">Whether an entity such as a connection names the Action, so that there are no bindings to list.</param>
internal sealed record ActionTrigger(string Id, IReadOnlyList<string> Versions, bool IsEntityBound = false)
{
    public const string DefaultRuntime = "node22";

    public static IReadOnlyList<ActionTrigger> All { get; } =
    [
        new("post-login", ["v1", "v2", "v3"]),
        new("credentials-exchange", ["v1", "v2"]),
        new("pre-user-registration", ["v1", "v2"]),
        new("post-user-registration", ["v1", "v2"]),
        new("post-change-password", ["v1", "v2"]),
        new("send-phone-message", ["v1", "v2"]),
        new("password-reset-post-challenge", ["v1"]),
        new("login-post-identifier", ["v1"]),
        new("signup-post-identifier", ["v1"]),
        new("custom-phone-provider", ["v1"], IsEntityBound: true),
        new("custom-email-provider", ["v1"], IsEntityBound: true),
        new("custom-token-exchange", ["v1"], IsEntityBound: true),
        new("event-stream", ["v1"], IsEntityBound: true),
    ];

    public static ActionTrigger? Find(string id) => All.FirstOrDefault(trigger => trigger.Id == id);

    /// <summary>One object for each version, as the list of triggers has them.</summary>
    public IEnumerable<JsonObject> ToJson() =>
        Versions.Select(
            (version, place) =>
                new JsonObject
                {
                    ["id"] = Id,
                    ["version"] = version,
                    ["status"] = place == Versions.Count - 1 ? "CURRENT" : "DEPRECATED",
                    ["runtimes"] = new JsonArray("node18", DefaultRuntime),
                    ["default_runtime"] = DefaultRuntime,
                    ["binding_policy"] = IsEntityBound ? "entity-bound" : "trigger-bound",
                    ["compatible_triggers"] = new JsonArray([
                        .. Versions.Take(place).Skip(1).Select(older => new JsonObject { ["id"] = Id, ["version"] = older }),
                    ]),
                }
        );
}
